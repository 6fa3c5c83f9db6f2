/** What is decided on names under review: they go from the list at once, and an open panel goes on to the next. */
import { review } from '../../review.ts'
import { useEnvironment } from '../../session.tsx'
import { createStore } from '../../store.ts'
import { approve, deny } from './changes.ts'
import { type Request, requests } from './data.ts'
import { includeHeld } from './held-choice.tsx'

export type Into = { id: string; name: string }
export type Decisions = {
  /** Each as an event of its own, or all into one. */
  approve: (names: string[] | 'all', into?: Into) => void
  deny: (names: string[] | 'all') => void
  denyLike: (pattern: string) => void
}

/**
 * Names whose decision is on its way: no list shows them, also where one that was asked for before still has them.
 * Somebody who reviews by keys decides faster than the server answers.
 */
export const decided = createStore<ReadonlySet<string>>(new Set())
let sending = 0

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

  const decide = async (names: string[] | 'all', send: () => Promise<boolean>) => {
    if (names.length === 0) return
    clear()
    // Which of all can be approved, the server knows.
    if (names === 'all') return void (await send())
    const gone = new Set(names)
    if (open !== undefined && gone.has(open)) goTo(nextOf(items, open, gone))
    decided.set(new Set([...decided.get(), ...names]))
    review.change([env], (now) => ({ ...now, requests: Math.max(0, now.requests - names.length) }))
    sending++
    await send()
    sending--
    // Only a list that was asked for after the last of them knows of all.
    if (sending > 0) return
    await requests.read([env, search])
    if (sending === 0) decided.set(new Set())
  }
  return {
    approve: (names, into) =>
      void decide(names, () => approve(env, { names, backfill: includeHeld.get(), ...(into && { into }) })),
    deny: (names) => void decide(names, () => deny(env, { names })),
    denyLike: (pattern) => void decide('all', () => deny(env, { pattern })),
  }
}

/** The name after `open` that stays, else the one before it. */
function nextOf(items: readonly Request[], open: string, gone: ReadonlySet<string>): string | undefined {
  const place = items.findIndex(({ name }) => name === open)
  const after = [...items.slice(place + 1), ...items.slice(0, Math.max(0, place)).toReversed()]
  return after.find(({ name }) => !gone.has(name))?.name
}
