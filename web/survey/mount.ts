/** Puts a survey before a person, and leads them from question to question. */
import { nextQuestion } from '../../shared/branching.ts'
import type { Answer, Answers } from '../../shared/question.ts'
import type { ShownSurvey } from '../../shared/sdk.ts'
import { type Card, questionCard, thanksCard } from './card.ts'
import { frame } from './frame.ts'
import { keys } from './keys.ts'
import { type Layout, place } from './place.ts'

export type MountOptions = {
  shown: ShownSurvey
  /** Where `<asklet-survey>` is put; by default at the end of the document. */
  container?: HTMLElement
  /** Stands in its container, takes no focus, does not move, and stays when it is closed. */
  preview?: boolean
  /** Pixels. What does not fit scrolls. */
  maxHeight?: number
  /** Moves the focus into a survey that is not modal, as for one that was asked for. */
  focus?: boolean
  /** The answers that are new or changed, as they are given; null: skipped. `completed`: the last one came. */
  onAnswers: (answers: Answers, state: { completed: boolean }) => void
  /** The person closed it, or was done with it. */
  onClose: () => void
  /** Pixels, whenever they change. */
  onHeight?: (height: number) => void
  onPresented?: () => void
}

export type Mounted = {
  /** Takes it away, without `onClose`. */
  close: () => void
  /** Shows the survey as it is now; at the question of that ID, or at `end`, where one is named. */
  update: (shown: ShownSurvey, at?: string) => void
}

export function mountSurvey(options: MountOptions): Mounted {
  let { shown } = options
  const { preview = false, container, maxHeight, onAnswers, onClose, onHeight } = options
  const layout = preview ? 'inline' : layoutOf(shown)
  const answers = new Map<string, Answer>()
  let at: number | 'end' = 0
  let card: Card = thanksCard(shown.thankYou)
  let ledOn = false
  let leaving: ReturnType<typeof setTimeout> | undefined

  const close = (): void => {
    card.cancel()
    clearTimeout(leaving)
    framed.stop()
    pressed.stop()
    placed.remove()
  }
  const dismiss = (): void => {
    if (!preview) close()
    onClose()
  }
  const submit = (): void => card.submit()

  const framed = frame({ layout, overlay: shown.look.overlay, maxHeight, onClose: dismiss, onSubmit: submit })
  const { host, root, node } = framed
  const pressed = keys({ root, node, onEscape: preview ? undefined : dismiss, onSend: submit })
  const placed = place({ host, node, layout, container, onHeight })

  /** Thanks go by themselves once they are read; but not from under a pointer, nor from someone at a keyboard. */
  const leave = (): void => {
    const { title, text } = shown.thankYou
    leaving = setTimeout(
      () => {
        if (pressed.wereLatest() || root.querySelector(':hover')) leave()
        else dismiss()
      },
      6_000 + 60 * (title.length + text.length),
    )
  }

  const give = (id: string, answer: Answer, completed: boolean): void => {
    const known = answers.has(id) && same(answers.get(id), answer)
    answers.set(id, answer)
    if (!known || completed) onAnswers({ [id]: answer }, { completed })
  }

  const cardAt = (index: number | 'end'): Card => {
    const question = index === 'end' ? undefined : shown.questions[index]
    if (index === 'end' || !question) return thanksCard(shown.thankYou)
    const { id } = question
    return questionCard({
      question,
      last: index === shown.questions.length - 1,
      answer: answers.get(id),
      words: shown.words,
      ledOn,
      onGive: (answer) => give(id, answer, false),
      onNext: (answer, byItself) => {
        ledOn = byItself
        at = nextQuestion(shown.questions, index, answer)
        give(id, answer, at === 'end')
        show()
        if (at === 'end' && !preview) leave()
      },
    })
  }

  /** Who came by keys goes on at the first control; who types, in the text; all others hear the question first. */
  const enter = (): void => {
    const { control, heading } = card
    const typing = control instanceof HTMLTextAreaElement && !window.matchMedia('(pointer: coarse)').matches
    const target = control && (typing || pressed.wereLatest()) ? control : heading
    target.focus({ preventScroll: true })
    framed.say('')
  }

  /** The focus stays in the survey where it is in there, and out of it where it is not. */
  const show = (entering = root.activeElement !== null): void => {
    card.cancel()
    card = cardAt(at)
    framed.lay(card)
    framed.advance(at === 'end' ? at : at + 1, shown.questions.length, shown.words)
    if (entering) enter()
    else if (!preview) framed.say(`${shown.words.survey}: ${card.heading.textContent}`)
  }

  framed.dress(shown)
  placed.show()
  show(!preview && (layout === 'modal' || options.focus))
  void Promise.resolve().then(() => options.onPresented?.())

  return {
    close,
    update: (now, where) => {
      shown = now
      const index = shown.questions.findIndex(({ id }) => id === where)
      if (where === 'end') at = 'end'
      else if (index >= 0) at = index
      else if (at !== 'end') at = Math.max(0, Math.min(at, shown.questions.length - 1))
      framed.dress(shown)
      show()
    },
  }
}

/** An overlay makes a survey modal. */
const layoutOf = ({ look }: ShownSurvey): Layout =>
  look.position === 'center' && look.overlay !== 'none' ? 'modal' : look.position

/** Not by JSON: old libraries give arrays a JSON of their own. */
const same = (one: Answer | undefined, other: Answer): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((value, index) => value === other[index])
    : one === other
