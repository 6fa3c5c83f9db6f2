/** The element of a survey: its host in the page, its shadow root, and what stands around every card. */
import type { ShownSurvey } from '../../shared/sdk.ts'
import type { Card } from './card.ts'
import { drawing, element, emptied } from './dom.ts'
import { CROSS } from './glyphs.ts'
import { paint } from './paint.ts'
import type { Layout } from './place.ts'
import { addSheet } from './sheet.ts'

/** Styles of a layout; the corners share theirs. */
const KIND: Partial<Record<Layout, string>> = { modal: 'modal', inline: 'inline', center: 'center' }

type Framing = {
  layout: Layout
  overlay: ShownSurvey['look']['overlay']
  maxHeight: number | undefined
  onClose: () => void
  onSubmit: () => void
}

export function frame({ layout, overlay, maxHeight, onClose, onSubmit }: Framing) {
  const host = document.createElement('asklet-survey')
  host.setAttribute('data-position', layout)
  const root = host.attachShadow({ mode: 'open' })
  addSheet(root)

  const part = element('div', {})
  const progress = element('div', { class: 'progress', role: 'progressbar', 'aria-valuemin': 0 }, part)
  const top = element('div', {})
  const form = element('form', { novalidate: true })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    onSubmit()
  })
  const live = element('div', { class: 'say', 'aria-live': 'polite' })
  const node: HTMLElement = element(
    layout === 'modal' ? 'dialog' : 'div',
    {
      class: `survey ${KIND[layout] ?? 'sheet'} veil-${overlay}`,
      role: layout === 'inline' ? 'group' : 'dialog',
    },
    progress,
    top,
    form,
    live,
  )
  if (maxHeight !== undefined) node.style.setProperty('--most', `${maxHeight}px`)
  const painted = paint(node)
  root.appendChild(node)

  return {
    host,
    root,
    node,

    /** Colours, language, logo and the button that closes. */
    dress: ({ look, language, direction, words }: ShownSurvey): void => {
      painted.update(look)
      node.setAttribute('lang', language)
      node.setAttribute('dir', direction)
      node.setAttribute('aria-label', words.survey)
      emptied(top)
      top.setAttribute('class', look.logo ? 'top logo' : 'top')
      if (look.logo) {
        const logo = element('img', { src: look.logo, alt: '', referrerpolicy: 'no-referrer' })
        // Strict pages forbid images of other hosts.
        logo.addEventListener('error', () => top.setAttribute('class', 'top'))
        top.appendChild(logo)
      }
      const cross = element('button', { class: 'close', 'aria-label': words.close }, drawing(CROSS))
      cross.addEventListener('click', onClose)
      top.appendChild(cross)
    },

    lay: (card: Card): void => {
      emptied(form)
      for (const node of card.nodes) form.appendChild(node)
      form.scrollTop = 0
    },

    /** `place` counts from 1; `end`: all is answered. One question alone has no progress. */
    advance: (place: number | 'end', count: number, words: ShownSurvey['words']): void => {
      const number = place === 'end' ? count : place
      progress.hidden = count < 2
      progress.setAttribute('aria-valuemax', `${count}`)
      progress.setAttribute('aria-valuenow', `${number}`)
      const label = words.progress.replace('{place}', `${number}`).replace('{count}', `${count}`)
      progress.setAttribute('aria-label', label)
      part.style.setProperty('--part', `${place === 'end' ? 100 : (100 * number) / (count + 1)}%`)
    },

    /** To who hears the page, when they have time. A live region tells only what changes after it is there. */
    say: (text: string): void => {
      if (text === '') live.textContent = ''
      else setTimeout(() => (live.textContent = text), 100)
    },

    stop: painted.stop,
  }
}
