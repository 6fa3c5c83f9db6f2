/** What is known of one person and the surveys they may get. */
import { dayIn } from '../../shared/day.ts'
import {
  type Conditions,
  type Counted,
  countedGates,
  type Gate,
  gates,
  type Standing,
} from '../../shared/eligibility.ts'
import { explain, type Explanation } from '../../shared/explain.ts'
import type { Facts } from '../../shared/facts.ts'
import { matches } from '../../shared/matches.ts'
import type { Deps } from '../deps.ts'
import type { KeyedHash } from '../ingest/keyed-hash.ts'
import type { Database } from '../store/database.ts'
import { readFacts } from '../store/person-facts.ts'
import type { Environment, RunningSurvey } from '../store/rules.ts'
import { readShown, readStandings, type Shown } from '../store/showing.ts'
import { factsAsked } from './facts-asked.ts'

/** A user, or a visitor of whom no user is known. `id` is a number of the `identity` table. */
export type Someone = { id: number; isUser: boolean; value: string }

/** What was read of someone. `facts`: undefined where no filter asks. */
export type Known = { someone: Someone; shown: ReadonlyMap<string, Shown>; facts?: Facts }

/** `filter`: why its filter is met or not, null where it has none. */
export type Judged = { survey: RunningSurvey; gates: readonly Gate[]; filter: Explanation | null }

export const conditionsOf = ({ kind, settings }: Environment, now: number): Conditions => ({
  now,
  development: kind === 'development',
  resurveyDays: settings.resurveyDays,
  dayOf: dayIn(settings.timeZone),
})

export const askedOf = ({ definition, startsAt, endsAt, launchedAt }: RunningSurvey) => ({
  startsAt,
  endsAt,
  launchedAt: Math.max(launchedAt, startsAt),
  delivery: definition.delivery,
  resurvey: definition.resurvey,
})

/** What the gates ask of one person and one survey; the filter is looked at only where it is asked for. */
export function standingOf(
  { id, definition: { filter } }: RunningSurvey,
  { someone, shown, facts }: Known,
  { keyedHash, now }: { keyedHash: KeyedHash; now: number },
): Standing {
  return {
    lastShownAt: shown.size === 0 ? undefined : Math.max(...[...shown.values()].map(({ at }) => at)),
    shownAt: shown.get(id)?.at,
    openAt: shown.get(id)?.openAt,
    drawn: () => draw(id, someone, keyedHash),
    meetsFilter: () => filter === null || (facts !== undefined && matches(filter, facts, now)),
  }
}

/** Each survey with all its gates, of one person, for somebody to read. */
export async function judgeSurveys(
  { database, definitions, keyedHash, now }: Pick<Deps, 'database' | 'definitions' | 'keyedHash' | 'now'>,
  environment: number,
  someone: Someone,
  surveys: readonly RunningSurvey[],
): Promise<Judged[]> {
  if (surveys.length === 0) return []
  const at = now()
  const rules = definitions.rules(environment)
  const conditions = conditionsOf(rules.environment, at)
  const filters = surveys.flatMap(({ definition }) => definition.filter ?? [])
  const [shown, counted, facts] = await Promise.all([
    readShown(database, someone.id),
    readCounted(database, surveys, conditions),
    filters.length === 0 ? undefined : readFacts(database, [someone], factsAsked(filters, rules)),
  ])
  const own = facts?.get(someone.id)
  return surveys.map((survey) => {
    const { filter } = survey.definition
    const asked = askedOf(survey)
    const standing = standingOf(survey, { someone, shown, facts: own }, { keyedHash, now: at })
    return {
      survey,
      gates: [
        ...gates(asked, standing, conditions),
        ...countedGates(asked, counted.get(survey.id) ?? NONE, conditions),
      ],
      filter: filter === null || own === undefined ? null : explain(filter, own, at),
    }
  })
}

export const NONE: Counted = { responses: 0, places: 0, showingsToday: 0 }

export const readCounted = (
  database: Database,
  surveys: readonly RunningSurvey[],
  { now, dayOf }: Conditions,
): Promise<Map<string, Counted>> =>
  readStandings(
    database,
    surveys.map(({ id }) => id),
    { today: dayOf(now), now },
  )

/** 0 to 100, and for one person and survey always the same, on any device and in any process. */
function draw(survey: string, { isUser, value }: Someone, keyedHash: KeyedHash): number {
  const bytes = atob(keyedHash(`d${survey}:${isUser ? 'user' : 'visitor'}:${value}`).slice(0, 8))
  let drawn = 0
  for (let place = 0; place < 6; place++) drawn = drawn * 256 + bytes.charCodeAt(place)
  return (drawn / 256 ** 6) * 100
}
