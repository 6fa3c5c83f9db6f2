/** The lines of Live calls that a page holds: newest first, bounded, the new ones shown or held back while one reads. */
import type { CallLine } from '../../../../shared/call.ts'

export type CallPage = { items: readonly CallLine[]; cursor: string | null }

export type CallWindow = {
  readonly lines: readonly CallLine[]
  /** Newer lines that are not shown yet. */
  readonly waiting: readonly CallLine[]
  /** Between `lines` and the newest some are missing: to show the newest, begin again. */
  readonly gap: boolean
  /** The reader went so far back that the newest had to go; they come again when asked for. */
  readonly back: boolean
  /** The server has older ones. */
  readonly older: boolean
  /** The ID of the newest line known. */
  readonly newest: number
}

/** So many lines are kept at most, in each of the two lists. */
export const LINES = 1_000

export const begin = ({ items, cursor }: CallPage): CallWindow => ({
  lines: items,
  waiting: [],
  gap: false,
  back: false,
  older: cursor !== null,
  newest: items[0]?.id ?? 0,
})

/** What came after `newest`. A page that does not hold all of it leaves a gap. */
export function receive(
  window: CallWindow,
  { items, cursor }: CallPage,
  { hold }: { hold: boolean },
): CallWindow {
  const fresh = items.filter(({ id }) => id > window.newest)
  if (fresh.length === 0 && cursor === null) return hold ? window : reveal(window)
  const waiting = [...fresh, ...window.waiting]
  const next: CallWindow = {
    ...window,
    newest: fresh[0]?.id ?? window.newest,
    waiting: waiting.slice(0, LINES),
    gap: window.gap || cursor !== null || waiting.length > LINES,
  }
  return hold || next.gap ? next : reveal(next)
}

/** Shows what was held back. A window with a gap stays as it is: it must begin again. */
export function reveal(window: CallWindow): CallWindow {
  if (window.gap || window.waiting.length === 0) return window
  const lines = [...window.waiting, ...window.lines]
  return {
    ...window,
    lines: lines.slice(0, LINES),
    waiting: [],
    older: window.older || lines.length > LINES,
  }
}

export const hasRoom = ({ lines }: CallWindow, more: number): boolean => lines.length + more <= LINES

/** Older lines at the end; where there is no room, instead of those shown. */
export function append(window: CallWindow, { items, cursor }: CallPage): CallWindow {
  const full = !hasRoom(window, items.length)
  return {
    ...window,
    lines: full ? items : [...window.lines, ...items],
    gap: window.gap || full,
    back: window.back || full,
    older: cursor !== null,
  }
}
