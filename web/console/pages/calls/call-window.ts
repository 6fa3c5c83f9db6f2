/** The lines of Live calls that a page holds: newest first, bounded, the new ones shown or held back while one reads. */
import type { CallLine } from '../../../../shared/call.ts'

export type CallPage = { items: readonly CallLine[]; cursor: string | null }

export type CallWindow = {
  readonly lines: readonly CallLine[]
  /** Newer lines that are not shown yet. */
  readonly waiting: readonly CallLine[]
  /** Between `lines` and the newest some are missing: to show the newest, begin again. */
  readonly gap: boolean
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

/** Older lines at the end; beyond the bound the newest go, which leaves a gap. */
export function append(window: CallWindow, { items, cursor }: CallPage): CallWindow {
  const last = window.lines.at(-1)?.id ?? Infinity
  const lines = [...window.lines, ...items.filter(({ id }) => id < last)]
  return {
    ...window,
    lines: lines.slice(-LINES),
    gap: window.gap || lines.length > LINES,
    older: cursor !== null,
  }
}
