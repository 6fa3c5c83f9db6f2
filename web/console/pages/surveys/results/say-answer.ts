/** Answers, and conditions on them, in words. */
import { nameQuestion } from '../../../../../shared/branching.ts'
import type { Answer, Question } from '../../../../../shared/question.ts'
import type { AnswerCondition } from '../../../../../shared/results.ts'

const SMILEYS = ['very sad', 'sad', 'neither', 'happy', 'very happy']

export function sayAnswer({ type, scale, label }: Question, answer: Answer): string {
  if (answer === null) return 'skipped'
  switch (type) {
    case 'rating':
      return scale === 'smileys' ? (SMILEYS[Number(answer) - 1] ?? String(answer)) : `${String(answer)} of 5`
    case 'nps':
      return `${String(answer)} of 10`
    case 'multi':
      return Array.isArray(answer) ? answer.join(', ') || 'none of them' : String(answer)
    case 'consent':
      return answer === true ? label || 'agreed' : 'did not agree'
    case 'prompt':
      return label ? `pressed “${label}”` : 'pressed'
    default:
      return String(answer)
  }
}

/** `1. How likely…: 9 or more`. */
export function sayCondition(
  { question, op, value }: AnswerCondition,
  questions: readonly Question[],
): string {
  const place = questions.findIndex(({ id }) => id === question)
  const name = place < 0 ? question : nameQuestion(questions, place)
  const shown = Array.isArray(value) ? value.join(', ') : String(value ?? '')
  const words: Partial<Record<AnswerCondition['op'], string>> = {
    gte: `${shown} or more`,
    lte: `${shown} or less`,
    is: shown,
    includesAtLeastOne: shown,
    submitted: 'answered',
    skipped: 'skipped',
  }
  return `${name}: ${words[op] ?? `${op} ${shown}`}`
}
