/** How one person stands with the surveys they may get, for somebody to read: all that is asked, and why it is met. */
import { dayIn } from '../../shared/day.ts'
import { type Conditions, type Counted, type Gate, gates } from '../../shared/eligibility.ts'
import { explain, type Explanation } from '../../shared/explain.ts'
import { matches } from '../../shared/matches.ts'
import type { Deps } from '../deps.ts'
import type { KeyedHash } from '../ingest/keyed-hash.ts'
import type { Database } from '../store/database.ts'
import { readFacts } from '../store/person-facts.ts'
import type { Environment, RunningSurvey } from '../store/rules.ts'
import { readShown, readStandings } from '../store/showing.ts'
import { factsAsked } from './facts-asked.ts'

/** A user, or a visitor of whom no user is known. `id` is a number of the `identity` table. */
export type Someone = { id: number; isUser: boolean; value: string }

/** `filter`: why its filter is met or not, null where it has none. */
export type Judged = { survey: RunningSurvey; gates: readonly Gate[]; filter: Explanation | null }

export const conditionsOf = ({ kind, settings }: Environment, now: number): Conditions => ({
  now,
  development: kind === 'development',
  resurveyDays: settings.resurveyDays,
  dayOf: dayIn(settings.timeZone),
})

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

/** Each survey with all its gates. */
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
  const asked = factsAsked(
    surveys.map(({ named }) => named),
    rules,
  )
  const [shown, counted, facts] = await Promise.all([
    readShown(database, someone.id),
    readCounted(database, surveys, conditions),
    readFacts(database, [someone], asked),
  ])
  const own = facts.get(someone.id)
  const drawn = drawOf(someone, keyedHash)
  return surveys.map((survey) => {
    const { filter } = survey.definition
    const meetsFilter = (): boolean => filter === null || (own !== undefined && matches(filter, own, at))
    return {
      survey,
      gates: gates(
        survey.asked,
        { standing: { shown, drawn, meetsFilter }, counted: counted.get(survey.id) ?? NONE },
        conditions,
      ),
      filter: filter === null || own === undefined ? null : explain(filter, own, at),
    }
  })
}

/** 0 to 100, and for one person and survey always the same, on any device and in any process. */
export const drawOf =
  ({ isUser, value }: Pick<Someone, 'isUser' | 'value'>, keyedHash: KeyedHash) =>
  (survey: string): number => {
    const bytes = atob(keyedHash(`d${survey}:${isUser ? 'user' : 'visitor'}:${value}`).slice(0, 8))
    let drawn = 0
    for (let place = 0; place < 6; place++) drawn = drawn * 256 + bytes.charCodeAt(place)
    return (drawn / 256 ** 6) * 100
  }
