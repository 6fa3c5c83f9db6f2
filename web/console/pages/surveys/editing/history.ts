/** Steps back and forth through what was edited in this session. What is typed in one go is one step. */
import { type Parts, placeOfChange } from './parts.ts'

/** Milliseconds between two keys that belong to one step. */
const TOGETHER = 1_200
const STEPS = 200

export type History = {
  /** A step was made from one to the other. `merge`: steps that name the same are one, while they follow at once. */
  add: (before: Parts, after: Parts, merge: string | undefined, now: number) => void
  /** Where it leads from here, and the place that changes. Undefined: no step is left. */
  undo: (now: Parts) => { parts: Parts; path: string } | undefined
  redo: (now: Parts) => { parts: Parts; path: string } | undefined
  clear: () => void
  steps: () => { back: number; forth: number }
}

export function createHistory(): History {
  let past: Parts[] = []
  let future: Parts[] = []
  let last: { key: string | undefined; at: number } = { key: undefined, at: 0 }

  const walk = (from: Parts[], to: Parts[], now: Parts) => {
    const parts = from.pop()
    if (!parts) return undefined
    to.push(now)
    last = { key: undefined, at: 0 }
    return { parts, path: placeOfChange(now, parts).path }
  }
  return {
    add: (before, after, merge, now) => {
      const { path, isWords } = placeOfChange(before, after)
      const key = merge ?? (isWords ? path : undefined)
      const continues = key !== undefined && key === last.key && now - last.at < TOGETHER
      if (!continues) past = [...past.slice(1 - STEPS), before]
      future = []
      last = { key, at: now }
    },
    undo: (now) => walk(past, future, now),
    redo: (now) => walk(future, past, now),
    clear: () => {
      past = []
      future = []
    },
    steps: () => ({ back: past.length, forth: future.length }),
  }
}
