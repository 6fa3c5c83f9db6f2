/**
 * Moves a row of a list by its handle, with a mouse, a pen or a finger. Keys and menus do the same elsewhere: this is
 * never the only way.
 *
 *   const reorder = useReorder((from, to) => move(from, to))
 *   <ol ref={reorder.list}>{rows.map((row, at) =>
 *     <li class={reorder.look(at)}><span {...reorder.handle(at)}><Grip /></span></li>)}</ol>
 */
import { useRef, useState } from 'preact/hooks'
import styles from './reorder.module.css'

export function useReorder(move: (from: number, to: number) => void) {
  const list = useRef<HTMLOListElement>(null)
  /** `gap`: before which row it would come to stand. */
  const [drag, setDrag] = useState<{ from: number; gap: number }>()

  const gapAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])]
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect()
      return y < top + height / 2
    })
    return below < 0 ? rows.length : below
  }
  const drop = () => {
    if (!drag) return
    setDrag(undefined)
    const to = drag.gap > drag.from ? drag.gap - 1 : drag.gap
    if (to !== drag.from) move(drag.from, to)
  }
  return {
    list,
    look: (at: number): string | undefined => {
      if (!drag) return undefined
      if (at === drag.from) return styles.dragged
      if (at === drag.gap) return styles.before
      const isLast = at === (list.current?.children.length ?? 0) - 1
      return isLast && drag.gap > at ? styles.after : undefined
    },
    handle: (at: number) => ({
      class: styles.handle,
      'aria-hidden': true as const,
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0 || !(event.currentTarget instanceof Element)) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from: at, gap: at })
      },
      onPointerMove: (event: PointerEvent) => {
        if (drag) setDrag({ from: drag.from, gap: gapAt(event.clientY) })
      },
      onPointerUp: drop,
      onPointerCancel: () => setDrag(undefined),
    }),
  }
}

export const Grip = () => (
  <svg width="6" height="10" viewBox="0 0 6 10" fill="currentColor">
    <path d="M0 0h2v2H0zM4 0h2v2H4zM0 4h2v2H0zM4 4h2v2H4zM0 8h2v2H0zM4 8h2v2H4z" />
  </svg>
)
