/** The card of one question, and the card of thanks: what stands in the form, and what its buttons do. */
import type { Answer } from '../../shared/question.ts'
import type { ShownQuestion, ShownSurvey } from '../../shared/sdk.ts'
import { element } from './dom.ts'
import { fieldOf } from './field.ts'

export type Card = {
  nodes: readonly HTMLElement[]
  heading: HTMLElement
  /** Where someone at a keyboard goes on. */
  control: HTMLElement | null
  /** Gives what is answered, or says what is missing. */
  submit: () => void
  /** Leads nowhere any more. */
  cancel: () => void
}

/** A choice by pointer leads on by itself; not at once, so that it is seen, and can still be changed. */
const PAUSE = 300

/** Who chooses and then presses “Next” may find that it led on meanwhile: milliseconds in which a press is for the card before. */
const STRAY = 1_000

export type Asking = {
  question: ShownQuestion
  /** No question follows it in the list. */
  last: boolean
  answer: Answer | undefined
  words: ShownSurvey['words']
  /** The card before led on by itself just now. */
  ledOn: boolean
  /** So far; more can follow. */
  onGive: (answer: Answer) => void
  /** `byItself`: by no button. */
  onNext: (answer: Answer, byItself: boolean) => void
}

export function questionCard({ question, last, answer, words, ledOn, onGive, onNext }: Asking): Card {
  let timer: ReturnType<typeof setTimeout> | undefined
  let done = false
  const next = (value: Answer, byItself = false): void => {
    clearTimeout(timer)
    if (done) return
    done = true
    onNext(value, byItself)
  }

  const description = [question.description, question.type === 'multi' && words.several]
    .filter(Boolean)
    .join('\n')
  const heading = element('h2', { id: 'question', tabindex: -1 }, question.text)
  const error = element('p', { id: 'error', class: 'error', 'aria-live': 'polite' })
  const field = fieldOf({
    question,
    words,
    answer,
    names: {
      'aria-labelledby': 'question',
      'aria-describedby': description ? 'more error' : 'error',
    },
    onChange: ({ given, enough }) => {
      error.textContent = ''
      field?.judged?.removeAttribute('aria-invalid')
      clearTimeout(timer)
      const value = field?.read()
      if (value === undefined) return
      if (given) onGive(value)
      if (enough) timer = setTimeout(() => next(value, true), PAUSE)
    },
  })

  let touched = !ledOn
  field?.node.addEventListener('input', () => (touched = true))
  const came = performance.now()

  const submit = (): void => {
    const value = field ? field.read() : true
    if (value === undefined || (value === null && question.required)) {
      field?.judged?.setAttribute('aria-invalid', 'true')
      error.textContent = words.required
      field?.focus()?.focus()
      return
    }
    next(value)
  }

  const link = question.type === 'prompt' && /^https?:\/\//i.test(question.link ?? '') && question.link
  const label = (question.type === 'prompt' && question.label) || (last ? words.submit : words.next)
  const skip =
    !question.required && (field || link) && element('button', { type: 'button', class: 'skip' }, words.skip)
  if (skip) skip.addEventListener('click', () => next(null))
  const main: HTMLElement = link
    ? element('a', { class: 'button main', href: link, target: '_blank', rel: 'noopener' }, label)
    : element('button', { class: 'main' }, label)
  main.addEventListener('click', (event) => {
    if (!touched && event.detail > 0 && event.timeStamp - came < STRAY) event.preventDefault()
    else if (link) next(true)
  })

  return {
    nodes: [
      heading,
      description && element('p', { id: 'more', class: 'more' }, description),
      field && element('div', { class: 'field' }, field.node),
      error,
      element('div', { class: 'actions' }, skip, main),
    ].filter((node) => node instanceof HTMLElement),
    heading,
    control: field ? field.focus() : null,
    submit,
    cancel: () => {
      clearTimeout(timer)
      done = true
    },
  }
}

export function thanksCard({ title, text }: ShownSurvey['thankYou']): Card {
  const heading = element('h2', { id: 'question', tabindex: -1 }, title)
  return {
    nodes: [heading, element('p', { id: 'more', class: 'more end' }, text)],
    heading,
    control: null,
    submit: () => {},
    cancel: () => {},
  }
}
