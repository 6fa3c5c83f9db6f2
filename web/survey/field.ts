/** What every kind of question gives the card: its controls, what they say so far, and where focus goes. */
import type { Answer, Question } from '../../shared/question.ts'
import type { ShownQuestion } from '../../shared/sdk.ts'
import type { SurveyWords } from '../../shared/survey-words.ts'
import { choices } from './choices.ts'
import { element } from './dom.ts'
import { scores } from './scores.ts'

export type Asked = {
  question: ShownQuestion
  words: SurveyWords
  /** What was answered before. */
  answer: Answer | undefined
  /** The attributes by which the question names and describes its controls. */
  names: Readonly<Record<string, string | undefined>>
  /** `given`: it is meant. `enough`: and there is nothing to add, so that the next question can follow. */
  onChange: (is: { given: boolean; enough: boolean }) => void
}

export type Field = {
  node: HTMLElement
  /** null: nothing is answered. undefined: something is begun that is no answer yet. */
  read: () => Answer | undefined
  /** The first control, or the one that is chosen. */
  focus: () => HTMLElement | null
  /** What is said to be invalid: a radio never is by itself. */
  judged: HTMLElement | undefined
}

/** As shared/question.ts has it, which would bring its validator along. */
const ANSWER_LENGTH = 5_000

export function fieldOf(asked: Asked): Field | null {
  const fields: Readonly<Record<Question['type'], () => Field | null>> = {
    open: () => open(asked),
    single: () => choices(asked),
    multi: () => choices(asked),
    rating: () => scores(asked),
    nps: () => scores(asked),
    consent: () => consent(asked),
    // Its button is all it has.
    prompt: () => null,
  }
  return fields[asked.question.type]()
}

function open({ question, answer, names }: Asked): Field {
  const node = element(
    'textarea',
    {
      class: 'text',
      rows: 3,
      maxlength: ANSWER_LENGTH,
      placeholder: question.placeholder,
      'aria-required': question.required && 'true',
      ...names,
    },
    typeof answer === 'string' && answer,
  )
  return { node, read: () => node.value.trim() || null, focus: () => node, judged: node }
}

function consent({ question, words, answer, names, onChange }: Asked): Field {
  const input = element('input', {
    type: 'checkbox',
    checked: answer === true,
    'aria-required': question.required && 'true',
    'aria-describedby': `${names['aria-labelledby']} ${names['aria-describedby'] ?? ''}`.trim(),
  })
  input.addEventListener('change', () => onChange({ given: true, enough: false }))
  return {
    node: element('label', { class: 'choice' }, input, element('span', {}, question.label || words.agree)),
    // A box that must be ticked and is not is no answer.
    read: () => input.checked || (question.required ? null : false),
    focus: () => input,
    judged: input,
  }
}
