import { expect, it } from 'vitest'
import type { Filter } from '../../shared/filter.ts'
import { sayFilter } from '../../shared/say-filter.ts'

const pro: Filter = { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' }
const seats: Filter = { kind: 'attribute', key: 'seats', op: 'gte', value: 5 }
const done: Filter = { kind: 'event', event: 'Order Completed', measure: 'done', withinDays: 30 }
const event = (rest: object): Filter => ({ kind: 'event', event: 'X', measure: 'done', ...rest })

it.each<[Filter, string]>([
  [{ kind: 'and', of: [] }, 'All known users.'],
  [{ kind: 'or', of: [] }, 'Known users of whom there are none.'],
  [pro, 'Known users whose plan is "pro".'],
  [
    { kind: 'and', of: [pro, done] },
    'Known users whose plan is "pro" and who did “Order Completed” in the last 30 days.',
  ],
  [
    { kind: 'and', of: [{ kind: 'or', of: [pro, seats] }, done] },
    'Known users (whose plan is "pro" or whose seats is at least 5) and who did “Order Completed” in the last 30 days.',
  ],
  [
    { kind: 'and', of: [{ kind: 'not', of: { kind: 'or', of: [pro, seats] } }, done] },
    'Known users who did “Order Completed” in the last 30 days, but not those (whose plan is "pro" or whose seats is at least 5).',
  ],
  [{ kind: 'not', of: pro }, 'Known users whose plan is not "pro".'],
  [{ kind: 'and', of: [{ kind: 'or', of: [pro] }] }, 'Known users whose plan is "pro".'],
  [
    { kind: 'or', of: [pro, { kind: 'not', of: { kind: 'and', of: [seats, done] } }] },
    'Known users whose plan is "pro" or (not those (whose seats is at least 5 and who did “Order Completed” in the last 30 days)).',
  ],
  [{ kind: 'not', of: seats }, 'Known users whose seats is not at least 5.'],
  [{ kind: 'not', of: event({ measure: 'notDone' }) }, 'Known users who did “X”.'],
  [
    { kind: 'not', of: event({ measure: 'occurrences', op: 'gte', value: 2 }) },
    'Known users who did not do “X” at least 2 times.',
  ],
  [
    { kind: 'not', of: { kind: 'attribute', key: 'tags', op: 'contains', value: 'x' } },
    'Known users whose tags does not contain "x".',
  ],
  [
    { kind: 'not', of: { kind: 'sessions', op: 'gte', value: 2 } },
    'Known users who did not come for at least 2 sessions.',
  ],
  [event({ measure: 'notDone' }), 'Known users who did not do “X”.'],
  [
    event({ measure: 'occurrences', op: 'lt', value: 1, withinDays: 1 }),
    'Known users who did “X” fewer than 1 time in the last 1 day.',
  ],
  [
    event({ measure: 'firstOccurred', op: 'withinDays', value: 7 }),
    'Known users who first did “X” in the last 7 days.',
  ],
  [
    event({ measure: 'lastOccurred', op: 'lt', value: '2026-01-31' }),
    'Known users who last did “X” before 2026-01-31.',
  ],
  [{ kind: 'pageViews', op: 'gte', value: 1 }, 'Known users who viewed at least 1 page.'],
  [{ kind: 'sessions', op: 'gte', value: 3 }, 'Known users who came for at least 3 sessions.'],
  [{ kind: 'attribute', key: 'plan', op: 'isNotSet' }, 'Known users whose plan is not set.'],
  [
    { kind: 'attribute', key: 'trial', op: 'withinDays', value: 7 },
    'Known users whose trial is in the last 7 days.',
  ],
])('%j', (filter, words) => {
  expect(sayFilter(filter)).toBe(words)
})
