/** What is known of one person and the surveys they may get: read once for all of them. */
import { dayIn } from '../../shared/day.ts'
import { type Conditions, type Gate, gates, type Standing } from '../../shared/eligibility.ts'
import { explain, type Explanation } from '../../shared/explain.ts'
import { matches } from '../../shared/matches.ts'
import type { Filter } from '../../shared/filter.ts'
import type { Deps } from '../deps.ts'
import type { KeyedHash } from '../ingest/keyed-hash.ts'
import { readFacts } from '../store/person-facts.ts'
import type { TallyOf } from '../store/person.ts'
import type { Environment, Rules, RunningSurvey } from '../store/rules.ts'
import { readShown, readStandings } from '../store/showing.ts'

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

export const askedOf = ({ definition, startsAt, endsAt, launchedAt }: RunningSurvey) => ({
  startsAt,
  endsAt,
  launchedAt: Math.max(launchedAt, startsAt),
  delivery: definition.delivery,
  resurvey: definition.resurvey,
})

/** Each survey with its gates, of one person. Nothing is read that no survey asks for. */
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
  const [shown, standings, facts] = await Promise.all([
    readShown(database, someone.id),
    readStandings(
      database,
      surveys.map(({ id }) => id),
      { today: conditions.dayOf(at), now: at },
    ),
    filters.length === 0
      ? undefined
      : readFacts(
          database,
          environment,
          [{ id: someone.id, userId: someone.value, createdAt: 0 }],
          talliesAsked(filters, rules),
        ),
  ])
  const own = facts?.get(someone.id)
  const lastShownAt = shown.size === 0 ? undefined : Math.max(...[...shown.values()].map((one) => one.at))
  return surveys.map((survey) => {
    const { filter } = survey.definition
    const counted = standings.get(survey.id) ?? { responses: 0, places: 0, showingsToday: 0 }
    const standing: Standing = {
      ...counted,
      lastShownAt,
      shownAt: shown.get(survey.id)?.at,
      openAt: shown.get(survey.id)?.openAt,
      drawn: draw(survey.id, someone, keyedHash),
      meetsFilter: filter === null || (own !== undefined && matches(filter, own, at)),
    }
    return {
      survey,
      gates: gates(askedOf(survey), standing, conditions),
      filter: filter === null || own === undefined ? null : explain(filter, own, at),
    }
  })
}

/** Sessions are counted over all events; else only those that some condition names. */
export function talliesAsked(filters: readonly Filter[], { events }: Pick<Rules, 'events'>): TallyOf[] {
  const named = new Set<string>()
  let all = false
  const look = (filter: Filter): void => {
    if (filter.kind === 'and' || filter.kind === 'or') filter.of.forEach(look)
    else if (filter.kind === 'not') look(filter.of)
    else if (filter.kind === 'event') named.add(filter.event)
    else if (filter.kind === 'pageViews') named.add('pageview')
    else if (filter.kind === 'sessions') all = true
  }
  filters.forEach(look)
  return [...(all ? events.keys() : named)].flatMap((name) =>
    (events.get(name) ?? []).flatMap(({ id }): TallyOf[] => (id === undefined ? [] : [[name, id]])),
  )
}

/** 0 to 100, and for one person and survey always the same, on any device and in any process. */
function draw(survey: string, { isUser, value }: Someone, keyedHash: KeyedHash): number {
  const bytes = atob(keyedHash(`d${survey}:${isUser ? 'user' : 'visitor'}:${value}`).slice(0, 8))
  let drawn = 0
  for (let place = 0; place < 6; place++) drawn = drawn * 256 + bytes.charCodeAt(place)
  return (drawn / 256 ** 6) * 100
}
