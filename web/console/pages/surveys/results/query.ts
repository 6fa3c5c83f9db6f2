/** What of a survey's responses is looked at, as its address says it. */
import * as v from 'valibot'
import { dayAfter } from '../../../../../shared/day.ts'
import { Filter } from '../../../../../shared/filter.ts'
import { AnswerCondition, type ResponseQuery } from '../../../../../shared/results.ts'

export type Period = 'all' | '7' | '30' | '90' | 'own'

export type Looked = {
  period: Period
  /** Days as a date input writes them, with the own period. */
  from: string
  to: string
  filter: Filter | null
  answers: readonly AnswerCondition[]
  search: string
  /** The response whose panel shows. */
  response: string | undefined
}

const Answers = v.pipe(v.string(), v.parseJson(), v.array(AnswerCondition))
const Person = v.pipe(v.string(), v.parseJson(), Filter)
/** 31 February is none: some browsers cannot reckon with it, others take it for 3 March. */
const isDay = (text: string): boolean => {
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
const Day = v.pipe(v.string(), v.isoDate(), v.check(isDay))
const dayOf = (text: string | undefined): string => (v.is(Day, text) ? text : '')
const Periods = v.picklist(['all', '7', '30', '90', 'own'])

/** What an address says wrongly is left out. */
export function lookedAt(query: Readonly<Record<string, string>>): Looked {
  const period = v.safeParse(Periods, query['period'])
  const answers = v.safeParse(Answers, query['answers'])
  const filter = v.safeParse(Person, query['filter'])
  return {
    period: period.success ? period.output : 'all',
    from: dayOf(query['from']),
    to: dayOf(query['to']),
    filter: filter.success ? filter.output : null,
    answers: answers.success ? answers.output : [],
    search: query['search'] ?? '',
    response: query['response'],
  }
}

export function lookHref(
  base: string,
  { period, from, to, filter, answers, search, response }: Looked,
): string {
  const said = Object.entries({
    period: period === 'all' ? '' : period,
    from: period === 'own' ? from : '',
    to: period === 'own' ? to : '',
    filter: filter === null ? '' : JSON.stringify(filter),
    answers: answers.length === 0 ? '' : JSON.stringify(answers),
    search,
    response: response ?? '',
  }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(said).toString()
  return query === '' ? base : `${base}?${query}`
}

export const isNarrowed = ({ period, filter, answers, search }: Looked): boolean =>
  period !== 'all' || filter !== null || answers.length > 0 || search !== ''

type Sent = { [Name in keyof ResponseQuery]?: string }

/** As the API takes it. Days are the environment's, as are those that showings are counted by. */
export function sentOf({ period, from, to, filter, answers, search }: Looked, today: string): Sent {
  const days = Number(period)
  const begin = period === 'own' ? from : days > 0 ? dayAfter(today, 1 - days) : ''
  const end = period === 'own' && to !== '' ? dayAfter(to, 1) : ''
  return {
    ...(begin !== '' && { from: begin }),
    ...(end !== '' && { to: end }),
    ...(filter !== null && { filter: JSON.stringify(filter) }),
    ...(answers.length > 0 && { answers: JSON.stringify(answers) }),
    ...(search !== '' && { search }),
  }
}
