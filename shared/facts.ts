/** What filters ask of a person: attributes, and events by 12-hour slots. */
import type { Json } from './segment.ts'

/** How often someone did an event in one 12-hour slot. Times are milliseconds. */
export type Occurrences = { slot: number; count: number; firstAt: number; lastAt: number }

export type Facts = {
  /** The attributes that stand; nested ones by dotted key. */
  attributes: ReadonlyMap<string, Json>
  /** By name, of all accepted events and `pageview`: sessions are counted over all of them. */
  events: ReadonlyMap<string, readonly Occurrences[]>
}

/** In slots from `since` on. */
export function countOf({ events }: Facts, event: string, since = -Infinity): number {
  return (events.get(event) ?? []).reduce((sum, { slot, count }) => (slot >= since ? sum + count : sum), 0)
}

/** The first and last time ever. */
export function timesOf({ events }: Facts, event: string): { first?: number; last?: number } {
  const slots = events.get(event) ?? []
  if (slots.length === 0) return {}
  return {
    first: Math.min(...slots.map(({ firstAt }) => firstAt)),
    last: Math.max(...slots.map(({ lastAt }) => lastAt)),
  }
}

/** Slots with an event in them. */
export const sessionsOf = ({ events }: Facts): number =>
  new Set([...events.values()].flatMap((slots) => slots.map(({ slot }) => slot))).size
