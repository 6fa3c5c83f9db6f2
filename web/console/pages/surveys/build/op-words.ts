/** What a rule asks of an answer, as it is chosen: `the score is at most`. */
import type { LogicOp, QuestionType } from '../../../../../shared/question.ts'

const ANSWER: Readonly<Record<LogicOp, string>> = {
  is: 'the answer is',
  isNot: 'the answer is not',
  lt: 'the score is less than',
  lte: 'the score is at most',
  gt: 'the score is more than',
  gte: 'the score is at least',
  submitted: 'it is answered',
  skipped: 'it is skipped',
  exactly: 'the answer is exactly',
  includesAll: 'the answer has all of',
  includesAtLeastOne: 'the answer has one of',
  doesNotInclude: 'the answer has none of',
  contains: 'the text contains',
}

export function opWords(type: QuestionType, op: LogicOp): string {
  if (type === 'prompt' && op === 'submitted') return 'its button is pressed'
  if (type === 'consent' && op === 'submitted') return 'it is ticked'
  if (type === 'consent' && op === 'skipped') return 'it is not ticked'
  if ((type === 'rating' || type === 'nps') && (op === 'is' || op === 'isNot'))
    return op === 'is' ? 'the score is' : 'the score is not'
  return ANSWER[op]
}

const SIGNS: Partial<Record<LogicOp, string>> = { is: '=', isNot: '≠', lt: '<', lte: '≤', gt: '>', gte: '≥' }

/** As short as it can be said beside an arrow: `≤ 6`, `“Yes”`, `skipped`. */
export function shortRule(type: QuestionType, op: LogicOp, value: unknown): string {
  const sign = SIGNS[op]
  if (sign !== undefined)
    return type === 'single' && op === 'is' ? `${String(value)}` : `${sign} ${String(value)}`
  const several = Array.isArray(value) ? value.join(', ') : String(value)
  switch (op) {
    case 'submitted':
      return type === 'consent' ? 'ticked' : type === 'prompt' ? 'pressed' : 'answered'
    case 'skipped':
      return type === 'consent' ? 'not ticked' : 'skipped'
    case 'exactly':
      return `exactly ${several}`
    case 'includesAll':
      return `all of ${several}`
    case 'doesNotInclude':
      return `none of ${several}`
    case 'contains':
      return `“${several}”`
    default:
      return several
  }
}
