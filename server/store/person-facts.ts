/** What filters ask of people: the attributes that stand, and what they did in each 12-hour slot. */
import type { Facts, Occurrences } from '../../shared/facts.ts'
import { groupBy } from '../../shared/group-by.ts'
import type { Database } from './database.ts'
import { listIdentities, readAttributes, type StoredPerson, type TallyOf } from './person.ts'
import { integer, text } from './row.ts'

/** @param tallies those of all accepted events and `pageview`, as sessions are counted over all of them. */
export async function readFacts(
  database: Database,
  environment: number,
  people: readonly StoredPerson[],
  tallies: readonly TallyOf[],
): Promise<Map<number, Facts>> {
  const identities = await listIdentities(database, people)
  const [attributes, rows] = await Promise.all([
    readAttributes(database, environment, identities),
    database.read(
      `SELECT identity.value ->> 1 AS user, tally.value ->> 0 AS event, occurrence.slot,
         sum(occurrence.count) AS count, min(occurrence.first_at) AS first_at, max(occurrence.last_at) AS last_at
       FROM json_each(?) AS identity CROSS JOIN json_each(?) AS tally CROSS JOIN occurrence
         ON occurrence.tally = tally.value ->> 1 AND occurrence.identity = identity.value ->> 0
       GROUP BY 1, 2, 3`,
      [JSON.stringify(identities.map(({ id, user }) => [id, user])), JSON.stringify(tallies)],
    ),
  ])
  const byUser = groupBy(rows, (row) => integer(row, 'user'))
  return new Map(
    people.map(({ id }) => {
      const events = new Map<string, Occurrences[]>()
      for (const [event, own] of groupBy(byUser.get(id) ?? [], (row) => text(row, 'event')))
        events.set(
          event,
          own.map((row) => ({
            slot: integer(row, 'slot'),
            count: integer(row, 'count'),
            firstAt: integer(row, 'first_at'),
            lastAt: integer(row, 'last_at'),
          })),
        )
      const standing = [...(attributes.get(id) ?? [])].map(([key, { value }]) => [key, value] as const)
      return [id, { attributes: new Map(standing), events }]
    }),
  )
}
