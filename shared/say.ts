/** Values and comparisons in words, for people who ask why something was or was not counted or shown. */
import type { Comparison, Operand } from './compare.ts'
import type { Json } from './segment.ts'

const WORDS: Record<Comparison, string> = {
  is: 'is',
  isNot: 'is not',
  isSet: 'is set',
  isNotSet: 'is not set',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  contains: 'contains',
  oneOf: 'is one of',
  withinDays: 'is in the last',
}

/** `is at least 50`, `is one of "free", "pro"`, `is in the last 7 days` */
export function sayComparison(op: Comparison, operands: readonly Operand[]): string {
  if (op === 'withinDays') return `${WORDS[op]} ${sayCount(Number(operands[0]), 'day')}`
  return [WORDS[op], operands.map(sayValue).join(', ')].filter(Boolean).join(' ')
}

/** At most 100 characters of it, or `not set`. */
export function sayValue(value: Json | undefined): string {
  return value === undefined || value === null ? 'not set' : JSON.stringify(value).slice(0, 100)
}

export const sayCount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
