/** Answers, and conditions on them, in words. */
import { nameQuestion } from '../../../../../shared/branching.ts'
import type { Answer, Question } from '../../../../../shared/question.ts'
import type { AnswerCondition } from '../../../../../shared/results.ts'

const SMILEYS = ['very sad', 'sad', 'neither', 'happy', 'very happy']

export function sayAnswer({ type, scale, label }: Question, answer: Answer): string {
  if (answer === null) return 'skipped'
  switch (type) {
    case 'rating':
      if (scale === 'smileys') return SMILEYS[Number(answer) - 1] ?? String(answer)
      return scale === 'stars' ? `${String(answer)} of 5 stars` : `${String(answer)} of 5`
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

/** As one of the bars below its question, which say the scale together. The ends are as people read them. */
export function sayBar(question: Question, answer: Answer): string {
  const { type, scale, low, high } = question
  if ((type !== 'nps' && type !== 'rating') || scale === 'smileys') return sayAnswer(question, answer)
  const isStars = type === 'rating' && scale === 'stars'
  const score = isStars ? `${String(answer)} ${answer === 1 ? 'star' : 'stars'}` : String(answer)
  const [least, most] = type === 'nps' ? [0, 10] : [1, 5]
  const meaning = answer === least ? low : answer === most ? high : ''
  return meaning === '' ? score : `${score}, ${meaning}`
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
