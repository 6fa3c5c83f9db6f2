/**
 * What it means for one value to be, exceed or hold another: the same for attributes and for properties of events.
 * A comparison becomes a `ValueTest`, plain enough that SQL (server/store/audience.ts) can apply it just as
 * `passes` does here.
 */
import type { Json } from './segment.ts'
import { DAY } from './time-slot.ts'

export type Operand = string | number | boolean

export const COMPARISONS = [
  'is',
  'isNot',
  'isSet',
  'isNotSet',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'oneOf',
  'withinDays',
] as const
export type Comparison = (typeof COMPARISONS)[number]

/** Whichever are there must hold. */
export type Bounds = { above?: number; least?: number; below?: number; most?: number }

/** A value that is not set passes only where `not` is true. */
export type ValueTest = { not: boolean } & (
  | { kind: 'set' }
  /** Its JSON text is one of `texts`; or its magnitude one of `magnitudes`; or, if it is no text, of `numbers`. */
  | { kind: 'same'; texts: readonly string[]; magnitudes: readonly number[]; numbers: readonly number[] }
  /** Its magnitude is within. */
  | { kind: 'within'; bounds: Bounds }
  /** A text with `part` in it, in lower case; or a list with an item whose JSON text is one of `items`. */
  | { kind: 'holds'; part: string; items: readonly string[] }
)

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i
const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/

/**
 * By what a value is ordered: a number, or the one that a text spells; an ISO date as its milliseconds since 1970,
 * in UTC where it names no zone. It is also stored beside each attribute.
 */
export function magnitude(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  if (!NUMBER.test(value)) return timeOf(value)
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** An ISO date, read alike on every runtime; undefined for a day or hour that does not exist. */
export function timeOf(text: string): number | undefined {
  const found = DATE.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', sign, ...zone] = found
  const [zoneHour = '0', zoneMinute = '0'] = zone
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute))
  const minutes = Number(hour) * 60 + Number(minute) - offset
  return (
    date.getTime() + minutes * 60_000 + Number(second) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3))
  )
}

/** Why a condition cannot be compared so: what its `value` must be. */
export function operandFault(
  op: Exclude<Comparison, 'withinDays'>,
  value: Operand | readonly Operand[] | undefined,
): string | undefined {
  const one = typeof value === 'object' ? undefined : value
  switch (op) {
    case 'isSet':
    case 'isNotSet':
      return value === undefined ? undefined : `must be left out with ${op}`
    case 'oneOf':
      return typeof value === 'object' && value.length > 0 ? undefined : 'must be a list of values with oneOf'
    case 'is':
    case 'isNot':
    case 'contains':
      return one !== undefined ? undefined : `must be one text, number, true or false with ${op}`
    default:
      return typeof one !== 'boolean' && magnitude(one) !== undefined
        ? undefined
        : `must be a number or an ISO date such as "2026-01-31" with ${op}`
  }
}

/** @param operands one, or for `oneOf` any number; none for `isSet` and `isNotSet`. */
export function valueTest(op: Comparison, operands: readonly Operand[], now: number): ValueTest {
  const [operand = ''] = operands
  switch (op) {
    case 'isSet':
    case 'isNotSet':
      return { kind: 'set', not: op === 'isNotSet' }
    case 'is':
    case 'isNot':
      return { ...same([operand]), not: op === 'isNot' }
    case 'oneOf':
      return { ...same(operands), not: false }
    case 'contains':
      return { kind: 'holds', part: lower(String(operand)), items: spellings(operand), not: false }
    case 'withinDays':
      return { kind: 'within', bounds: { least: now - Number(operand) * DAY, most: now }, not: false }
    default: {
      const size = typeof operand === 'boolean' ? undefined : magnitude(operand)
      // What has no magnitude is neither more nor less than anything.
      return size === undefined
        ? { ...same([]), not: false }
        : { kind: 'within', bounds: bounds(op, size), not: false }
    }
  }
}

export function passes(test: ValueTest, value: Json | undefined): boolean {
  if (value === undefined || value === null) return test.not
  return holds(test, value) !== test.not
}

function holds(test: ValueTest, value: Json): boolean {
  switch (test.kind) {
    case 'set':
      return true
    case 'same': {
      if (test.texts.includes(JSON.stringify(value))) return true
      const size = magnitude(value)
      if (size === undefined) return false
      return test.magnitudes.includes(size) || (typeof value !== 'string' && test.numbers.includes(size))
    }
    case 'within':
      return isWithin(test.bounds, magnitude(value))
    case 'holds':
      if (Array.isArray(value)) return value.some((item) => test.items.includes(JSON.stringify(item)))
      return typeof value === 'string' && lower(value).includes(test.part)
  }
}

export const bounds = (op: 'gt' | 'gte' | 'lt' | 'lte', size: number): Bounds =>
  ({ gt: { above: size }, gte: { least: size }, lt: { below: size }, lte: { most: size } })[op]

export function isWithin({ above, least, below, most }: Bounds, size: number | undefined): boolean {
  if (size === undefined) return false
  return (
    (above === undefined || size > above) &&
    (least === undefined || size >= least) &&
    (below === undefined || size < below) &&
    (most === undefined || size <= most)
  )
}

/**
 * Texts are the same if they are spelled the same ("0123" is not "123") or are dates of one instant; a number is
 * the same as its equal however that is spelled; true is also "true".
 */
function same(operands: readonly Operand[]): Extract<ValueTest, { kind: 'same' }> {
  const texts = new Set<string>()
  const magnitudes = new Set<number>()
  const numbers = new Set<number>()
  for (const operand of operands) {
    if (typeof operand !== 'number') for (const text of spellings(operand)) texts.add(text)
    if (typeof operand === 'boolean') continue
    const size = magnitude(operand)
    if (size === undefined) continue
    if (typeof operand === 'string' && NUMBER.test(operand)) numbers.add(size)
    else magnitudes.add(size)
  }
  return { kind: 'same', not: false, texts: [...texts], magnitudes: [...magnitudes], numbers: [...numbers] }
}

/** The JSON texts of values that read like this one: `"true"` and `true`, `"5"` and `5`. */
function spellings(operand: Operand): string[] {
  const text = String(operand)
  const isBare = typeof operand !== 'string' || /^(true|false)$/.test(text) || String(Number(text)) === text
  return isBare ? [JSON.stringify(text), text] : [JSON.stringify(text)]
}

/** Only A to Z: what SQLite's lower() does, so that both agree on every text. */
export const lower = (text: string): string => text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
