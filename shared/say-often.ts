/** How often and when an event is asked for, in words that follow "did": of the filter's sentence and of the explanation. */
import type { EventCondition } from './filter.ts'
import { sayCount } from './say.ts'

/** `at least 2 times in the last 30 days`, `before 2026-01-31`; empty for ever at all. */
export function sayOften({ op, value, withinDays }: EventCondition): string {
  const days = (count: number) => `in the last ${sayCount(count, 'day')}`
  return [
    ...(op === undefined ? [] : [op === 'withinDays' ? days(Number(value)) : compared(op, value)]),
    ...(withinDays === undefined ? [] : [days(withinDays)]),
  ].join(' ')
}

const compared = (op: keyof typeof TIMES, value: EventCondition['value']): string =>
  typeof value === 'number' ? `${TIMES[op]} ${sayCount(value, 'time')}` : `${DATES[op]} ${String(value)}`

const TIMES = {
  is: 'exactly',
  isNot: 'not exactly',
  gt: 'more than',
  gte: 'at least',
  lt: 'fewer than',
  lte: 'at most',
} as const
const DATES = {
  is: 'on',
  isNot: 'not on',
  gt: 'after',
  gte: 'on or after',
  lt: 'before',
  lte: 'on or before',
} as const
