/** What is kept for a while only goes when its time is over, and nothing else does. */
import { describe, expect, it } from 'vitest'
import { DAY } from '../../shared/time-slot.ts'
import type { Call, JsonObject } from '../../shared/segment.ts'
import { createSweep } from '../../server/sweep.ts'
import { createTestApp } from '../support.ts'

async function createWorld() {
  const test = await createTestApp()
  const { deps, clock, api } = test
  const sweep = createSweep(deps)
  const rows = async (table: string) =>
    (await deps.database.read(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']
  let messages = 0
  return {
    ...test,
    sweep,
    rows,
    track: (anonymousId: string, event = 'E', messageId = `m${messages++}`) =>
      receive([{ type: 'track', anonymousId, event, properties: {}, at: clock.at, payload: {}, messageId }]),
    identify: (userId: string, anonymousId?: string, traits = {}) =>
      receive([{ type: 'identify', userId, anonymousId, traits, at: clock.at, payload: {} }]),
    identifyAnonymous: (anonymousId: string, traits: JsonObject) =>
      receive([{ type: 'identify', anonymousId, traits, at: clock.at, payload: {} }]),
    get: async (path: string) => (await api('GET', `/api/environments/development${path}`)).json(),
  }
  function receive(calls: Call[]) {
    const { at: receivedAt } = clock
    return deps.ingest.submit({
      environment: 1,
      door: 'tracking',
      source: 'server',
      receivedAt,
      bytes: 0,
      status: 200,
      calls,
      refusals: [],
    })
  }
}

describe('what nobody known did', () => {
  it('is held for seven days, then forgotten with the identity', async () => {
    const { track, identify, sweep, clock, rows, get } = await createWorld()
    await track('a')
    await track('b')
    await identify('u', 'b')
    clock.forward(6 * DAY)
    await sweep()
    expect(await rows('occurrence')).toBe(2)
    clock.forward(2 * DAY)
    await sweep()
    expect(await rows('occurrence')).toBe(1)
    await identify('late', 'a')
    expect((await get('/people/late')).events).toEqual([])
    expect((await get('/people/u')).events).toMatchObject([{ event: 'E', count: 1 }])
    // What happened is still counted for the event: it belongs to nobody now.
    expect((await get('/events')).items).toMatchObject([{ name: 'E', count: 2, users: 1 }])
  })

  it('is forgotten also where that is much, beside what is known', async () => {
    const { track, identify, sweep, clock, rows } = await createWorld()
    await Promise.all(Array.from({ length: 4_500 }, (_, place) => track(`a${place}`)))
    for (const place of [0, 1_999, 2_000, 4_499]) await identify(`u${place}`, `a${place}`)
    clock.forward(DAY)
    await Promise.all(Array.from({ length: 10 }, (_, place) => track(`late${place}`)))
    clock.forward(7 * DAY)
    await sweep()
    expect(await rows('occurrence')).toBe(4 + 10)
    expect(await rows(`identity WHERE kind = 'anonymous'`)).toBe(4 + 10)
  })

  it('is kept where they became known while it was looked for', async () => {
    const { track, identify, clock, rows, deps } = await createWorld()
    await Promise.all([track('a'), track('b')])
    clock.forward(9 * DAY)
    let found = 0
    const longReads: typeof deps.longReads = {
      async read(sql, args) {
        const rows = await deps.longReads.read(sql, args)
        if (/LIMIT/.test(sql) && rows.length > 0 && found++ === 0) await identify('u', 'a')
        return rows
      },
    }
    await createSweep({ ...deps, longReads })()
    expect(found).toBe(1)
    expect(await rows('occurrence')).toBe(1)
    expect(await rows(`identity WHERE value = 'a'`)).toBe(1)
    expect(await rows(`identity WHERE value = 'b'`)).toBe(0)
  })

  it('goes with what they were told of', async () => {
    const { identify, identifyAnonymous, sweep, clock, rows } = await createWorld()
    await identifyAnonymous('a', { plan: 'free', seats: 1 })
    await identify('u', undefined, { plan: 'pro' })
    expect(await rows('attribute')).toBe(3)
    clock.forward(9 * DAY)
    await sweep()
    expect(await rows('attribute')).toBe(1)
    expect(await rows(`identity WHERE value = 'a'`)).toBe(0)
  })

  it('is bounded: the oldest goes first, and the console says so', async () => {
    const { track, sweep, clock, rows, get, deps } = await createWorld()
    const settings = JSON.stringify({ heldRows: 1_000 })
    await deps.database.write([{ sql: 'UPDATE environment SET settings = ?', args: [settings] }])
    await deps.definitions.refresh()
    await Promise.all(Array.from({ length: 600 }, (_, place) => track(`old${place}`)))
    clock.forward(DAY)
    await Promise.all(Array.from({ length: 600 }, (_, place) => track(`new${place}`)))
    await sweep()
    expect(await rows('occurrence')).toBe(1_000)
    expect(await rows(`identity WHERE value LIKE 'new%'`)).toBe(600)
    expect((await get('/notices')).items).toContainEqual(expect.objectContaining({ kind: 'held' }))
  })

  it('of a name that waits for review goes too, and the name with it', async () => {
    const { track, identify, sweep, clock, rows, get, api } = await createWorld()
    await api('PATCH', '/api/environments/development', { autoAccept: false })
    await identify('u', 'a')
    await track('a')
    clock.forward(9 * DAY)
    await sweep()
    expect(await rows('occurrence')).toBe(0)
    expect((await get('/requests')).items).toEqual([])
    clock.forward(DAY)
    await sweep()
    expect(await rows('tally')).toBe(0)
    await track('a')
    expect((await get('/requests')).items).toMatchObject([{ name: 'E', count: 1, users: 1 }])
  })
})

describe('message IDs', () => {
  it('are known for the days set, then dropped in windows', async () => {
    const { track, sweep, clock, rows } = await createWorld()
    await track('a', 'E', 'same')
    clock.forward(6.9 * DAY)
    await sweep()
    await track('a', 'E', 'same')
    expect(await rows('occurrence')).toBe(1)
    clock.forward(0.2 * DAY)
    await track('a', 'E', 'same')
    expect(await rows('occurrence')).toBe(2)
    clock.forward(12 * DAY)
    await sweep()
    expect(await rows('seen')).toBe(0)
  })
})

describe('Live calls', () => {
  it('keep so many lines and days as set', async () => {
    const { track, sweep, clock, rows, api } = await createWorld()
    await api('PATCH', '/api/environments/development', { callLines: 100, callDays: 2 })
    await Promise.all(Array.from({ length: 150 }, () => track('a')))
    await sweep()
    expect(await rows('call')).toBe(100)
    clock.forward(3 * DAY)
    await sweep()
    expect(await rows('call')).toBe(0)
  })
})
