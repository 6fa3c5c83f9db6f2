/** A user's attributes out of what each of their identities was told: the latest wins, and a clearing is a value. */
import type { Json } from './segment.ts'

/** What one identity was last told of one key. `value` null means cleared. */
export type Told<Source = string> = { key: string; value: Json; at: number; message: string; source: Source }

/** Later by time, then by message ID, then by value, so that the order of arrival cannot matter. */
function isLater(one: Told<unknown>, other: Told<unknown>): boolean {
  if (one.at !== other.at) return one.at > other.at
  if (one.message !== other.message) return one.message > other.message
  return JSON.stringify(one.value) > JSON.stringify(other.value)
}

/** The values that stand, by key. Clearing `company` clears every `company.…` that is not newer. */
export function currentAttributes<Source>(told: Iterable<Told<Source>>): Map<string, Told<Source>> {
  const latest = new Map<string, Told<Source>>()
  for (const one of told) {
    const other = latest.get(one.key)
    if (other === undefined || isLater(one, other)) latest.set(one.key, one)
  }
  const standing = new Map<string, Told<Source>>()
  for (const [key, one] of latest) {
    if (one.value === null) continue
    const clearedAbove = parentsOf(key).some((parent) => {
      const above = latest.get(parent)
      return (
        above !== undefined &&
        above.value === null &&
        (above.at > one.at || (above.at === one.at && above.message > one.message))
      )
    })
    if (!clearedAbove) standing.set(key, one)
  }
  return standing
}

/** `a.b.c` → `a.b`, `a` */
export function parentsOf(key: string): string[] {
  const parents: string[] = []
  for (let end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1))
    parents.push(key.slice(0, end))
  return parents
}
