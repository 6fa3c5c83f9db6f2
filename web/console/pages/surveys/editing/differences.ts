/** What is different between two versions of a survey, in words: read before changes are published. */
import type { Question } from '../../../../../shared/question.ts'
import { QUESTION, textOf } from '../words.ts'
import { changeOf, type Parts } from './parts.ts'

export type Difference = { what: string; before?: string; after?: string }

export function differencesOf(before: Parts, after: Parts): Difference[] {
  const changed = changeOf(before, after)
  return [
    ...('name' in changed ? [{ what: 'Name', before: before.name, after: after.name }] : []),
    ...('questions' in changed ? questionDifferences(before.questions, after.questions) : []),
    ...('thankYou' in changed
      ? [{ what: 'Thank-you card', before: words(before.thankYou), after: words(after.thankYou) }]
      : []),
    ...OTHERS.filter(([key]) => key in changed).map(([, what]) => ({ what })),
  ]
}

const words = ({ title, text }: { title: string; text: string }): string =>
  [title, text].filter(Boolean).join(': ')

const OTHERS: readonly (readonly [keyof Parts, string])[] = [
  ['triggers', 'What makes it appear'],
  ['filter', 'Who gets it'],
  ['delivery', 'Delivery'],
  ['resurvey', 'How often somebody is asked'],
  ['startsAt', 'Start'],
  ['endsAt', 'End'],
  ['look', 'Look'],
  ['language', 'Its own language'],
  ['translations', 'Translations'],
]

function questionDifferences(before: readonly Question[], after: readonly Question[]): Difference[] {
  const was = new Map(before.map((question) => [question.id, question]))
  const is = new Set(after.map(({ id }) => id))
  const kept = (list: readonly Question[]) =>
    list.map(({ id }) => id).filter((id) => is.has(id) && was.has(id))
  const isMoved = kept(before).join() !== kept(after).join()
  return [
    ...before
      .filter(({ id }) => !is.has(id))
      .map(({ text, type }) => ({ what: 'Question removed', before: textOf(text, type) })),
    ...after.flatMap((question, at) => {
      const old = was.get(question.id)
      if (!old) return [{ what: `Question ${at + 1} added`, after: textOf(question.text, question.type) }]
      return changesOf(old, question).map(({ what, ...rest }) => ({
        what: `Question ${at + 1}: ${what}`,
        ...rest,
      }))
    }),
    ...(isMoved ? [{ what: 'Questions in another order' }] : []),
  ]
}

const TEXTS: readonly (readonly [keyof Question, string])[] = [
  ['text', 'text'],
  ['description', 'description'],
  ['low', 'what the lowest score means'],
  ['high', 'what the highest score means'],
  ['placeholder', 'placeholder'],
  ['link', 'where it leads'],
  ['label', 'label'],
]

function changesOf(old: Question, now: Question): Difference[] {
  const added = now.options.filter((option) => !old.options.includes(option))
  const gone = old.options.filter((option) => !now.options.includes(option))
  return [
    ...(old.type === now.type
      ? []
      : [{ what: 'type', before: QUESTION[old.type][0], after: QUESTION[now.type][0] }]),
    ...TEXTS.filter(([key]) => old[key] !== now[key]).map(([key, what]) => ({
      what,
      before: String(old[key] ?? ''),
      after: String(now[key] ?? ''),
    })),
    ...(added.length + gone.length > 0
      ? [{ what: 'options', before: gone.join(', '), after: added.join(', ') }]
      : old.options.join('\n') === now.options.join('\n')
        ? []
        : [{ what: 'options in another order' }]),
    ...(old.required === now.required ? [] : [{ what: now.required ? 'required now' : 'optional now' }]),
    ...(old.other === now.other ? [] : [{ what: now.other ? 'takes “Other” now' : 'without “Other” now' }]),
    ...(old.scale === now.scale ? [] : [{ what: `shown as ${now.scale}` }]),
    ...(JSON.stringify(old.logic) === JSON.stringify(now.logic) ? [] : [{ what: 'what comes next' }]),
  ]
}
