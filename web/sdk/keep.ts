/** What the SDK keeps on the device, once that is allowed: in `localStorage`, below one key for each SDK ID. */
import { json } from './json.ts'

/** The page has 5 MB for all that it keeps itself. */
const LENGTH = 1_000_000

export type Keep = ReturnType<typeof createKeep>

export function createKeep(key: string) {
  let storage: Partial<Storage> = {}
  try {
    // Null in an Android WebView that was not told to have one.
    storage = localStorage ?? {}
  } catch {
    // A sandboxed frame, or a browser that forbids it: this page's memory is all there is.
  }
  let isAllowed = false
  /** The names of all that is kept. */
  const names = (): string[] =>
    Object.keys(storage).flatMap((one) => (one.startsWith(key) ? one.slice(key.length) : []))

  return {
    names,
    allow: (is: boolean): void => {
      isAllowed = is
      if (!is) for (const name of names()) storage.removeItem?.(key + name)
    },
    read: <Kept>(name: string): Kept | null => {
      try {
        return JSON.parse(storage.getItem?.(key + name) ?? 'null')
      } catch {
        return null
      }
    },
    write: (name: string, value?: unknown): void => {
      try {
        const text = json(value)
        if (!text) storage.removeItem?.(key + name)
        else if (isAllowed && text.length < LENGTH) storage.setItem?.(key + name, text)
      } catch {
        // It is full: what is in memory is sent all the same.
      }
    },
  }
}
