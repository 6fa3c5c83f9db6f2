/** A user's attributes out of what each of their identities was told: the latest wins, and a clearing is a value. */
import type { Json } from './segment.ts'

/** What a value can be; a date is a text that is an ISO date. */
export const ATTRIBUTE_KINDS = ['string', 'number', 'date', 'boolean', 'array'] as const
export type AttributeKind = (typeof ATTRIBUTE_KINDS)[number]

/** What one identity was last told of one key. `value` null means cleared. */
export type Told<Source = string> = { key: string; value: Json; at: number; message: string; source: Source }

/** What a visitor says of itself, unsigned, stands only where nobody else said anything. */
const rankOf = (source: unknown): number => (source === 'sdk' ? 0 : 1)

/** Later by rank, by time, then by message ID, then by value, so that the order of arrival cannot matter. */
function isLater(one: Told<unknown>, other: Told<unknown>): boolean {
  if (rankOf(one.source) !== rankOf(other.source)) return rankOf(one.source) > rankOf(other.source)
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
      return above !== undefined && above.value === null && isAbove(above, one)
    })
    if (!clearedAbove) standing.set(key, one)
  }
  return standing
}

function isAbove(parent: Told<unknown>, one: Told<unknown>): boolean {
  if (rankOf(parent.source) !== rankOf(one.source)) return rankOf(parent.source) > rankOf(one.source)
  return parent.at > one.at || (parent.at === one.at && parent.message > one.message)
}

/** `a.b.c` → `a.b`, `a` */
export function parentsOf(key: string): string[] {
  const parents: string[] = []
  for (let end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1))
    parents.push(key.slice(0, end))
  return parents
}
