/** What a decision reads of a person is at any time what was said of them, whatever becomes of users and keys. */
import { expect, onTestFinished, test } from 'vitest'
import { createSweep } from '../../server/sweep.ts'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { MIGRATIONS } from '../../server/store/migrations.ts'
import { DAY } from '../../shared/time-slot.ts'
import { freshUrl } from '../databases.ts'
import { createTestApp } from '../support.ts'
import { expectProfilesToHold } from './profiles.ts'

const WHY =
  'a survey decision reads who a visitor counts for in one page, and what it asks of a person in another'

async function createWorld() {
  const world = await createTestApp()
  const { api, deps, clock } = world
  const { database } = deps
  const [environment] = deps.definitions.environments()
  const key = (await (await api('GET', '/api/environments/development')).json()).keys[0].key
  return {
    clock,
    database,
    sweep: createSweep(deps),
    send: async (...batch: object[]) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const answer = await world.app.request('/v1/batch', {
        method: 'POST',
        headers,
        body: JSON.stringify({ batch }),
      })
      expect(answer.status).toBe(200)
    },
    act: async (method: string, path: string, body?: object) => {
      const answer = await api(method, `/api/environments/${environment?.id}${path}`, body)
      expect(answer.status).toBeLessThan(300)
    },
    parts: async () => {
      await expectProfilesToHold(database)
      const [row] = await database.read(
        'SELECT count(*) FILTER (WHERE part > 0) AS told, count(*) FILTER (WHERE part < 0) AS theirs FROM profile',
      )
      return row
    },
  }
}

test('attributes that are told, told anew, and told too late', async () => {
  const { send, parts, database } = await createWorld()
  const told = (plan: string, timestamp: string) => ({
    type: 'identify',
    userId: 'ann',
    traits: { plan, seats: 2 },
    timestamp,
  })
  await send(told('free', '2026-01-02T00:00:00Z'))
  await send(told('pro', '2026-01-03T00:00:00Z'))
  await send(told('basic', '2026-01-01T00:00:00Z'))
  expect(await parts()).toEqual({ told: 2, theirs: 0 })
  expect(await database.read(`SELECT value FROM profile WHERE value LIKE '"%'`)).toEqual([{ value: '"pro"' }])
})

test('users that are tied, merged, parted and erased', async () => {
  const { send, act, parts } = await createWorld()
  await send(
    { type: 'identify', userId: 'ann', anonymousId: 'a', traits: { plan: 'pro' } },
    { type: 'identify', userId: 'ann', anonymousId: 'b' },
    { type: 'identify', anonymousId: 'a', traits: { seats: 3 } },
    { type: 'identify', userId: 'bob', anonymousId: 'c', traits: { plan: 'free' } },
  )
  expect(await parts()).toEqual({ told: 3, theirs: 3 })
  await act('POST', '/people/ann/merge', { into: 'bob' })
  expect(await parts()).toEqual({ told: 3, theirs: 4 })
  await act('DELETE', '/people/ann/merge')
  expect(await parts()).toEqual({ told: 3, theirs: 3 })
  await act('DELETE', '/people/ann')
  expect(await parts()).toEqual({ told: 1, theirs: 1 })
})

test('a key that is ignored, also where its erasing was cut short, and kept again', async () => {
  const { send, act, parts, sweep, database } = await createWorld()
  const told = { type: 'identify', userId: 'ann', traits: { plan: 'pro', seats: 3 } }
  await send(told)
  await act('DELETE', '/attributes/plan')
  expect(await parts()).toEqual({ told: 1, theirs: 0 })
  await database.write([{ sql: `UPDATE attribute_key SET ignored = 1 WHERE key = 'seats'` }])
  await sweep()
  expect(await parts()).toEqual({ told: 0, theirs: 0 })
  await send(told, { ...told, userId: 'bob' })
  await database.write([{ sql: `UPDATE attribute_key SET ignored = 1 WHERE key = 'seats'` }])
  await act('PATCH', '/attributes/seats', { ignored: false })
  expect(await parts()).toEqual({ told: 0, theirs: 0 })
  await send(told)
  expect(await parts()).toEqual({ told: 1, theirs: 0 })
})

test('what nobody known said, forgotten in time', async () => {
  const { send, parts, sweep, clock } = await createWorld()
  await send({ type: 'identify', anonymousId: 'a', traits: { plan: 'pro' } })
  expect(await parts()).toEqual({ told: 1, theirs: 0 })
  clock.forward(9 * DAY)
  await sweep()
  expect(await parts()).toEqual({ told: 0, theirs: 0 })
})

test('what was there before profiles were', async () => {
  const database = openLocalDatabase({ url: await freshUrl() })
  onTestFinished(() => database.close())
  await migrate(
    database,
    0,
    MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex(({ why }) => why === WHY),
    ),
  )
  const identity = 'INSERT INTO identity (id, environment, kind, value, owner) VALUES'
  const attribute = 'INSERT INTO attribute (key, identity, value, at, message, source, received_slot) VALUES'
  await database.write([
    {
      sql: `${identity} (1, 1, 'user', 'ann', NULL), (2, 1, 'anonymous', 'a', 1), (3, 1, 'visitor', 'v', 1)`,
    },
    { sql: `${attribute} (7, 1, '"pro"', 5, 'm', 'server', 0), (8, 2, '3', 6, 'n', 'sdk', 0)` },
  ])
  await migrate(database, 0)
  await expectProfilesToHold(database)
  expect(await database.read('SELECT count(*) AS count FROM profile')).toEqual([{ count: 4 }])
})
