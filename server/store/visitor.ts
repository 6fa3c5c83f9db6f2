/** Visitors of the web SDK: who each counts as, and what a decision asks of them, read of many together. */
import type { Shown } from '../../shared/eligibility.ts'
import type { Facts } from '../../shared/facts.ts'
import type { Database, Value } from './database.ts'
import { type Did, eventsOf, type KeyOf, numbersOf, standingOf } from './person-facts.ts'
import type { TallyOf } from './person.ts'
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
  `(SELECT ${person} UNION ALL SELECT id FROM identity WHERE owner = ${person})`
const THEIRS = theirs('coalesce(named.owner, named.id)')

/** In the order asked, undefined for who is not there. All by index, and the answer is one text: rows cost more. */
export async function readVisitors(
  database: Database,
  asked: readonly VisitorAsked[],
): Promise<(Visitor | undefined)[]> {
  const visitors = asked.map(({ environment, visitorId, message = null, withUserId }) => [
    environment,
    visitorId,
    message,
    withUserId,
  ])
  const found = await readParts<VisitorPart>(
    database,
    `SELECT json_group_array(json_array(asked.key, named.id, named.owner,
       CASE WHEN asked.value ->> 3 THEN (SELECT value FROM identity WHERE id = named.owner) END,
       claimed.id, claimed.survey, claimed.language,
       (SELECT json_group_array(json_array(survey, at, responded_at IS NULL AND closed_at IS NULL))
         FROM showing WHERE identity IN ${THEIRS} AND channel <> 'link'),
       (SELECT json_group_array(json_array(key, value, at, message, source))
         FROM attribute WHERE key IN (SELECT value FROM json_each(?2)) AND identity IN ${THEIRS}))) AS parts
     FROM json_each(?1) AS asked
     CROSS JOIN identity AS named ON named.environment = asked.value ->> 0 AND named.kind = 'visitor'
       AND named.value = asked.value ->> 1
     LEFT JOIN showing AS claimed ON claimed.identity = named.id AND claimed.ask = asked.value ->> 2`,
    [JSON.stringify(visitors), numbersOf(asked.flatMap(({ keys }) => keys))],
  )
  const placed = new Map(found.map((part) => [part[0], part]))
  return asked.map((one, place) => {
    const part = placed.get(place)
    return part && toVisitor(part, one)
  })
}

type VisitorPart = [
  place: number,
  identity: number,
  owner: number | null,
  userId: string | null,
  showing: string | null,
  survey: string | null,
  language: string | null,
  shown: ShownPart[],
  told: ToldPart[],
]
type ShownPart = [survey: string, at: number, isOpen: 0 | 1]
type ToldPart = [key: number, value: string, at: number, message: string, source: string]
type DidPart = [tally: number, slot: number, count: number, firstAt: number, lastAt: number]

/** What a statement put together itself, in its one row. */
async function readParts<Part>(database: Database, sql: string, args: readonly Value[]): Promise<Part[]> {
  const [row] = await database.read(sql, args)
  return row ? JSON.parse(text(row, 'parts')) : []
}

function toVisitor(
  [, identity, owner, userId, showing, survey, language, shown, told]: VisitorPart,
  { visitorId, keys }: VisitorAsked,
): Visitor {
  return {
    identity,
    person: owner ?? identity,
    isUser: owner !== null,
    value: userId ?? visitorId,
    ...(showing !== null &&
      survey !== null &&
      language !== null && { claimed: { showing, survey, language } }),
    shown: toShown(shown),
    attributes: standingOf(
      keys,
      told.map(([key, value, at, message, source]) => ({
        key,
        value: JSON.parse(value),
        at,
        message,
        source,
      })),
    ),
  }
}

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
    `SELECT json_group_array(json_array(asked.value ->> 0,
       (SELECT json_group_array(json_array(tally, slot, count, first_at, last_at)) FROM occurrence
         WHERE tally = asked.value ->> 2 AND identity IN ${theirs('asked.value ->> 1')}))) AS parts
     FROM json_each(?1) AS asked`,
    [JSON.stringify(pairs)],
  )
  const did = asked.map((): Did[] => [])
  for (const [place, parts] of found)
    for (const [tally, slot, count, firstAt, lastAt] of parts)
      did[place]?.push({ tally, slot, count, firstAt, lastAt })
  return asked.map(({ tallies }, place) => eventsOf(tallies, did[place] ?? []))
}
