/** One rule of a question: whether it holds of an answer, whether it fits the question, and how it reads. */
import type { Answer, LogicOp, Question, QuestionType, Rule } from './question.ts'

type Compared = Pick<Rule, 'op' | 'value'>

/**
 * Every op but `skipped` needs an answer: what was skipped is not "not A" either. A consent that was not given counts
 * as skipped. Parts of a text are found in any case.
 */
export function holds({ op, value }: Compared, answer: Answer): boolean {
  const given = isGiven(answer)
  if (op === 'skipped') return !given
  if (!given) return false
  switch (op) {
    case 'submitted':
      return true
    case 'is':
      return answer === value
    case 'isNot':
      return answer !== value
    case 'contains':
      return (
        typeof answer === 'string' &&
        typeof value === 'string' &&
        answer.toLowerCase().includes(value.toLowerCase())
      )
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return typeof answer === 'number' && typeof value === 'number' && compare(op, answer, value)
    default:
      return isList(answer) && isList(value) && compareLists(op, new Set(answer), [...new Set(value)])
  }
}

const isList = (value: Answer | Rule['value']): value is readonly string[] => Array.isArray(value)

const isGiven = (answer: Answer): boolean =>
  answer !== null &&
  answer !== false &&
  !((typeof answer === 'string' || isList(answer)) && answer.length === 0)

function compare(op: 'lt' | 'lte' | 'gt' | 'gte', score: number, value: number): boolean {
  if (op === 'lt' || op === 'lte') return score < value || (op === 'lte' && score === value)
  return score > value || (op === 'gte' && score === value)
}

type ListOp = 'exactly' | 'includesAll' | 'includesAtLeastOne' | 'doesNotInclude'

function compareLists(op: ListOp, answer: ReadonlySet<string>, value: readonly string[]): boolean {
  const isIn = (option: string) => answer.has(option)
  switch (op) {
    case 'exactly':
      return answer.size === value.length && value.every(isIn)
    case 'includesAll':
      return value.every(isIn)
    case 'includesAtLeastOne':
      return value.some(isIn)
    case 'doesNotInclude':
      return !value.some(isIn)
  }
}

/** Which rules a type of question can have. */
export const OPS_OF: Readonly<Record<QuestionType, readonly LogicOp[]>> = {
  open: ['contains', 'submitted', 'skipped'],
  single: ['is', 'isNot', 'submitted', 'skipped'],
  multi: ['exactly', 'includesAll', 'includesAtLeastOne', 'doesNotInclude', 'submitted', 'skipped'],
  rating: ['is', 'isNot', 'lt', 'lte', 'gt', 'gte', 'submitted', 'skipped'],
  nps: ['is', 'isNot', 'lt', 'lte', 'gt', 'gte', 'submitted', 'skipped'],
  prompt: ['submitted', 'skipped'],
  consent: ['submitted', 'skipped'],
}

/** The lowest and the highest score. */
export const SCORES = { rating: [1, 5], nps: [0, 10] } as const

/** Where in the rule it does not fit its question (`op` or `value`), and what would. */
export function ruleFault(
  { type, options }: Pick<Question, 'type' | 'options'>,
  { op, value }: Compared,
): { key: 'op' | 'value'; message: string } | undefined {
  if (!OPS_OF[type].includes(op))
    return {
      key: 'op',
      message: `must be one of ${OPS_OF[type].join(', ')} for a question of the type ${type}`,
    }
  const message = valueFault(type, options, op, value)
  return message === undefined ? undefined : { key: 'value', message }
}

function valueFault(
  type: QuestionType,
  options: readonly string[],
  op: LogicOp,
  value: Rule['value'],
): string | undefined {
  if (op === 'submitted' || op === 'skipped')
    return value === undefined ? undefined : `must be left out with ${op}`
  if (op === 'contains')
    return typeof value === 'string' && value.trim() !== '' ? undefined : 'must be a text with contains'
  if (type === 'rating' || type === 'nps') {
    const [least, most] = SCORES[type]
    return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most} with ${op}`
  }
  if (type === 'multi') {
    if (!Array.isArray(value) || value.length === 0) return `must be a list of options with ${op}`
    const unknown = value.find((option) => !options.includes(option))
    return unknown === undefined ? undefined : `“${unknown}” must be an option of the question`
  }
  if (typeof value !== 'string') return `must be an option of the question with ${op}`
  return options.includes(value) ? undefined : `“${value}” must be an option of the question`
}

/** `the score is at least 9`, `the answer includes “A” or “B”`, `it is skipped` */
export function sayRule({ type }: Pick<Question, 'type'>, { op, value }: Compared): string {
  const quoted = [value ?? []].flat().map((text) => (typeof text === 'number' ? text : `“${text}”`))
  const score = type === 'rating' || type === 'nps'
  switch (op) {
    case 'submitted':
      if (type === 'prompt') return 'its button is pressed'
      return type === 'consent' ? 'consent is given' : 'it is answered'
    case 'skipped':
      return type === 'consent' ? 'consent is not given' : 'it is skipped'
    case 'exactly':
      return `the answer is exactly ${quoted.join(' and ')}`
    case 'includesAll':
      return `the answer includes ${quoted.join(' and ')}`
    case 'includesAtLeastOne':
      return `the answer includes ${quoted.join(' or ')}`
    case 'doesNotInclude':
      return `the answer does not include ${quoted.join(' or ')}`
    case 'contains':
      return `the answer contains ${quoted.join()}`
    default:
      return `the ${score ? 'score' : 'answer'} ${SAID[op]} ${quoted.join()}`
  }
}

const SAID = {
  is: 'is',
  isNot: 'is not',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
} as const
