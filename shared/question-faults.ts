/** What is wrong with a survey's questions as they stand together; also a draft is kept only without. */
import { flowFaults } from './branching.ts'
import type { Issue } from './issue.ts'
import type { Question } from './question.ts'
import { ruleFault } from './rule.ts'

/** IDs that come twice and rules that do not fit; where there are none, loops and what is never reached. */
export function questionFaults(questions: readonly Question[]): Issue[] {
  const faults = questions.flatMap((question, index) => {
    const first = questions.findIndex(({ id }) => id === question.id)
    return [
      ...(first < index
        ? [{ path: `questions.${index}.id`, message: `must be its own: question ${first + 1} has it too` }]
        : []),
      ...question.logic.flatMap((rule, place) => {
        const fault = ruleFault(question, rule)
        return fault
          ? [{ path: `questions.${index}.logic.${place}.${fault.key}`, message: fault.message }]
          : []
      }),
    ]
  })
  return faults.length > 0 ? faults : flowFaults(questions)
}
