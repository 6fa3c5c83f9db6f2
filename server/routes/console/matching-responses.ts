/** The responses of a survey that a query asks for: by date and text in the store, by person and answers here. */
import { timeOf } from '../../../shared/compare.ts'
import { beginOfDay } from '../../../shared/day.ts'
import { namesIn } from '../../../shared/filter-names.ts'
import { matches } from '../../../shared/matches.ts'
import { meetsAnswers, type ResponseQuery } from '../../../shared/results.ts'
import { factsAsked } from '../../decision/facts-asked.ts'
import type { Deps } from '../../deps.ts'
import type { Environment } from '../../ingest/definitions.ts'
import { readFacts } from '../../store/person-facts.ts'
import { listResponses, type StoredResponse } from '../../store/response.ts'

/** So many are read at a time: a thousand rows take the reader's thread some milliseconds. */
const READ = 1_000

/** Newest first, a part at a time; a part may be empty. `after`: the last one that was read. */
export async function* matchingResponses(
  deps: Deps,
  environment: Pick<Environment, 'number' | 'settings'>,
  survey: string,
  query: ResponseQuery,
  after?: readonly [number, string],
): AsyncGenerator<StoredResponse[]> {
  const range = { ...rangeOf(query, environment.settings.timeZone), search: query.search }
  let place = after
  while (true) {
    const read = await listResponses(deps.database, survey, { ...range, after: place, limit: READ })
    const answered = read.filter(({ answers }) => meetsAnswers(query.answers ?? [], answers))
    yield query.filter === undefined
      ? answered
      : await whoseMeets(deps, environment.number, query.filter, answered)
    const last = read.at(-1)
    if (read.length < READ || last === undefined) return
    place = [last.respondedAt, last.id]
  }
}

export type Range = { from?: number; to?: number }

/** Milliseconds. A day begins at midnight in the environment's time zone, as the days do that showings are counted by. */
export function rangeOf({ from, to }: Pick<ResponseQuery, 'from' | 'to'>, timeZone: string): Range {
  const at = (time: string | undefined): number | undefined => {
    const found = time === undefined ? undefined : timeOf(time)
    return time === undefined || found === undefined || time.includes('T')
      ? found
      : beginOfDay(time, timeZone)
  }
  return { from: at(from), to: at(to) }
}

/** Those of people who meet the filter now. A response of nobody that is known meets none. */
async function whoseMeets(
  { database, definitions, now }: Deps,
  environment: number,
  filter: NonNullable<ResponseQuery['filter']>,
  responses: readonly StoredResponse[],
): Promise<StoredResponse[]> {
  const people = [...new Set(responses.flatMap(({ person }) => person ?? []))]
  const facts = await readFacts(
    database,
    people.map((id) => ({ id })),
    factsAsked([namesIn(filter)], definitions.rules(environment)),
  )
  return responses.filter(({ person }) => {
    const own = person === undefined ? undefined : facts.get(person)
    return own !== undefined && matches(filter, own, now())
  })
}
