/** What users did of the events given: in all, and as a timeline. */
import { groupBy } from '../../shared/group-by.ts'
import type { Database, Row } from './database.ts'
import type { Identity } from './person.ts'
import type { TallyOf } from './tally.ts'
import { integer, text } from './row.ts'

export type Done = { event: string; count: number; firstAt: number; lastAt: number }

/** Of a tally with fewer rows than this between the identities asked for, all of those rows are looked at. */
const FEW = 100

/**
 * What each user did, the last done first. Of thousands of events most have few rows or none that are near the people
 * of a page, whose numbers lie side by side: to look up each of them in each tally took seconds.
 */
export async function readDone(
  database: Database,
  identities: readonly Identity[],
  tallies: readonly TallyOf[],
): Promise<Map<number, Done[]>> {
  const ids = identities.map(({ id }) => id).sort((one, other) => one - other)
  const eventsOf = groupBy(tallies, ([, tally]) => tally)
  const counts = `sum(occurrence.count) AS count, min(occurrence.first_at) AS first_at, max(occurrence.last_at) AS last_at`
  const rows = await database.read(
    `WITH near AS MATERIALIZED (
       SELECT value AS tally, (SELECT count(*) FROM (SELECT 1 FROM occurrence
         WHERE occurrence.tally = json_each.value AND identity BETWEEN ?3 AND ?4 LIMIT ${FEW})) AS rows
       FROM json_each(?2))
     SELECT occurrence.identity, near.tally, ${counts}
     FROM near CROSS JOIN occurrence ON occurrence.tally = near.tally AND occurrence.identity BETWEEN ?3 AND ?4
     WHERE near.rows < ${FEW} AND +occurrence.identity IN (SELECT value FROM json_each(?1)) GROUP BY 1, 2
     UNION ALL
     SELECT occurrence.identity, near.tally, ${counts}
     FROM near CROSS JOIN json_each(?1) AS identity CROSS JOIN occurrence
       ON occurrence.tally = near.tally AND occurrence.identity = identity.value
     WHERE near.rows >= ${FEW} GROUP BY 1, 2`,
    [JSON.stringify(ids), JSON.stringify([...eventsOf.keys()]), ids[0] ?? 0, ids.at(-1) ?? 0],
  )
  const userOf = new Map(identities.map(({ id, user }) => [id, user]))
  const done = new Map<number, Map<string, Done>>()
  for (const row of rows) {
    const user = userOf.get(integer(row, 'identity'))
    if (user === undefined) continue
    const own = done.get(user) ?? new Map<string, Done>()
    done.set(user, own)
    for (const [event] of eventsOf.get(integer(row, 'tally')) ?? [])
      own.set(event, together(own.get(event), { event, ...timesOf(row) }))
  }
  return new Map([...done].map(([user, own]) => [user, [...own.values()].sort(lastFirst)]))
}

const together = (one: Done | undefined, other: Done): Done =>
  one === undefined
    ? other
    : {
        event: one.event,
        count: one.count + other.count,
        firstAt: Math.min(one.firstAt, other.firstAt),
        lastAt: Math.max(one.lastAt, other.lastAt),
      }

const lastFirst = (one: Done, other: Done): number =>
  other.lastAt - one.lastAt || (one.event < other.event ? -1 : 1)

/** What one user did, a slot of 12 hours and an event a row, newest first. */
export async function readTimeline(
  database: Database,
  identities: readonly Identity[],
  tallies: readonly TallyOf[],
  limit: number,
): Promise<Done[]> {
  const rows = await database.read(
    `SELECT tally.value ->> 0 AS event, occurrence.slot, sum(occurrence.count) AS count,
       min(occurrence.first_at) AS first_at, max(occurrence.last_at) AS last_at
     FROM json_each(?) AS identity CROSS JOIN json_each(?) AS tally CROSS JOIN occurrence
       ON occurrence.tally = tally.value ->> 1 AND occurrence.identity = identity.value
     GROUP BY 1, 2 ORDER BY last_at DESC, event LIMIT ?`,
    [JSON.stringify(identities.map(({ id }) => id)), JSON.stringify(tallies), limit],
  )
  return rows.map((row) => ({ event: text(row, 'event'), ...timesOf(row) }))
}

const timesOf = (row: Row) => ({
  count: integer(row, 'count'),
  firstAt: integer(row, 'first_at'),
  lastAt: integer(row, 'last_at'),
})
