/** What events count, out of the tallies given for each: totals, the last 30 days, and users. */
import { groupBy } from '../../shared/group-by.ts'
import { DAY, slotOf } from '../../shared/time-slot.ts'
import type { Database, Reader } from './database.ts'
import { integer, text } from './row.ts'
import type { TallyOf } from './tally.ts'

export type EventUsage = { count: number; firstAt?: number; lastAt?: number; daily: number[] }
const DAYS = 30
const PAIRS = `(SELECT value ->> 0 AS name, value ->> 1 AS tally FROM json_each(?)) AS pair`

/** By name; what was never counted is left out. */
export async function readUsage(
  database: Database,
  pairs: readonly TallyOf[],
  now: number,
): Promise<Map<string, EventUsage>> {
  const json = JSON.stringify(pairs)
  const today = Math.floor(now / DAY)
  const [totals, days] = await Promise.all([
    database.read(
      `SELECT pair.name, sum(usage.count) AS count, min(usage.first_at) AS first_at, max(usage.last_at) AS last_at
       FROM ${PAIRS} CROSS JOIN usage ON usage.tally = pair.tally GROUP BY 1`,
      [json],
    ),
    database.read(
      `SELECT pair.name, usage.slot / 2 AS day, sum(usage.count) AS count
       FROM ${PAIRS} CROSS JOIN usage ON usage.tally = pair.tally AND usage.slot >= ? GROUP BY 1, 2`,
      [json, slotOf((today - DAYS + 1) * DAY)],
    ),
  ])
  const usage = new Map<string, EventUsage>()
  for (const row of totals)
    usage.set(text(row, 'name'), {
      count: integer(row, 'count'),
      firstAt: integer(row, 'first_at'),
      lastAt: integer(row, 'last_at'),
      daily: Array.from({ length: DAYS }, () => 0),
    })
  for (const row of days) {
    const entry = usage.get(text(row, 'name'))
    const place = integer(row, 'day') - today + DAYS - 1
    if (entry && place < DAYS) entry.daily[place] = integer(row, 'count')
  }
  return usage
}

/** Known users who did each, by name: a long read, of every occurrence. */
export async function readUsers(reader: Reader, pairs: readonly TallyOf[]): Promise<Map<string, number>> {
  // In one order, so that the same events are the same statement.
  const events = [...groupBy(pairs, ([name]) => name)]
    .map(([name, own]) => [name, own.map(([, tally]) => tally)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const rows = await reader.read(
    // Each event by itself, and whom it names once, as the table has them: sorting all took three times as long.
    `SELECT event.value ->> 0 AS name, (
       SELECT count(DISTINCT coalesce(identity.owner, identity.id)) FROM (
         SELECT DISTINCT tally, identity FROM occurrence
         WHERE tally IN (SELECT value FROM json_each(event.value ->> 1))) AS did
       CROSS JOIN identity ON identity.id = did.identity
       WHERE identity.known_at IS NOT NULL OR identity.owner IS NOT NULL) AS users
     FROM json_each(?) AS event`,
    [JSON.stringify(events)],
  )
  return new Map(rows.map((row) => [text(row, 'name'), integer(row, 'users')]))
}

/** What mapping a name would add: the calls kept under its open tally. */
export async function readNameCounts(
  database: Database,
  environment: number,
  names: readonly string[],
): Promise<Map<string, { count: number; firstAt: number }>> {
  const rows = await database.read(
    `SELECT tally.name, sum(usage.count) AS count, min(usage.first_at) AS first_at
     FROM tally CROSS JOIN usage ON usage.tally = tally.id
     WHERE tally.environment = ? AND tally.kind = 'track' AND tally.retired_at IS NULL
       AND tally.name IN (SELECT value FROM json_each(?)) GROUP BY 1`,
    [environment, JSON.stringify(names)],
  )
  return new Map(
    rows.map((row) => [
      text(row, 'name'),
      { count: integer(row, 'count'), firstAt: integer(row, 'first_at') },
    ]),
  )
}
