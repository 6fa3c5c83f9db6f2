/** What calls are judged by is read while calls go on: neither undoes what the other has learnt. */
import { expect, test } from 'vitest'
import type { Row } from '../../server/store/database.ts'
import { openFile } from '../databases.ts'
import { createTestApp } from '../support.ts'

/** An app whose reads of a table's rows can be held back, as a slow disk or network does. */
async function createSlowApp() {
  let held: { sql: string; until: Promise<void> } | undefined
  const asklet = await createTestApp({}, {}, async () => {
    const database = await openFile()
    return {
      ...database,
      async read(sql, args): Promise<readonly Row[]> {
        const rows = await database.read(sql, args)
        const hold = held?.sql
        if (hold !== undefined && sql.includes(hold)) await held?.until
        return rows
      },
    }
  })
  const environments = await (await asklet.api('GET', '/api/environments')).json()
  const key: string = environments.items[0].keys[0].key
  return {
    ...asklet,
    post: (body: object) =>
      asklet.request('/segment', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
      }),
    /** @returns what lets the rows go */
    hold(sql: string): () => void {
      let release = (): void => undefined
      held = { sql, until: new Promise((resolve) => (release = resolve)) }
      return () => {
        held = undefined
        release()
      }
    },
  }
}

test('a first page view that overtakes a refresh is seen by the next read', async () => {
  const { deps, api, post, hold } = await createSlowApp()
  await post({ type: 'identify', userId: 'u' })
  const release = hold('FROM tally t')
  const refreshing = deps.definitions.refresh()
  expect((await post({ type: 'page', userId: 'u' })).status).toBe(200)
  release()
  await refreshing
  const person = await (await api('GET', '/api/environments/development/people/u')).json()
  expect(person.events).toMatchObject([{ event: 'pageview', count: 1 }])
})

test('an erasure that overtakes a refresh still drops older calls', async () => {
  const { deps, api, post, clock, hold } = await createSlowApp()
  const timestamp = new Date(clock.at).toISOString()
  await post({ type: 'identify', userId: 'u', timestamp })
  clock.forward(1_000)
  const release = hold('FROM erasure')
  const refreshing = deps.definitions.refresh()
  expect((await post({ type: 'delete', userId: 'u' })).status).toBe(200)
  release()
  await refreshing
  await post({ type: 'identify', userId: 'u', timestamp, messageId: 'late' })
  expect((await api('GET', '/api/environments/development/people/u')).status).toBe(404)
})

test('of two refreshes the later one stands, whichever ends first', async () => {
  const { deps, api, hold } = await createSlowApp()
  const release = hold('FROM environment')
  const slow = deps.definitions.refresh()
  await new Promise((resolve) => setTimeout(resolve, 20))
  const released = hold('nothing')
  expect((await api('PATCH', '/api/environments/development', { autoAccept: false })).status).toBe(200)
  release()
  released()
  await slow
  expect(deps.definitions.environmentById('development')?.autoAccept).toBe(false)
})

test('names that overtake every read of a refresh are seen by the next read', async () => {
  const { deps, api, post } = await createSlowApp()
  const { read } = deps.database
  let names = 0
  deps.database.read = async (sql, args) => {
    const rows = await read(sql, args)
    if (sql.includes('FROM tally t') && names < 20)
      await post({ type: 'track', userId: 'u', event: `Name ${(names += 1)}` })
    return rows
  }
  await post({ type: 'identify', userId: 'u' })
  await deps.definitions.refresh()
  const person = await (await api('GET', '/api/environments/development/people/u')).json()
  expect(person.events).toHaveLength(names)
  // The next call of the name is of the same event.
  await post({ type: 'track', userId: 'u', event: 'Name 1' })
  const { items } = await (await api('GET', '/api/environments/development/events')).json()
  expect(items).toHaveLength(names)
  expect(items).toContainEqual(expect.objectContaining({ name: 'Name 1', count: 2 }))
})

test('a call judged before a refresh and stored after it is seen by the next read', async () => {
  const { deps, api, post } = await createSlowApp()
  await api('POST', '/api/environments/development/events', {
    name: 'Saw Pricing',
    kind: 'page-url',
    url: { match: 'contains', pattern: '/pricing' },
  })
  const { write } = deps.database
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  deps.database.write = async (statements) => {
    await held
    return write(statements)
  }
  const answers = Promise.all([
    post({ type: 'track', userId: 'u', event: 'E' }),
    post({ type: 'page', userId: 'u', properties: { url: 'https://example.com/pricing' } }),
    post({ type: 'identify', userId: 'u', traits: { plan: 'pro' } }),
  ])
  await deps.definitions.refresh()
  release()
  for (const { status } of await answers) expect(status).toBe(200)
  const person = await (await api('GET', '/api/environments/development/people/u')).json()
  expect(person.events.map(({ event }: { event: string }) => event).sort()).toEqual([
    'E',
    'Saw Pricing',
    'pageview',
  ])
  const filter = { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' }
  const counted = await api('POST', '/api/environments/development/audience', { filter })
  expect(await counted.json()).toEqual({ count: 1 })
})
