/**
 * What a survey's responses come to. Kept in memory by the days of their showings, so that who looks on while answers
 * come in has only the days read again in which something changed.
 */
import { dayIn } from '../../../shared/day.ts'
import { createSummary, type ResponseQuery, type Summary } from '../../../shared/results.ts'
import type { Deps } from '../../deps.ts'
import type { Environment } from '../../ingest/definitions.ts'
import { listResponseDays, sumResponses } from '../../store/response-sums.ts'
import type { StoredSurvey } from '../../store/survey.ts'
import { matchingResponses, rangeOf } from './matching-responses.ts'

type Asked = {
  deps: Deps
  environment: Environment
  survey: Pick<StoredSurvey, 'id' | 'revision' | 'definition'>
  query: ResponseQuery
}
/** `responded`: how many by day of the environment's time zone. */
type Summed = { summary: Summary; responded: Map<string, number> }
type Kept = Map<string, { changes: number; summed: Summed }>

/** Queries that are kept. Each takes some KB for a day with responses. */
const MOST = 8

export type Summaries = ReturnType<typeof createSummaries>

export function createSummaries() {
  const kept = new Map<string, Kept>()

  function find({ environment, survey, query }: Asked): Kept {
    const key = JSON.stringify([survey.id, survey.revision, environment.settings.timeZone, query])
    const found: Kept = kept.get(key) ?? new Map()
    kept.delete(key)
    kept.set(key, found)
    // What was not asked for longest is forgotten first.
    for (const oldest of kept.keys()) if (kept.size > MOST) kept.delete(oldest)
    return found
  }

  return {
    async read(asked: Asked): Promise<Summed> {
      const { deps, survey, query } = asked
      // Who people are changes without a response that does.
      if (query.filter !== undefined) return addOneByOne(asked)
      const own = find(asked)
      // Before the responses are read: what changes in between is then read again.
      const days = await listResponseDays(deps.database, survey.id)
      if (query.answers !== undefined) {
        const changes = days.reduce((sum, day) => sum + day.changes, 0)
        return unlessKept(own, 'all', changes, () => addOneByOne(asked))
      }
      const whole = start(asked)
      for (const { day, changes } of days) {
        const part = await unlessKept(own, String(day), changes, () => addDay(asked, day))
        whole.summary.addSummary(part.summary)
        for (const [on, times] of part.responded) count(whole, on, times)
      }
      return whole
    },
  }
}

/** The value itself is kept and not its promise: on edge workers no request can wait for another's. */
async function unlessKept(
  kept: Kept,
  name: string,
  changes: number,
  read: () => Promise<Summed>,
): Promise<Summed> {
  const known = kept.get(name)
  if (known?.changes === changes) return known.summed
  const summed = await read()
  kept.set(name, { changes, summed })
  return summed
}

async function addDay(asked: Asked, day: number): Promise<Summed> {
  const { deps, environment, survey, query } = asked
  const { timeZone } = environment.settings
  const sum = start(asked)
  const dayOf = dayIn(timeZone)
  const open = survey.definition.questions.filter(({ type }) => type === 'open').map(({ id }) => id)
  const within = { day, open, search: query.search, ...rangeOf(query, timeZone) }
  for await (const { answers, responses } of sumResponses(deps.database, survey.id, within)) {
    for (const { question, value, times } of answers) sum.summary.addAnswer(question, value, times)
    for (const { at, completed, times } of responses) {
      sum.summary.addResponses(times, completed ? times : 0)
      count(sum, dayOf(at), times)
    }
  }
  return sum
}

async function addOneByOne(asked: Asked): Promise<Summed> {
  const { deps, environment, survey, query } = asked
  const sum = start(asked)
  const dayOf = dayIn(environment.settings.timeZone)
  for await (const part of matchingResponses(deps, environment, survey.id, query))
    for (const { answers, completedAt, respondedAt } of part) {
      sum.summary.add({ answers, completed: completedAt !== undefined })
      count(sum, dayOf(respondedAt), 1)
    }
  return sum
}

const start = ({ survey }: Asked): Summed => ({
  summary: createSummary(survey.definition.questions),
  responded: new Map(),
})

function count({ responded }: Summed, day: string, times: number): void {
  responded.set(day, (responded.get(day) ?? 0) + times)
}
