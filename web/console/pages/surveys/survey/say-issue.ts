/** A fault as a sentence that names its place: `Question 2: needs at least 2 options`. */
import type { Question } from '../../../../../shared/question.ts'
import type { Issue } from '../../../api.ts'

const PARTS: Readonly<Record<string, string>> = {
  name: 'The name',
  platform: 'The survey',
  questions: 'The survey',
  thankYou: 'The thank-you card',
  triggers: 'Triggers',
  filter: 'Who gets it',
  delivery: 'Delivery',
  resurvey: 'How often somebody is asked',
  startsAt: 'Its start',
  endsAt: 'Its end',
  look: 'The look',
  language: 'Its language',
  translations: 'A translation',
}

export function sayIssue({ path, message }: Issue, questions: readonly Pick<Question, 'id'>[]): string {
  const [part = '', at, field, place] = path.split('.')
  if (/^(there is|the rule|"|“)/.test(message)) return sentence(message)
  // What is said of a whole question names it already.
  if (part === 'questions' && at !== undefined && field === undefined) return sentence(message)
  if (part === 'questions' && at !== undefined && questions[Number(at)]) {
    const where = `Question ${Number(at) + 1}`
    if (field === 'logic' && place !== undefined) return `${where}, rule ${Number(place) + 1} ${message}.`
    if (field === 'options' && place !== undefined) return `${where}, option ${Number(place) + 1} ${message}.`
    return `${where} ${message}.`
  }
  if (part === 'triggers' && message.startsWith('needs')) return sentence(`the survey ${message}`)
  const [, language] = path.split('.')
  if (part === 'translations' && language) return `The translation into ${language} ${message}.`
  return sentence(`${PARTS[part] ?? part} ${message}`)
}

const sentence = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`
