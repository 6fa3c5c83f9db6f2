/** What filters ask of people: the attributes that stand, and what they did in each 12-hour slot. */
import { currentAttributes, type Told } from '../../shared/attribute.ts'
import type { Facts, Occurrences } from '../../shared/facts.ts'
import { groupBy } from '../../shared/group-by.ts'
import type { Json } from '../../shared/segment.ts'
import type { Database, Row } from './database.ts'
import { listIdentities, type StoredPerson } from './person.ts'
import { integer, json, text } from './row.ts'
import type { TallyOf } from './tally.ts'

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
  const [told, did] = await Promise.all([
    database.read(
      `SELECT identity.value ->> 1 AS user, attribute.key, attribute.value, attribute.at, attribute.message, attribute.source
       FROM json_each(?) AS identity CROSS JOIN json_each(?) AS key CROSS JOIN attribute
         ON attribute.key = key.value AND attribute.identity = identity.value ->> 0`,
      [theirs, numbersOf(asked.keys)],
    ),
    database.read(
      `SELECT identity.value ->> 1 AS user, occurrence.tally, occurrence.slot,
         sum(occurrence.count) AS count, min(occurrence.first_at) AS first_at, max(occurrence.last_at) AS last_at
       FROM json_each(?) AS identity CROSS JOIN json_each(?) AS tally CROSS JOIN occurrence
         ON occurrence.tally = tally.value AND occurrence.identity = identity.value ->> 0
       GROUP BY 1, 2, 3`,
      [theirs, numbersOf(asked.tallies)],
    ),
  ])
  const toldOf = groupBy(told, (row) => integer(row, 'user'))
  const didOf = groupBy(did, (row) => integer(row, 'user'))
  return new Map(
    people.map(({ id }) => [
      id,
      {
        attributes: standingOf(asked.keys, (toldOf.get(id) ?? []).map(toTold)),
        events: eventsOf(asked.tallies, (didOf.get(id) ?? []).map(toDid)),
      },
    ]),
  )
}

const toTold = (row: Row): ToldByNumber => ({
  key: integer(row, 'key'),
  value: json(row, 'value'),
  at: integer(row, 'at'),
  message: text(row, 'message'),
  source: text(row, 'source'),
})

const toDid = (row: Row): Did => ({
  tally: integer(row, 'tally'),
  slot: integer(row, 'slot'),
  count: integer(row, 'count'),
  firstAt: integer(row, 'first_at'),
  lastAt: integer(row, 'last_at'),
})

/** The values that stand, of what all identities of one person were told; more may be given than `keys`. */
export function standingOf(keys: readonly KeyOf[], told: readonly ToldByNumber[]): Facts['attributes'] {
  const named: Told[] = []
  for (const [name, number] of keys)
    for (const { key, value, at, message, source } of told)
      if (key === number) named.push({ key: name, value, at, message, source })
  const values = new Map<string, Json>()
  for (const [key, { value }] of currentAttributes(named)) values.set(key, value)
  return values
}

/** The same of events; one slot may be there more than once. */
export function eventsOf(tallies: readonly TallyOf[], did: readonly Did[]): Facts['events'] {
  const events = new Map<string, Occurrences[]>()
  for (const [event, tally] of tallies) {
    const own = did.filter((one) => one.tally === tally)
    if (own.length > 0) events.set(event, [...(events.get(event) ?? []), ...own])
  }
  return events
}

export const numbersOf = (pairs: readonly (readonly [string, number])[]): string =>
  JSON.stringify([...new Set(pairs.map(([, number]) => number))])
