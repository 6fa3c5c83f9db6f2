/**
 * The texts that make Segment send only what is counted, in its Filter Query Language (FQL): a destination filter,
 * and the trigger of a mapping in Webhooks (Actions).
 *
 * A string of FQL stands between double or single quotes, and nothing can be escaped in it; only in the pattern of
 * `match` a backslash takes the meaning from `*`, `?`, `[` and itself. The parser behind triggers knows less: double
 * quotes alone, no `in`, and one kind of conjunction on a level.
 */
import * as v from 'valibot'

export const SegmentFilter = v.object({
  /** The condition of a filter whose action is to drop: it holds for everything else. */
  destinationFilter: v.string(),
  /** What a Webhooks mapping takes. A name with a double quote lets a few others through, never fewer. */
  webhookTrigger: v.string(),
  /** How many track names they let through. */
  names: v.number(),
})
export type SegmentFilter = v.InferOutput<typeof SegmentFilter>

/** `trackNames` in any order. */
export function segmentFilter(trackNames: Iterable<string>): SegmentFilter {
  const names = [...new Set(trackNames)].sort()
  return {
    destinationFilter: destinationFilter(names),
    webhookTrigger: webhookTrigger(names),
    names: names.length,
  }
}

function destinationFilter(names: readonly string[]): string {
  const literals = names.flatMap((name) => literal(name) ?? [])
  const patterns = names.filter((name) => literal(name) === undefined)
  const kept = [
    // An erasure must always arrive.
    'type in ["identify", "alias", "page", "delete"]',
    ...(literals.length > 0 ? [`event in [${literals.join(', ')}]`] : []),
    ...patterns.map((name) => `match(event, "${patternOf(name)}")`),
  ]
  return `!(${kept.join(' or ')})`
}

const webhookTrigger = (names: readonly string[]): string =>
  [
    'type = "identify"',
    'type = "alias"',
    'type = "page"',
    // Only track calls have an `event`, so that their type need not be asked for.
    ...names.flatMap((name) => triggerTerm(name) ?? []),
  ].join(' or ')

/** Control characters would not survive a field of one line. */
const CONTROL = /\p{Cc}/u

function literal(name: string): string | undefined {
  if (CONTROL.test(name)) return undefined
  if (!name.includes('"')) return `"${name}"`
  return name.includes("'") ? undefined : `'${name}'`
}

/** Matches the name; where it has what cannot be written, any character. */
const patternOf = (name: string): string =>
  name.replace(/[\\*?[\]]/g, String.raw`\$&`).replace(/["\p{Cc}]/gu, '?')

function triggerTerm(name: string): string | undefined {
  const pieces = name.split(/["\p{Cc}]+/u)
  if (pieces.length === 1) return `event = "${name}"`
  const longest = pieces.reduce((most, piece) => (piece.length > most.length ? piece : most))
  return longest === '' ? undefined : `contains(event, "${longest}")`
}
