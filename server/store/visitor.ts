/** Visitors of the web SDK: who each counts as, and what a decision asks of them, read of many together. */
import type { Shown } from '../../shared/eligibility.ts'
import type { Facts } from '../../shared/facts.ts'
import { groupBy } from '../../shared/group-by.ts'
import type { Database, Value } from './database.ts'
import { rowsOf } from './json-rows.ts'
import { type Did, eventsOf, type KeyOf, numbersOf, standingOf, type ToldByNumber } from './person-facts.ts'
import type { TallyOf } from './tally.ts'
import { text } from './row.ts'

/** Who an SDK visitor counts as: a user, or itself. `person` and `identity` are numbers of the `identity` table. */
export type Visitor = {
  identity: number
  person: number
  isUser: boolean
  /** The user ID; the visitor's own where there is no user, or theirs was not asked for. */
  value: string
  /** What was claimed for the same message before. */
  claimed?: { showing: string; survey: string; language: string }
  /** When each survey was last shown, by any way but a link. */
  shown: ReadonlyMap<string, Shown>
  attributes: Facts['attributes']
}

export type VisitorAsked = {
  environment: number
  visitorId: string
  /** The message that asks. */
  message?: string
  withUserId: boolean
  keys: readonly KeyOf[]
}

/** The person's own identity and all that count for it. */
const theirs = (person: string): string =>
  `(SELECT ${person} AS id UNION ALL SELECT -part FROM profile WHERE identity = ${person} AND part < 0)`
const THEIRS = theirs('coalesce(named.owner, named.id)')

/** In the order asked, undefined for who is not there. All by index, and the answer is one text: rows cost more. */
export async function readVisitors(
  database: Database,
  asked: readonly VisitorAsked[],
): Promise<(Visitor | undefined)[]> {
  const found = new Map<VisitorAsked, Visitor>()
  for (const [environment, own] of groupBy(asked, (one) => one.environment))
    for (const part of await readVisitorsIn(database, environment, own)) {
      const one = own[part[0]]
      if (one) found.set(one, toVisitor(part, one))
    }
  return asked.map((one) => found.get(one))
}

const readVisitorsIn = (
  database: Database,
  environment: number,
  asked: readonly VisitorAsked[],
): Promise<VisitorPart[]> =>
  readParts(
    database,
    `SELECT json_group_array(json_array(asked.key, named.id, named.owner,
       CASE WHEN ?4 THEN (SELECT value FROM identity WHERE id = named.owner) END,
       (SELECT json_group_array(json_array(survey, at, responded_at IS NULL AND closed_at IS NULL,
           identity = named.id, ask, id, language))
         FROM showing WHERE identity IN ${THEIRS} AND channel <> 'link'),
       (SELECT json_group_array(json_array(part, value, at, message, source))
         FROM ${THEIRS} AS own CROSS JOIN profile ON profile.identity = own.id
           AND profile.part IN (SELECT value FROM json_each(?3))))) AS parts
     FROM json_each(?1) AS asked
     CROSS JOIN identity AS named INDEXED BY visitor_named ON named.environment = ?2 AND named.kind = 'visitor'
       AND named.value = asked.value`,
    [
      JSON.stringify(asked.map(({ visitorId }) => visitorId)),
      environment,
      numbersOf([...new Set(asked.map(({ keys }) => keys))].flat()),
      Number(asked.some(({ withUserId }) => withUserId)),
    ],
  )

type VisitorPart = [
  place: number,
  identity: number,
  owner: number | null,
  userId: string | null,
  shown: ShownPart[],
  told: ToldPart[],
]
type ShownPart = [
  survey: string,
  at: number,
  isOpen: 0 | 1,
  toThisVisitor: 0 | 1,
  ask: string | null,
  showing: string,
  language: string,
]
type ToldPart = [key: number, value: string, at: number, message: string, source: string]
type DidPart = [tally: number, slot: number, count: number, firstAt: number, lastAt: number]

/** What a statement put together itself, in its one row. */
async function readParts<Part>(database: Database, sql: string, args: readonly Value[]): Promise<Part[]> {
  const [row] = await database.read(sql, args)
  return row ? JSON.parse(text(row, 'parts')) : []
}

function toVisitor(
  [, identity, owner, userId, shown, told]: VisitorPart,
  { visitorId, message, keys }: VisitorAsked,
): Visitor {
  return {
    identity,
    person: owner ?? identity,
    isUser: owner !== null,
    value: userId ?? visitorId,
    claimed: claimedFor(message, shown),
    shown: toShown(shown),
    attributes: standingOf(keys, told.map(toTold)),
  }
}

function claimedFor(message: string | undefined, shown: readonly ShownPart[]): Visitor['claimed'] {
  for (const [survey, , , toThisVisitor, ask, showing, language] of shown)
    if (toThisVisitor === 1 && ask !== null && ask === message) return { showing, survey, language }
  return undefined
}

const toTold = ([key, value, at, message, source]: ToldPart): ToldByNumber => ({
  key,
  value: JSON.parse(value),
  at,
  message,
  source,
})

function toShown(showings: readonly ShownPart[]): Map<string, Shown> {
  const shown = new Map<string, Shown>()
  for (const [survey, at, isOpen] of showings) {
    const other = shown.get(survey)
    shown.set(survey, {
      at: Math.max(at, other?.at ?? at),
      openAt: isOpen ? Math.max(at, other?.openAt ?? at) : other?.openAt,
    })
  }
  return shown
}

export type EventsAsked = { person: number; tallies: readonly TallyOf[] }

/** What each of these people did, in the order asked. */
export async function readEvents(
  database: Database,
  asked: readonly EventsAsked[],
): Promise<Facts['events'][]> {
  const pairs = asked.flatMap(({ person, tallies }, place) =>
    tallies.map(([, tally]) => [place, person, tally]),
  )
  const found = await readParts<[place: number, did: DidPart[]]>(
    database,
    `SELECT json_group_array(json_array(place,
       (SELECT json_group_array(json_array(tally, slot, count, first_at, last_at)) FROM occurrence
         WHERE tally = asked.tally AND identity IN ${theirs('asked.person')}))) AS parts
     FROM ${rowsOf('place', 'person', 'tally')} AS asked`,
    [JSON.stringify(pairs)],
  )
  const did = asked.map((): Did[] => [])
  for (const [place, parts] of found)
    for (const [tally, slot, count, firstAt, lastAt] of parts)
      did[place]?.push({ tally, slot, count, firstAt, lastAt })
  return asked.map(({ tallies }, place) => eventsOf(tallies, did[place] ?? []))
}
