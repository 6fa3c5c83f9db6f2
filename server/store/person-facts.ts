/** What filters ask of people: the attributes that stand, and what they did in each 12-hour slot. */
import { currentAttributes, type Told } from '../../shared/attribute.ts'
import type { Facts, Occurrences } from '../../shared/facts.ts'
import { groupBy } from '../../shared/group-by.ts'
import type { Database } from './database.ts'
import { listIdentities, type StoredPerson, type TallyOf } from './person.ts'
import { integer, json, text } from './row.ts'

/** [attribute key, its number] */
export type KeyOf = readonly [string, number]

/** What to read: nothing else is. For sessions, the tallies of all accepted events and `pageview`. */
export type FactsAsked = { tallies: readonly TallyOf[]; keys: readonly KeyOf[] }

/** One row of `occurrence`, and one of `attribute`. */
export type Did = Occurrences & { tally: number }
export type ToldByNumber = Omit<Told, 'key'> & { key: number }

export async function readFacts(
  database: Database,
  people: readonly Pick<StoredPerson, 'id'>[],
  asked: FactsAsked,
): Promise<Map<number, Facts>> {
  const identities = await listIdentities(database, people)
  const theirs = JSON.stringify(identities.map(({ id, user }) => [id, user]))
  const numbers = (pairs: readonly (readonly [string, number])[]): string =>
    JSON.stringify([...new Set(pairs.map(([, number]) => number))])
  const [told, did] = await Promise.all([
    database.read(
      `SELECT identity.value ->> 1 AS user, attribute.key, attribute.value, attribute.at, attribute.message, attribute.source
       FROM json_each(?) AS identity CROSS JOIN json_each(?) AS key CROSS JOIN attribute
         ON attribute.key = key.value AND attribute.identity = identity.value ->> 0`,
      [theirs, numbers(asked.keys)],
    ),
    database.read(
      `SELECT identity.value ->> 1 AS user, occurrence.tally, occurrence.slot,
         sum(occurrence.count) AS count, min(occurrence.first_at) AS first_at, max(occurrence.last_at) AS last_at
       FROM json_each(?) AS identity CROSS JOIN json_each(?) AS tally CROSS JOIN occurrence
         ON occurrence.tally = tally.value AND occurrence.identity = identity.value ->> 0
       GROUP BY 1, 2, 3`,
      [theirs, numbers(asked.tallies)],
    ),
  ])
  const toldOf = groupBy(told, (row) => integer(row, 'user'))
  const didOf = groupBy(did, (row) => integer(row, 'user'))
  return new Map(
    people.map(({ id }) => [
      id,
      toFacts(
        asked,
        (toldOf.get(id) ?? []).map((row) => ({
          key: integer(row, 'key'),
          value: json(row, 'value'),
          at: integer(row, 'at'),
          message: text(row, 'message'),
          source: text(row, 'source'),
        })),
        (didOf.get(id) ?? []).map((row) => ({
          tally: integer(row, 'tally'),
          slot: integer(row, 'slot'),
          count: integer(row, 'count'),
          firstAt: integer(row, 'first_at'),
          lastAt: integer(row, 'last_at'),
        })),
      ),
    ]),
  )
}

/** The facts of one person, out of what all of their identities were told and did; more may be given than is asked. */
export function toFacts(asked: FactsAsked, told: readonly ToldByNumber[], did: readonly Did[]): Facts {
  const names = new Map(asked.keys.map(([name, key]) => [key, name]))
  const standing = currentAttributes(
    told.flatMap(({ key, ...rest }) => {
      const name = names.get(key)
      return name === undefined ? [] : [{ ...rest, key: name }]
    }),
  )
  const events = new Map<string, Occurrences[]>()
  for (const [event, tally] of asked.tallies) {
    const own = did.filter((one) => one.tally === tally)
    if (own.length > 0) events.set(event, [...(events.get(event) ?? []), ...own])
  }
  return { attributes: new Map([...standing].map(([key, { value }]) => [key, value])), events }
}
