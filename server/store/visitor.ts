/** Visitors of the web SDK: who each counts as, and all of them that a decision asks, read together. */
import type { Facts } from '../../shared/facts.ts'
import { groupBy } from '../../shared/group-by.ts'
import type { Database, Row } from './database.ts'
import { type Did, type FactsAsked, toFacts, type ToldByNumber } from './person-facts.ts'
import { integer, optionalText, text } from './row.ts'
import type { Shown } from './showing.ts'

/** Who an SDK visitor counts as: a user, or itself. `person` and `identity` are numbers of the `identity` table. */
export type Visitor = {
  identity: number
  person: number
  isUser: boolean
  value: string
  /** What was claimed for the same message before. */
  claimed?: { showing: string; survey: string; language: string }
  /** When a survey was last shown, by survey, by any way but a link. */
  shown: ReadonlyMap<string, Shown>
  facts: Facts
}

export type VisitorAsked = {
  environment: number
  visitorId: string
  /** The message that asks. */
  message?: string
  facts: FactsAsked
}

/** In the order asked, undefined for who is not there. One statement, all by index. */
export async function readVisitors(
  database: Database,
  asked: readonly VisitorAsked[],
): Promise<(Visitor | undefined)[]> {
  // A row for each identity that counts for the person.
  const rows = await database.read(
    `SELECT asked.key AS place, named.id AS identity, person.id AS person, person.kind = 'user' AS is_user, person.value,
       claimed.id AS showing, claimed.survey, claimed.language,
       (SELECT json_group_array(json_array(survey, at, responded_at IS NULL AND closed_at IS NULL))
         FROM showing WHERE identity = own.id AND channel <> 'link') AS shown,
       (SELECT json_group_array(json_array(key, value, at, message, source))
         FROM attribute WHERE key IN (SELECT value FROM json_each(?2)) AND identity = own.id) AS told,
       (SELECT json_group_array(json_array(tally, slot, count, first_at, last_at))
         FROM occurrence WHERE tally IN (SELECT value FROM json_each(?3)) AND identity = own.id) AS did
     FROM json_each(?1) AS asked
     CROSS JOIN identity AS named ON named.environment = asked.value ->> 0 AND named.kind = 'visitor'
       AND named.value = asked.value ->> 1
     CROSS JOIN identity AS person ON person.id = coalesce(named.owner, named.id)
     CROSS JOIN identity AS own ON own.id = person.id OR own.owner = person.id
     LEFT JOIN showing AS claimed ON claimed.identity = named.id AND claimed.ask = asked.value ->> 2`,
    [
      JSON.stringify(
        asked.map(({ environment, visitorId, message }) => [environment, visitorId, message ?? null]),
      ),
      JSON.stringify([...new Set(asked.flatMap(({ facts }) => facts.keys.map(([, key]) => key)))]),
      JSON.stringify([...new Set(asked.flatMap(({ facts }) => facts.tallies.map(([, tally]) => tally)))]),
    ],
  )
  const byPlace = groupBy(rows, (row) => integer(row, 'place'))
  return asked.map(({ facts }, place) => {
    const own = byPlace.get(place)
    return own && toVisitor(own, facts)
  })
}

type ShownRow = [survey: string, at: number, isOpen: 0 | 1]
type ToldRow = [key: number, value: string, at: number, message: string, source: string]
type DidRow = [tally: number, slot: number, count: number, firstAt: number, lastAt: number]

function toVisitor(rows: readonly Row[], asked: FactsAsked): Visitor | undefined {
  const [row] = rows
  if (row === undefined) return undefined
  const shown = new Map<string, Shown>()
  const told: ToldByNumber[] = []
  const did: Did[] = []
  for (const one of rows) {
    for (const [survey, at, isOpen] of parts<ShownRow>(one, 'shown')) add(shown, survey, at, isOpen === 1)
    for (const [key, value, at, message, source] of parts<ToldRow>(one, 'told'))
      told.push({ key, value: JSON.parse(value), at, message, source })
    for (const [tally, slot, count, firstAt, lastAt] of parts<DidRow>(one, 'did'))
      did.push({ tally, slot, count, firstAt, lastAt })
  }
  const showing = optionalText(row, 'showing')
  return {
    identity: integer(row, 'identity'),
    person: integer(row, 'person'),
    isUser: integer(row, 'is_user') === 1,
    value: text(row, 'value'),
    ...(showing !== undefined && {
      claimed: { showing, survey: text(row, 'survey'), language: text(row, 'language') },
    }),
    shown,
    facts: toFacts(asked, told, did),
  }
}

/** What the statement itself put together. */
const parts = <Part>(row: Row, column: string): Part[] => JSON.parse(text(row, column))

function add(shown: Map<string, Shown>, survey: string, at: number, isOpen: boolean): void {
  const other = shown.get(survey)
  shown.set(survey, {
    at: Math.max(at, other?.at ?? at),
    openAt: isOpen ? Math.max(at, other?.openAt ?? at) : other?.openAt,
  })
}
