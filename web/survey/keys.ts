/** What the keyboard does in a survey, and what it must not do in the page around it. */

type Keys = {
  root: ShadowRoot
  node: HTMLElement
  /** Escape; undefined where it closes nothing. */
  onEscape: (() => void) | undefined
  /** Ctrl+Enter in a text. */
  onSend: () => void
}

export function keys({ root, node, onEscape, onSend }: Keys) {
  let latest = false
  keepEvents(root)
  node.addEventListener('pointerdown', () => (latest = false))
  node.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    latest = true
    if (event.key === 'Escape' && onEscape) {
      event.preventDefault()
      onEscape()
    } else if (
      event.key === 'Enter' &&
      (event.ctrlKey || event.metaKey) &&
      event.target instanceof HTMLTextAreaElement
    )
      onSend()
  })
  // A dialog has other ways to be asked to go, such as Android's gesture.
  node.addEventListener('cancel', (event) => {
    event.preventDefault()
    onEscape?.()
  })

  /** Escape also closes a survey that nobody has entered, as long as the focus is nowhere else. */
  const onPageKey = ({ key, defaultPrevented }: KeyboardEvent): void => {
    const { activeElement, body } = document
    if (key === 'Escape' && !defaultPrevented && (!activeElement || activeElement === body)) onEscape?.()
  }
  document.addEventListener('keydown', onPageKey)

  return {
    /** The last thing done in the survey was done by keyboard. */
    wereLatest: (): boolean => latest,
    stop: () => document.removeEventListener('keydown', onPageKey),
  }
}

const KEPT =
  'keydown keyup keypress beforeinput input click dblclick auxclick contextmenu pointerdown pointerup mousedown mouseup touchstart touchend focusin focusout copy cut paste'

/** What someone does in a survey is no business of the page's shortcuts, focus traps and outside clicks. */
function keepEvents(root: ShadowRoot): void {
  for (const type of KEPT.split(' ')) root.addEventListener(type, (event) => event.stopPropagation())
}
