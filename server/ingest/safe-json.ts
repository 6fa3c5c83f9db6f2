/** JSON from strangers, made safe to walk, to store, and to read back through SQL's JSON functions. */
import type { Json, JsonObject } from '../../shared/segment.ts'

/** An event may nest so deep; SQLite's JSON functions fail at 1,000, and whoever walks a payload may recurse. */
export const DEPTH = 100

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What SQL reads wrongly or crashes on, NUL and lone surrogates, comes into decoded text only by these escapes. */
const UNSAFE_ESCAPE = /\\u(?:0000|d[89a-f])/i

export const hasUnsafeEscape = (text: string): boolean => text.includes('\\u') && UNSAFE_ESCAPE.test(text)

export type Weight = {
  /** In UTF-16 units of compact JSON, about: never under a sixth of its bytes. */
  size: number
  /** It holds a number beyond what JSON can write again (1e400). */
  endless: boolean
  tooDeep: boolean
}

/** Looks at every value once. It does not descend below `DEPTH`. */
export function weigh(value: Json): Weight {
  const weight: Weight = { size: 0, endless: false, tooDeep: false }
  add(value, 1, weight)
  return weight
}

function add(value: Json, depth: number, weight: Weight): void {
  if (typeof value === 'string') weight.size += value.length + 3
  else if (typeof value !== 'object' || value === null) {
    weight.size += 6
    if (value === Infinity || value === -Infinity) weight.endless = true
  } else if (depth > DEPTH) weight.tooDeep = true
  else if (Array.isArray(value)) {
    weight.size += 3
    for (const item of value) add(item, depth + 1, weight)
  } else {
    weight.size += 3
    for (const key in value) {
      weight.size += key.length + 4
      const item = value[key]
      if (item !== undefined) add(item, depth + 1, weight)
    }
  }
}

/** A copy in which every text is well-formed and without NUL, every number is finite, and `secret` is masked. */
export function makeSafe(object: JsonObject, secret?: string): JsonObject {
  // fromEntries defines each key, so that "__proto__" stays a key like any other.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [safeText(key, secret), safeValue(value, secret)]),
  )
}

function safeValue(value: Json, secret: string | undefined): Json {
  if (typeof value === 'string') return safeText(value, secret)
  if (value === Infinity) return Number.MAX_VALUE
  if (value === -Infinity) return -Number.MAX_VALUE
  if (Array.isArray(value)) return value.map((item) => safeValue(item, secret))
  return isObject(value) ? makeSafe(value, secret) : value
}

export function safeText(text: string, secret?: string): string {
  const safe = text.toWellFormed().replaceAll('\0', '\uFFFD')
  return secret === undefined ? safe : safe.replaceAll(secret, '[key]')
}
