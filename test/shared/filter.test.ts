/** Filters: their form, what they mean, and how they are explained (F1 to F4, F6). */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { PAGEVIEW } from '../../shared/event.ts'
import { explain } from '../../shared/explain.ts'
import type { Facts, Occurrences } from '../../shared/facts.ts'
import { Filter } from '../../shared/filter.ts'
import { matches } from '../../shared/matches.ts'
import { DAY, HOUR, SLOT, slotOf } from '../../shared/time-slot.ts'

/** Slots begin at 00:00 and 12:00. */
const NOW = Date.parse('2026-03-02T10:00:00.000Z')

const at = (time: number, count = 1): Occurrences => ({
  slot: slotOf(time),
  count,
  firstAt: time,
  lastAt: time,
})
const ann: Facts = {
  attributes: new Map([
    ['plan', 'pro'],
    ['company.name', 'Acme'],
  ]),
  events: new Map([
    ['Order Completed', [at(NOW - 30 * DAY), at(NOW - 2 * DAY - 3 * HOUR, 2)]],
    [PAGEVIEW, [at(NOW - 2 * DAY - 3 * HOUR, 3), at(NOW - HOUR)]],
  ]),
}
const order = { kind: 'event', event: 'Order Completed' } as const
const pro = { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' } as const
const free = { kind: 'attribute', key: 'plan', op: 'is', value: 'free' } as const

describe('a filter matches', () => {
  it.each<[string, Filter, boolean]>([
    ['all of none', { kind: 'and', of: [] }, true],
    ['any of none', { kind: 'or', of: [] }, false],
    ['all', { kind: 'and', of: [pro, { ...order, measure: 'done' }] }, true],
    ['all but one', { kind: 'and', of: [pro, free] }, false],
    ['any', { kind: 'or', of: [free, pro] }, true],
    ['not', { kind: 'not', of: free }, true],
    ['a dotted key', { kind: 'attribute', key: 'company.name', op: 'is', value: 'Acme' }, true],
    ['no parent of dotted keys', { kind: 'attribute', key: 'company', op: 'isSet' }, false],
    ['done', { ...order, measure: 'done' }, true],
    ['done another', { ...order, event: 'order completed', measure: 'done' }, false],
    ['not done another', { ...order, event: 'order completed', measure: 'notDone' }, true],
    // 2 days back is 10:00 on 28 February; its slot began at 00:00, 10 hours earlier.
    ['done in a window rounded out to its slot', { ...order, measure: 'done', withinDays: 2 }, true],
    ['done in a window', { ...order, measure: 'done', withinDays: 1 }, false],
    ['not done in a window', { ...order, measure: 'notDone', withinDays: 1 }, true],
    ['occurrences', { ...order, measure: 'occurrences', op: 'is', value: 3 }, true],
    ['other occurrences', { ...order, measure: 'occurrences', op: 'isNot', value: 3 }, false],
    [
      'occurrences in a window',
      { ...order, measure: 'occurrences', op: 'gte', value: 3, withinDays: 7 },
      false,
    ],
    [
      'few occurrences in a window',
      { ...order, measure: 'occurrences', op: 'lt', value: 3, withinDays: 7 },
      true,
    ],
    ['no occurrence', { ...order, event: 'Never', measure: 'occurrences', op: 'lte', value: 0 }, true],
    ['first', { ...order, measure: 'firstOccurred', op: 'lt', value: '2026-02-01' }, true],
    ['first, exactly', { ...order, measure: 'firstOccurred', op: 'withinDays', value: 30 }, true],
    ['first, a day too late', { ...order, measure: 'firstOccurred', op: 'withinDays', value: 29 }, false],
    ['last, exactly, not by slots', { ...order, measure: 'lastOccurred', withinDays: 2 }, false],
    ['last', { ...order, measure: 'lastOccurred', withinDays: 3 }, true],
    [
      'last, in a window and after',
      { ...order, measure: 'lastOccurred', op: 'gt', value: '2026-03-01', withinDays: 3 },
      false,
    ],
    [
      'first of what never was',
      { ...order, event: 'Never', measure: 'firstOccurred', op: 'lt', value: '2026-02-01' },
      false,
    ],
    ['page views', { kind: 'pageViews', op: 'gte', value: 4 }, true],
    ['more page views', { kind: 'pageViews', op: 'gte', value: 5 }, false],
    ['sessions, over all events', { kind: 'sessions', op: 'gte', value: 3 }, true],
    ['more sessions', { kind: 'sessions', op: 'gte', value: 4 }, false],
  ])('%s', (_, filter, expected) => {
    expect(v.is(Filter, filter)).toBe(true)
    expect(matches(filter, ann, NOW)).toBe(expected)
  })

  it('moves on with the clock by whole slots', () => {
    const filter: Filter = { ...order, measure: 'done', withinDays: 2 }
    const startOfNextSlot = (slotOf(NOW) + 1) * SLOT
    expect(matches(filter, ann, startOfNextSlot - 1)).toBe(true)
    expect(matches(filter, ann, startOfNextSlot)).toBe(false)
  })
})

describe('a filter is refused', () => {
  const nested = (levels: number): unknown => (levels === 0 ? pro : { kind: 'and', of: [nested(levels - 1)] })

  it.each<[unknown, string]>([
    [null, ' must be a filter'],
    [{ kind: 'maybe' }, 'kind must be a filter: its kind is one of and, or, not, attribute'],
    [{ kind: 'and', of: pro }, 'of must be a list of filters'],
    [{ kind: 'not' }, 'of '],
    [{ ...pro, key: '' }, 'key must not be empty'],
    [{ ...pro, op: 'like' }, 'op must be one of is, isNot'],
    [{ ...pro, withinDay: 7 }, 'withinDay '],
    [{ ...pro, value: undefined }, 'value must be one text, number, true or false with is'],
    [{ ...pro, value: ['a'] }, 'value must be one text'],
    [{ ...pro, value: {} }, 'value must be a text, a number'],
    [{ ...pro, op: 'isSet' }, 'value must be left out with isSet'],
    [{ ...pro, op: 'oneOf', value: 'a' }, 'value must be a list of values with oneOf'],
    [{ ...pro, op: 'oneOf', value: [] }, 'value must be a list of values with oneOf'],
    [
      { ...pro, op: 'gt', value: 'many' },
      'value must be a number or an ISO date such as "2026-01-31" with gt',
    ],
    [{ ...pro, op: 'withinDays', value: 1.5 }, 'value must be a whole number of days'],
    [{ ...pro, value: Infinity }, 'value '],
    [{ ...order, measure: 'done', op: 'gte', value: 1 }, ' done takes no op and no value'],
    [{ ...order, measure: 'done', withinDays: 0 }, 'withinDays must be at least 1 day'],
    [{ ...order, measure: 'occurrences', value: 1 }, ' occurrences needs an op'],
    [{ ...order, measure: 'occurrences', op: 'gte', value: 'many' }, ' occurrences needs a value'],
    [{ ...order, measure: 'firstOccurred' }, ' firstOccurred needs an op'],
    [{ ...order, measure: 'lastOccurred', op: 'gt', value: 5 }, ' lastOccurred needs a value: an ISO date'],
    [
      { ...order, measure: 'lastOccurred', op: 'is', value: '2026-01-31' },
      ' lastOccurred takes gt, gte, lt, lte',
    ],
    [{ kind: 'sessions', op: 'lt', value: 1 }, 'op must be gte'],
    [{ kind: 'pageViews', op: 'gte', value: -1 }, 'value must be at least 0'],
    [nested(11), ' must not be nested deeper than 10 groups'],
    [{ kind: 'and', of: Array.from({ length: 101 }, () => pro) }, ' must have at most 100 conditions'],
  ])('%j: %s', (input, expected) => {
    const result = v.safeParse(Filter, input)
    const issue = result.issues?.[0]
    expect(`${(issue && v.getDotPath(issue)) ?? ''} ${issue?.message}`).toContain(expected)
  })

  it('takes what is just within the bounds', () => {
    expect(v.is(Filter, nested(10))).toBe(true)
    expect(v.is(Filter, { kind: 'or', of: Array.from({ length: 100 }, () => pro) })).toBe(true)
  })

  it('reads a text as it would have been stored', () => {
    const filter = v.parse(Filter, { ...pro, value: 'a\0\ud800' })
    expect(filter).toEqual({ ...pro, value: 'a\ufffd\ufffd' })
  })
})

describe('an explanation', () => {
  it.each<[Filter, boolean, string, string]>([
    [free, false, 'plan is "free"', '"pro"'],
    [{ kind: 'attribute', key: 'seats', op: 'gte', value: 5 }, false, 'seats is at least 5', 'not set'],
    [{ kind: 'attribute', key: 'seats', op: 'isNotSet' }, true, 'seats is not set', 'not set'],
    [
      { kind: 'attribute', key: 'plan', op: 'oneOf', value: ['a', 'pro'] },
      true,
      'plan is one of "a", "pro"',
      '"pro"',
    ],
    [
      { kind: 'attribute', key: 'since', op: 'withinDays', value: 1 },
      false,
      'since is in the last 1 day',
      'not set',
    ],
    [
      { ...order, measure: 'done', withinDays: 7 },
      true,
      'Order Completed was done in the last 7 days',
      'done 2 times',
    ],
    [{ ...order, event: 'Never', measure: 'notDone' }, true, 'Never was not done', 'never done'],
    [
      { ...order, measure: 'occurrences', op: 'gt', value: 3 },
      false,
      'Order Completed was done more than 3 times',
      'done 3 times',
    ],
    [
      { ...order, measure: 'lastOccurred', op: 'withinDays', value: 1 },
      false,
      'Order Completed was last done in the last 1 day',
      '2026-02-28T07:00:00.000Z',
    ],
    [{ kind: 'pageViews', op: 'gte', value: 1 }, true, 'at least 1 page view', '4 page views'],
    [{ kind: 'sessions', op: 'gte', value: 9 }, false, 'at least 9 sessions', '3 sessions'],
  ])('of %j', (filter, met, asked, found) => {
    expect(explain(filter, ann, NOW)).toEqual({ met, kind: 'condition', asked, found })
  })

  it('goes through groups', () => {
    const filter: Filter = { kind: 'and', of: [pro, { kind: 'not', of: { kind: 'or', of: [pro] } }] }
    const met = { met: true, kind: 'condition', asked: 'plan is "pro"', found: '"pro"' }
    expect(explain(filter, ann, NOW)).toEqual({
      met: false,
      kind: 'and',
      of: [met, { met: false, kind: 'not', of: [{ met: true, kind: 'or', of: [met] }] }],
    })
  })
})
