/** What doors answer while the database cannot take a call, in the words of each. */
import { expect, test } from 'vitest'
import { Unavailable } from '../../server/store/database.ts'
import { bearer, openDoors, TRACK } from './door-support.ts'

const message = 'Asklet cannot store calls just now; send this again shortly'

test.each([
  ['/segment', { message }],
  ['/webhook/segment', { success: false, message }],
  ['/v1/track', { success: false, code: 'unavailable', message, error: message }],
])('%s answers 503 with Retry-After, and 200 once it can', async (path, answer) => {
  const { post, development, deps, lines, logged } = await openDoors()
  const send = () => post(path, { body: TRACK, headers: bearer(development.server) })
  const { write } = deps.database
  for (const cause of [new Unavailable('the disk is full'), new Error('a bug')]) {
    deps.database.write = () => Promise.reject(cause)
    const response = await send()
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await response.json()).toEqual(answer)
  }
  expect(logged.join('\n')).toContain('a bug')

  deps.database.write = write
  expect((await send()).status).toBe(200)
  expect(await lines()).toMatchObject([{ outcome: 'held' }])
})

test('what is noted beside a call is noted once the call can be stored', async () => {
  const { post, api, development, deps } = await openDoors()
  const page = { type: 'page', userId: 'u', properties: { url: 'https://example.com/' } }
  const send = () => post('/segment', { body: page, headers: bearer(development.server) })
  const { write } = deps.database
  deps.database.write = () => Promise.reject(new Unavailable('the disk is full'))
  expect((await send()).status).toBe(503)
  deps.database.write = write
  expect((await send()).status).toBe(200)
  const read = async (path: string) => (await api('GET', `/api/environments/development${path}`)).json()
  const environment = await read('')
  expect(environment.firstCallAt).not.toBeNull()
  expect(environment.keys[0].lastUsedAt).not.toBeNull()
  expect((await read('/recent-urls')).items).toMatchObject([{ url: page.properties.url }])
})

test('what gathers is committed in parts of a few megabytes, so that others are served between them', async () => {
  const { post, development, deps } = await openDoors()
  const { write } = deps.database
  const sizes: number[] = []
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  deps.database.write = async (statements) => {
    sizes.push(JSON.stringify(statements).length)
    await opened
    return write(statements)
  }
  const batch = Array.from({ length: 14 }, (_, place) => ({
    type: 'track',
    event: 'Order Completed',
    userId: `u${place}`,
    properties: { note: 'x'.repeat(30_000) },
  }))
  const sent = Array.from({ length: 20 }, () =>
    post('/v1/batch', { body: { batch }, headers: bearer(development.server) }),
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  open()
  for (const { status } of await Promise.all(sent)) expect(status).toBe(200)
  expect(Math.max(...sizes)).toBeLessThan(5_000_000)
})

test('calls of a thousand attributes fill the queue by those, and a body that finds it full is not even parsed', async () => {
  const { post, development, deps } = await openDoors()
  const { write } = deps.database
  const rows: number[] = []
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  deps.database.write = async (statements) => {
    await opened
    const longest = statements.flatMap(({ args = [] }) =>
      args.map((arg) => (typeof arg === 'string' && arg.startsWith('[[') ? arg.split('],[').length : 0)),
    )
    rows.push(Math.max(...longest))
    return write(statements)
  }
  const traits = Object.fromEntries(Array.from({ length: 1_000 }, (_, place) => [`key${place}`, place]))
  const batch = Array.from({ length: 10 }, (_, place) => ({ type: 'identify', userId: `u${place}`, traits }))
  const send = (body: unknown) => post('/v1/batch', { body, headers: bearer(development.server) })
  const sent = Array.from({ length: 20 }, () => send({ batch }))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await send('{ no JSON')).status).toBe(503)
  open()
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  expect(statuses).toEqual([...Array<number>(10).fill(200), ...Array<number>(10).fill(503)])
  // Each in a commit of its own: two have over 20,000 rows.
  expect(Math.max(...rows)).toBe(10_000)
  expect((await send('{ no JSON')).status).toBe(400)
})
