/** What an edit of a survey takes away: what of it was answered must stay, so that answers stay readable. */
import { nameQuestion } from './branching.ts'
import type { Issue } from './issue.ts'
import type { Question } from './question.ts'
import { sayCount } from './say.ts'

type Asked = Pick<Question, 'id' | 'type' | 'text' | 'options'>

/** Questions that are gone or of another type, by ID; and options gone from those that stay, as [question, option]. */
export function takenAway(
  before: readonly Asked[],
  after: readonly Asked[],
): { questions: string[]; options: [string, string][] } {
  const questions: string[] = []
  const options: [string, string][] = []
  for (const { id, type, options: offered } of before) {
    const now = after.find((question) => question.id === id)
    if (now?.type !== type) questions.push(id)
    else for (const option of offered) if (!now.options.includes(option)) options.push([id, option])
  }
  return { questions, options }
}

export type AnsweredPart = { question: string; option?: string; answers: number }

/** Why an edit is refused, at the place in the edit where something is missing or other. */
export const keptParts = (
  before: readonly Asked[],
  after: readonly Asked[],
  answered: readonly AnsweredPart[],
): Issue[] =>
  answered.map(({ question: id, option, answers }) => {
    const place = after.findIndex((question) => question.id === id)
    const old = before.findIndex((question) => question.id === id)
    const name = nameQuestion(before, old)
    const count = sayCount(answers, 'answer')
    if (option !== undefined)
      return {
        path: `questions.${place}.options`,
        message: `must keep “${option}”, which has ${count} in ${name}`,
      }
    if (place < 0) return { path: 'questions', message: `must keep ${name}, which has ${count}` }
    return {
      path: `questions.${place}.type`,
      message: `must stay ${before[old]?.type}: ${name} has ${count}`,
    }
  })
