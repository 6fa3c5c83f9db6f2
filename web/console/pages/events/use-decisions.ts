/** What is decided on names under review: they go from the list at once, and an open panel goes on to the next. */
import { useEnvironment } from '../../session.tsx'
import { approve, deny } from './changes.ts'
import { type Request, requests, reviewCount } from './data.ts'
import { includeHeld } from './held-choice.tsx'

export type Into = { id: string; name: string }
export type Decisions = {
  /** Each as an event of its own, or all into one. */
  approve: (names: string[] | 'all', into?: Into) => void
  deny: (names: string[] | 'all') => void
  denyLike: (pattern: string) => void
}

export function useDecisions({
  search,
  items,
  open,
  clear,
  goTo,
}: {
  search: string
  items: readonly Request[]
  open: string | undefined
  /** Nothing is selected any more. */
  clear: () => void
  /** Opens the panel of a name, or none. */
  goTo: (name: string | undefined) => void
}): Decisions {
  const { id: env } = useEnvironment()

  const takeAway = (names: string[] | 'all') => {
    clear()
    // Which of all can be approved, the server knows.
    if (names === 'all') return
    const gone = new Set(names)
    const place = items.findIndex(({ name }) => name === open)
    const next = [...items.slice(place + 1), ...items.slice(0, Math.max(0, place)).toReversed()].find(
      ({ name }) => !gone.has(name),
    )
    requests.change([env, search], (now) => ({
      ...now,
      items: now.items.filter(({ name }) => !gone.has(name)),
    }))
    reviewCount.change([env], (now) => ({ ...now, requests: Math.max(0, now.requests - names.length) }))
    if (open !== undefined && gone.has(open)) goTo(next?.name)
  }
  return {
    approve: (names, into) => {
      if (names.length === 0) return
      takeAway(names)
      void approve(env, { names, backfill: includeHeld.get(), ...(into && { into }) })
    },
    deny: (names) => {
      if (names.length === 0) return
      takeAway(names)
      void deny(env, { names })
    },
    denyLike: (pattern) => {
      clear()
      void deny(env, { pattern })
    },
  }
}
