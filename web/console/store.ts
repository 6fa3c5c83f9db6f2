/** A value that components and plain functions share: read it, set it, and be told. */
import { useEffect, useState } from 'preact/hooks'

export type Store<T> = {
  get: () => T
  set: (next: T) => void
  subscribe: (told: () => void) => () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const told of [...listeners]) told()
    },
    subscribe: (told) => {
      listeners.add(told)
      return () => void listeners.delete(told)
    },
  }
}

export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useState({})
  useEffect(() => {
    const seen = store.get()
    const stop = store.subscribe(() => redraw({}))
    // What changed between the drawing and this effect would otherwise stay unseen.
    if (!Object.is(seen, store.get())) redraw({})
    return stop
  }, [store])
  return store.get()
}

/** Kept in this browser; one that refuses storage keeps it for this page only. `read` turns what was kept into a value. */
export function createKeptStore<T extends string>(name: string, read: (kept: string | null) => T): Store<T> {
  const store = createStore<T>(read(recall(name)))
  store.subscribe(() => {
    try {
      localStorage.setItem(name, store.get())
    } catch {
      // Private windows may refuse.
    }
  })
  return store
}

/** Reads one of some values, else the first. */
export const oneOf =
  <T extends string>(first: T, ...others: T[]) =>
  (kept: string | null): T =>
    others.find((one) => one === kept) ?? first

function recall(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
