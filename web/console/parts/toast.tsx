/**
 * Short words at the foot of the page, with undo instead of a question beforehand.
 *
 *   toast('Saved')
 *   toast(`Not saved: ${error.message}`, { tone: 'bad' })
 *   toast('3 names denied', { undo: () => lift(names) })           // done already; undo does the opposite
 *   offerUndo('Key revoked', { commit: () => revoke(id), undo: () => show(id) })
 *
 * `offerUndo` sends nothing until the time to undo is over; leaving the page sends it at once. `z` undoes the latest.
 * The time stands still while the pointer or the focus is on a toast.
 */
import { useEffect, useRef } from 'preact/hooks'
import { useShortcuts } from '../shortcuts.ts'
import { createStore, useStore } from '../store.ts'
import { Button, IconButton } from './button.tsx'
import { classes } from './classes.ts'
import styles from './toast.module.css'

type Toast = {
  id: number
  text: string
  tone: 'plain' | 'bad'
  undo?: () => void
  /** When it goes away by itself, or the page is left. */
  over?: () => void
}

const toasts = createStore<readonly Toast[]>([])
let last = 0

/** Milliseconds that a toast stays. */
const STAY = 5_000
const STAY_WITH_UNDO = 8_000

export function toast(
  text: string,
  { tone = 'plain', undo }: { tone?: Toast['tone']; undo?: () => unknown } = {},
): void {
  add({ text, tone, ...(undo && { undo: () => void undo() }) })
}

/** `commit` may reject: its error is then shown, and `undo` puts back what was shown. */
export function offerUndo(
  text: string,
  { commit, undo }: { commit: () => Promise<unknown>; undo: () => void },
): void {
  const over = () => {
    commit().catch((error: unknown) => {
      undo()
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    })
  }
  add({ text, tone: 'plain', undo, over })
}

/** At most so many; the oldest makes room, and what it put off is done. */
const MOST = 4

function add(one: Omit<Toast, 'id'>): void {
  for (const { id } of toasts.get().slice(0, 1 - MOST)) close(id, 'over')
  toasts.set([...toasts.get(), { ...one, id: ++last }])
}

function close(id: number, how: 'undo' | 'over'): void {
  const found = toasts.get().find((one) => one.id === id)
  if (!found) return
  toasts.set(toasts.get().filter((one) => one.id !== id))
  if (how === 'undo') found.undo?.()
  else found.over?.()
}

export function Toasts() {
  const shown = useStore(toasts)
  const undoable = shown.findLast((one) => one.undo)
  useShortcuts('Everywhere', {
    z: ['Undo what the last message offers', () => undoable && close(undoable.id, 'undo')],
  })
  useEffect(() => {
    const leave = () => {
      for (const one of toasts.get()) close(one.id, 'over')
    }
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [])
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // Always open, as what appears together with its live region is not read out. Opened anew it lies over a dialog.
    if (document.querySelector('dialog:modal')) section.current?.hidePopover()
    if (!section.current?.matches(':popover-open')) section.current?.showPopover()
  }, [shown])
  return (
    <section ref={section} popover="manual" class={styles.toasts} aria-label="Messages" aria-live="polite">
      {shown.map((one) => (
        <ToastRow key={one.id} toast={one} />
      ))}
    </section>
  )
}

function ToastRow({ toast: { id, text, tone, undo } }: { toast: Toast }) {
  const left = useRef(undo ? STAY_WITH_UNDO : STAY)
  const timer = useRef<{ stop: ReturnType<typeof setTimeout>; since: number }>(undefined)
  const run = () => {
    pause()
    timer.current = { stop: setTimeout(() => close(id, 'over'), left.current), since: Date.now() }
  }
  const pause = () => {
    if (!timer.current) return
    clearTimeout(timer.current.stop)
    left.current = Math.max(1_000, left.current - (Date.now() - timer.current.since))
    timer.current = undefined
  }
  useEffect(() => {
    // An error stays until it is read and closed.
    if (tone === 'bad') return
    run()
    return pause
  }, [])
  const resume = () => {
    if (tone !== 'bad') run()
  }
  return (
    <div
      class={classes(styles.toast, tone === 'bad' && styles.bad)}
      onMouseEnter={pause}
      onMouseLeave={resume}
      onFocusIn={pause}
      onFocusOut={resume}
    >
      <span class={styles.text}>{text}</span>
      {undo && (
        <Button small icon="undo" onClick={() => close(id, 'undo')}>
          Undo
        </Button>
      )}
      <IconButton small icon="close" label="Close this message" onClick={() => close(id, 'over')} />
    </div>
  )
}
