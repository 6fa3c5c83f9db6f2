/**
 * Data read from the server: cached by its arguments, read again on focus, on an interval and after changes.
 *
 *   export const events = createResource((env: string) => answer(api.environments[':env'].events.$get({ param: { env } })))
 *   const list = useResource(events, [env])                  // { data, error, loading, reload }
 *   const calls = useResource(recent, [env], { every: 2_000 })
 *   events.reload()                                          // after a change: everything of this kind
 *   events.change([env], (list) => ({ ...list, items: … }))  // show a change before the server has answered
 *
 * What was read once stays shown while a later reading fails: `error` and `data` can both be there.
 */
import { useEffect, useState } from 'preact/hooks'

type Entry<T> = {
  data?: T
  error?: Error
  /** The reading under way; a newer one makes an older one's answer worthless. */
  reading?: AbortController
  readAt: number
  restUntil: number
  watchers: Set<() => void>
}

export type Resource<A extends readonly unknown[], T> = {
  entry: (args: A) => Entry<T>
  read: (args: A) => Promise<void>
  /** Reads again what is on screen, and forgets the rest. Without arguments: all of this kind. */
  reload: (args?: A) => void
  change: (args: A, next: (now: T) => T) => void
}

const all = new Set<() => void>()
/** What is cached belongs to one account. */
export const forgetEverything = () => {
  for (const forget of all) forget()
}

export function createResource<A extends readonly unknown[], T>(
  load: (...args: A) => Promise<T>,
): Resource<A, T> {
  const entries = new Map<string, { args: A; entry: Entry<T> }>()
  all.add(() => entries.clear())

  const find = (args: A): Entry<T> => {
    const key = JSON.stringify(args)
    const found = entries.get(key)
    if (found) return found.entry
    const entry: Entry<T> = { readAt: 0, restUntil: 0, watchers: new Set() }
    entries.set(key, { args, entry })
    return entry
  }
  const tell = (entry: Entry<T>) => {
    for (const told of [...entry.watchers]) told()
  }
  const read = async (args: A): Promise<void> => {
    const entry = find(args)
    const reading = new AbortController()
    entry.reading?.abort()
    entry.reading = reading
    entry.readAt = Date.now()
    tell(entry)
    try {
      const data = await load(...args)
      if (reading.signal.aborted) return
      entry.data = data
      delete entry.error
    } catch (error) {
      if (reading.signal.aborted) return
      entry.error = error instanceof Error ? error : new Error(String(error))
    }
    entry.restUntil = Date.now() + (Date.now() - entry.readAt) * REST
    delete entry.reading
    tell(entry)
  }

  return {
    entry: find,
    read,
    reload: (args) => {
      for (const [key, one] of entries) {
        if (args !== undefined && key !== JSON.stringify(args)) continue
        if (one.entry.watchers.size > 0) void read(one.args)
        else entries.delete(key)
      }
    },
    change: (args, next) => {
      const entry = find(args)
      if (entry.data === undefined) return
      entry.reading?.abort()
      delete entry.reading
      entry.data = next(entry.data)
      tell(entry)
    },
  }
}

export type Read<T> = {
  data: T | undefined
  error: Error | undefined
  /** Nothing has been read yet and nothing failed: draw a skeleton. */
  loading: boolean
  reload: () => void
}

/** Coming back to the window reads again what is older than this, in milliseconds. */
const FRESH = 5_000

/** What takes long to read is read again by itself only after so many times that: it may keep a server busy. */
const REST = 4

/** `args` undefined reads nothing yet. `every`: milliseconds between readings while the page is visible. */
export function useResource<A extends readonly unknown[], T>(
  resource: Resource<A, T>,
  args: A | undefined,
  { every }: { every?: number } = {},
): Read<T> {
  const [, redraw] = useState({})
  const key = JSON.stringify(args)

  useEffect(() => {
    if (args === undefined) return
    const entry = resource.entry(args)
    const told = () => redraw({})
    entry.watchers.add(told)
    if (Date.now() - entry.readAt > FRESH || entry.data === undefined) void resource.read(args)
    else told()

    const back = () => {
      const visible = document.visibilityState === 'visible'
      if (visible && !entry.reading && Date.now() - entry.readAt > FRESH) void resource.read(args)
    }
    const again = () => {
      if (document.visibilityState === 'visible' && !entry.reading) void resource.read(args)
    }
    addEventListener('focus', back)
    addEventListener('online', again)
    document.addEventListener('visibilitychange', back)
    // A failing server is asked more rarely, so that its return is not met by every open console at once.
    const look = () => {
      if (entry.error) back()
      else if (Date.now() >= entry.restUntil) again()
    }
    const timer = every === undefined ? undefined : setInterval(look, every)
    return () => {
      entry.watchers.delete(told)
      removeEventListener('focus', back)
      removeEventListener('online', again)
      document.removeEventListener('visibilitychange', back)
      clearInterval(timer)
    }
    // The key stands for args.
  }, [resource, key, every])

  const entry = args === undefined ? undefined : resource.entry(args)
  return {
    data: entry?.data,
    error: entry?.error,
    loading: entry?.data === undefined && entry?.error === undefined,
    reload: () => {
      if (args !== undefined) void resource.read(args)
    },
  }
}
