/** A database as it stands after years: users with attributes and visitors, and ten occurrences of events each. */
import { join } from 'node:path'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import type { Database } from '../../server/store/database.ts'
import { DAY, slotOf } from '../../shared/time-slot.ts'
import type { Setting } from './benchmark.ts'
import { openInProcess } from './in-process.ts'
import { eventName } from './load/calls.ts'

const FIRST = 'user-000000'
const OCCURRENCES = 10
const NAMES = 20
const SLOTS = 2
/** Every user did so many of the names. */
const NAMES_DONE = OCCURRENCES / SLOTS
export const visitorId = (number: number): string => `visitor-${String(number).padStart(6, '0')}`
export const PLANS = ['free', 'basic', 'pro', 'enterprise']
export const SEATS = 50

const made = new Map<string, Promise<string>>()

/** The address of the database, made once a run. */
export function populated(setting: Setting, users: number): Promise<string> {
  const path = join(setting.directory, `${users}-users.db`)
  const database = made.get(path) ?? make(`file:${path}`, users, setting.note)
  made.set(path, database)
  return database
}

async function make(url: string, users: number, note: Setting['note']): Promise<string> {
  const started = performance.now()
  const database = openLocalDatabase({ url })
  await fill(database, await open(database), users)
  await database.close()
  const seconds = ((performance.now() - started) / 1_000).toFixed(0)
  note(`${users} users and ${users * OCCURRENCES} occurrences stored, in ${seconds} s`)
  return url
}

/** By the door, so that names and keys are there as the product makes them. @returns the environment's number */
async function open(database: Database): Promise<number> {
  const { number, send } = await openInProcess(database)
  const tracks = Array.from({ length: NAMES }, (_, place) => eventName(place))
  await send([
    { type: 'identify', userId: FIRST, traits: { plan: PLANS[0], seats: 1 } },
    ...tracks.map((event) => ({ type: 'track', userId: FIRST, event })),
  ])
  return number
}

/** Straight into the tables, in their order: by the door it would take an hour. */
async function fill(database: Database, environment: number, users: number): Promise<void> {
  const now = Date.now()
  const slot = slotOf(now)
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)'
  const people = `identity WHERE environment = ?1 AND kind = 'user'`
  await database.write([
    {
      sql: `${numbers} INSERT OR IGNORE INTO identity (environment, kind, value, known_at, heard_at)
        SELECT ?2, 'user', printf('user-%06d', i), ?3 - i, ?3 - i FROM n`,
      args: [users, environment, now - DAY],
    },
    {
      sql: `INSERT INTO identity (environment, kind, value, owner)
        SELECT environment, 'visitor', 'visitor-' || substr(value, 6), id FROM ${people} ORDER BY id`,
      args: [environment],
    },
    {
      sql: `INSERT OR REPLACE INTO attribute (key, identity, value, magnitude, at, message, source, received_slot)
        SELECT key.id, person.id,
          CASE key.key WHEN 'plan' THEN ?2 ->> (person.id / 8 % ${PLANS.length}) ELSE person.id / 4 * 29 % ${SEATS} END,
          CASE key.key WHEN 'plan' THEN NULL ELSE person.id / 4 * 29 % ${SEATS} END,
          ?3, printf('message-%08d', person.id), 'server', ?4
        FROM attribute_key AS key CROSS JOIN (SELECT id FROM ${people} ORDER BY id) AS person
        WHERE key.environment = ?1 ORDER BY 1, 2`,
      args: [environment, JSON.stringify(PLANS.map((plan) => JSON.stringify(plan))), now - DAY, slot - 2],
    },
  ])
  const tallies = await database.read(
    `SELECT id FROM tally WHERE environment = ? AND kind = 'track' ORDER BY id`,
    [environment],
  )
  for (const [place, { id = null }] of tallies.entries())
    await database.write([
      {
        sql: `INSERT OR REPLACE INTO occurrence (tally, identity, slot, count, first_at, last_at, received_slot)
          SELECT ?2, person.id, back.slot, 1 + person.id % 3, ?3, ?3, back.slot
          FROM (SELECT id FROM ${people} AND (id + ${place}) % ${NAMES / NAMES_DONE} = 0 ORDER BY id) AS person
          CROSS JOIN (SELECT ?4 - ${SLOTS} + value AS slot FROM json_each(?5)) AS back`,
        args: [
          environment,
          id,
          now - DAY,
          slot,
          JSON.stringify(Array.from({ length: SLOTS }, (_, back) => back)),
        ],
      },
    ])
  await database.write([
    {
      sql: `INSERT OR REPLACE INTO usage (tally, slot, count, first_at, last_at)
        SELECT tally, slot, sum(count), min(first_at), max(last_at) FROM occurrence GROUP BY 1, 2`,
    },
  ])
}
