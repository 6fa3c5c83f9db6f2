/** What it means for one value to be, exceed or hold another: the same for attributes and for properties of events. */
import type { Json } from './segment.ts'

export type Operand = string | number | boolean

const ISO_DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** A number, or what spells one; an ISO date as its milliseconds; otherwise undefined. */
export function magnitude(value: Json): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  if (!Number.isNaN(number)) return number
  if (!ISO_DATE.test(value)) return undefined
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(value) || value.length === 10
  const at = Date.parse(hasZone ? value : `${value.replace(' ', 'T')}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** Numbers compare as numbers and dates as times, also where one of them is spelled as text. */
export function isSame(value: Json, operand: Operand): boolean {
  if (value === operand) return true
  if (typeof value === 'boolean' || typeof operand === 'boolean') return String(value) === String(operand)
  const one = magnitude(value)
  return one !== undefined && one === magnitude(operand)
}

/** Negative where `value` is less, positive where it is more; undefined where they cannot be ordered. */
export function order(value: Json, operand: Operand): number | undefined {
  const one = magnitude(value)
  const other = typeof operand === 'boolean' ? undefined : magnitude(operand)
  return one === undefined || other === undefined ? undefined : one - other
}

/** A text that holds the operand, or a list with it. */
export function holds(value: Json, operand: Operand): boolean {
  if (Array.isArray(value)) return value.some((item) => isSame(item, operand))
  return typeof value === 'string' && value.toLowerCase().includes(String(operand).toLowerCase())
}
