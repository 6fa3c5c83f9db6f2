/** What doors answer while the database cannot take a call, in the words of each. */
import { expect, test } from 'vitest'
import { Unavailable } from '../../server/store/database.ts'
import { bearer, holdWrites, openDoors, TRACK } from './door-support.ts'

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
  const sizes: number[] = []
  const release = holdWrites(deps.database, (statements) => sizes.push(JSON.stringify(statements).length))
  const batch = Array.from({ length: 14 }, (_, place) => ({
    type: 'track',
    event: 'Order Completed',
    userId: `u${place}`,
    properties: { note: 'x'.repeat(30_000) },
  }))
  const sent = Array.from({ length: 20 }, () =>
    post('/v1/batch', { body: { batch }, headers: bearer(development.server) }),
  )
  await expect.poll(() => deps.metrics.text()).toMatch(/^asklet_calls_waiting 280$/m)
  release()
  for (const { status } of await Promise.all(sent)) expect(status).toBe(200)
  expect(Math.max(...sizes)).toBeLessThan(5_000_000)
})

test('calls of a thousand attributes fill the queue by those, and a body that finds it full is not even parsed', async () => {
  const { post, development, deps } = await openDoors()
  const rows: number[] = []
  const release = holdWrites(deps.database, (statements) => {
    const lengths = statements.flatMap(({ args = [] }) =>
      args.map((arg) => (typeof arg === 'string' && arg.startsWith('[[') ? arg.split('],[').length : 0)),
    )
    rows.push(Math.max(...lengths))
  })
  const traits = Object.fromEntries(Array.from({ length: 1_000 }, (_, place) => [`key${place}`, place]))
  const batch = Array.from({ length: 10 }, (_, place) => ({ type: 'identify', userId: `u${place}`, traits }))
  const send = (body: unknown) => post('/v1/batch', { body, headers: bearer(development.server) })
  const sent = Array.from({ length: 20 }, () => send({ batch }))
  await expect.poll(() => deps.metrics.text()).toMatch(/^asklet_calls_waiting 100$/m)
  expect((await send('{ no JSON')).status).toBe(503)
  release()
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  expect(statuses).toEqual([...Array<number>(10).fill(200), ...Array<number>(10).fill(503)])
  // Each in a commit of its own: two have over 20,000 rows.
  expect(Math.max(...rows)).toBe(10_000)
  expect((await send('{ no JSON')).status).toBe(400)
})
