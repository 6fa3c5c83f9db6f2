/** Puts a survey before a person: the host element, its shadow root, and the way from question to question. */
import { nextQuestion } from '../../shared/branching.ts'
import type { Answer, Answers } from '../../shared/question.ts'
import type { ShownSurvey } from '../../shared/sdk.ts'
import { type Card, questionCard, thanksCard } from './card.ts'
import { drawing, element, emptied } from './dom.ts'
import { addSheet } from './sheet.ts'
import { CROSS } from './glyphs.ts'
import { keepEvents, type Layout, place } from './place.ts'
import { paint } from './paint.ts'

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

/** Not by JSON: old libraries give arrays a JSON of their own. */
const same = (one: Answer | undefined, other: Answer): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((value, index) => value === other[index])
    : one === other

/** Styles of a layout; the corners share theirs. */
const KIND: Partial<Record<Layout, string>> = { modal: 'modal', inline: 'inline', center: 'center' }

export function mountSurvey(options: MountOptions): Mounted {
  let { shown } = options
  const { preview = false, container, maxHeight } = options
  const layout: Layout = preview
    ? 'inline'
    : shown.look.position === 'center' && shown.look.overlay !== 'none'
      ? 'modal'
      : shown.look.position

  const host = document.createElement('asklet-survey')
  host.setAttribute('data-position', layout)
  const root = host.attachShadow({ mode: 'open' })
  addSheet(root)

  const answers = new Map<string, Answer>()
  let at: number | 'end' = 0
  let card: Card = thanksCard(shown.thankYou)
  /** Nothing is announced that gets the focus, which is told anyway. */
  let quiet = preview || layout === 'modal' || options.focus === true

  const part = element('div', {})
  const progress = element('div', { class: 'progress', role: 'progressbar', 'aria-valuemin': 0 }, part)
  const top = element('div', {})
  const form = element('form', { novalidate: true })
  const say = element('div', { class: 'say', 'aria-live': 'polite' })
  const frame: HTMLElement = element(
    layout === 'modal' ? 'dialog' : 'div',
    {
      class: `survey ${KIND[layout] ?? 'sheet'} veil-${shown.look.overlay}`,
      role: preview ? 'group' : 'dialog',
    },
    progress,
    top,
    form,
    say,
  )
  if (maxHeight !== undefined) frame.style.setProperty('--most', `${maxHeight}px`)
  root.appendChild(frame)

  const placed = place({ host, frame, layout, container, onHeight: options.onHeight })
  const painted = paint(frame)

  let byKey = false
  keepEvents(root)
  frame.addEventListener('pointerdown', () => (byKey = false))
  frame.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    byKey = true
    if (event.key === 'Escape' && !preview) {
      event.preventDefault()
      dismiss()
    } else if (
      event.key === 'Enter' &&
      (event.ctrlKey || event.metaKey) &&
      event.target instanceof HTMLTextAreaElement
    )
      card.submit()
  })
  // Escape also closes a survey that nobody has entered, as long as the focus is nowhere else.
  const onPageKey = (event: KeyboardEvent): void => {
    const { activeElement } = document
    if (
      event.key === 'Escape' &&
      !event.defaultPrevented &&
      (!activeElement || activeElement === document.body)
    )
      dismiss()
  }
  if (!preview) document.addEventListener('keydown', onPageKey)
  frame.addEventListener('cancel', (event) => {
    event.preventDefault()
    dismiss()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    card.submit()
  })

  const give = (id: string, answer: Answer, completed: boolean): void => {
    const known = answers.has(id) && same(answers.get(id), answer)
    answers.set(id, answer)
    if (!known || completed) options.onAnswers({ [id]: answer }, { completed })
  }

  let leaving: ReturnType<typeof setTimeout> | undefined
  /** Thanks go by themselves once they are read; but not from under a pointer, nor from someone at a keyboard. */
  const leave = (): void => {
    const { title, text } = shown.thankYou
    leaving = setTimeout(
      () => {
        if (byKey || root.querySelector(':hover')) leave()
        else dismiss()
      },
      6_000 + 60 * (title.length + text.length),
    )
  }

  const close = (): void => {
    card.cancel()
    clearTimeout(leaving)
    document.removeEventListener('keydown', onPageKey)
    painted.stop()
    placed.remove()
  }
  const dismiss = (): void => {
    if (!preview) close()
    options.onClose()
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
      onGive: (answer) => give(id, answer, false),
      onNext: (answer) => {
        const next = nextQuestion(shown.questions, index, answer)
        give(id, answer, next === 'end')
        go(next)
        if (next === 'end' && !preview) leave()
      },
    })
  }

  const go = (to: number | 'end'): void => {
    const inside = root.activeElement !== null
    at = to
    card.cancel()
    card = cardAt(at)
    emptied(form)
    for (const node of card.nodes) form.appendChild(node)
    form.scrollTop = 0
    const count = shown.questions.length
    const number = at === 'end' ? count : at + 1
    progress.hidden = count < 2
    progress.setAttribute('aria-valuemax', `${count}`)
    progress.setAttribute('aria-valuenow', `${number}`)
    progress.setAttribute(
      'aria-label',
      shown.words.progress.replace('{place}', `${number}`).replace('{count}', `${count}`),
    )
    part.style.setProperty('--part', `${at === 'end' ? 100 : (100 * number) / (count + 1)}%`)
    if (inside) enter()
    else announce(card.heading.textContent ?? '')
  }

  /** Who came by keys goes on at the first control; all others hear the question first. */
  const enter = (): void => {
    const typing = card.control instanceof HTMLTextAreaElement && !matchMedia('(pointer: coarse)').matches
    const target = card.control && (byKey || typing) ? card.control : card.heading
    target.focus({ preventScroll: true })
    say.textContent = ''
  }

  const announce = (text: string): void => {
    // A live region tells only what changes after it is there.
    if (!quiet) setTimeout(() => (say.textContent = `${shown.words.survey}: ${text}`), 100)
  }

  const render = (): void => {
    const { words, language, direction, look } = shown
    painted.update(look)
    frame.setAttribute('lang', language)
    frame.setAttribute('dir', direction)
    frame.setAttribute('aria-label', words.survey)
    emptied(top)
    top.setAttribute('class', look.logo ? 'top logo' : 'top')
    if (look.logo) {
      const logo = element('img', { src: look.logo, alt: '', referrerpolicy: 'no-referrer' })
      // Strict pages forbid images of other hosts.
      logo.addEventListener('error', () => top.setAttribute('class', 'top'))
      top.appendChild(logo)
    }
    const cross = element('button', { class: 'close', 'aria-label': words.close }, drawing(CROSS))
    cross.addEventListener('click', dismiss)
    top.appendChild(cross)
    go(at)
  }

  render()
  placed.show()
  if (quiet && !preview) enter()
  quiet = preview
  void Promise.resolve().then(() => options.onPresented?.())

  return {
    close,
    update: (now, where) => {
      shown = now
      const index = shown.questions.findIndex(({ id }) => id === where)
      if (where === 'end') at = 'end'
      else if (index >= 0) at = index
      else if (at !== 'end') at = Math.max(0, Math.min(at, shown.questions.length - 1))
      render()
    },
  }
}
