/** Whether an answer is one that its question can be given. */
import { grouped } from './grouped.ts'
import { ANSWER_LENGTH, type Answer, type Question } from './question.ts'

type Asked = Pick<Question, 'type' | 'options' | 'other'>

/** What an answer would have to be; undefined where it is right. Null, which skips, always is: views see to what is required. */
export function answerFault({ type, options, other }: Asked, answer: unknown): string | undefined {
  if (answer === null) return undefined
  switch (type) {
    case 'open':
      return isText(answer) ? undefined : `must be a text of at most ${grouped(ANSWER_LENGTH)} characters`
    case 'single':
      return isChoice(answer, options, other) ? undefined : 'must be one of the options'
    case 'multi':
      return isChoices(answer, options, other) ? undefined : 'must be a list of options, each once'
    case 'rating':
      return isWhole(answer, 1, 5) ? undefined : 'must be a whole number from 1 to 5'
    case 'nps':
      return isWhole(answer, 0, 10) ? undefined : 'must be a whole number from 0 to 10'
    case 'prompt':
      return answer === true ? undefined : 'must be true'
    case 'consent':
      return typeof answer === 'boolean' ? undefined : 'must be true or false'
  }
}

export function isAnswer(question: Asked, answer: unknown): answer is Answer {
  return answerFault(question, answer) === undefined
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= ANSWER_LENGTH

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

const isChoice = (value: unknown, options: readonly string[], other: boolean): boolean =>
  isText(value) && (other || options.includes(value))

function isChoices(value: unknown, options: readonly string[], other: boolean): boolean {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return false
  const own = value.filter((one) => !options.includes(one))
  return own.length <= (other ? 1 : 0) && own.every(isText)
}
