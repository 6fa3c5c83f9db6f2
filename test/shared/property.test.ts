/** Conditions on the properties of a track call (E2), and what is said of those that fail. */
import { describe, expect, it } from 'vitest'
import type { PropertyCondition } from '../../shared/event.ts'
import { failedCondition, propertyAt } from '../../shared/property.ts'

const PROPERTIES = {
  revenue: 10,
  plan: 'free',
  order: { total: 5, 'gift.note': 'yes' },
  'order.id': 'literal',
  empty: null,
  tags: ['a'],
}

describe('a property', () => {
  it.each([
    ['revenue', 10],
    ['order.total', 5],
    ['order.gift.note', 'yes'],
    ['order.id', 'literal'],
    ['order.none', undefined],
    ['plan.length', undefined],
    ['tags.0', undefined],
    ['toString', undefined],
    ['__proto__.toString', undefined],
  ])('%s is %j', (key, value) => {
    expect(propertyAt(PROPERTIES, key)).toEqual(value)
  })
})

describe('a condition', () => {
  it.each<[PropertyCondition, string | undefined]>([
    [{ key: 'revenue', op: 'gte', value: 10 }, undefined],
    [{ key: 'revenue', op: 'gte', value: 50 }, 'revenue was 10, not at least 50'],
    [{ key: 'plan', op: 'is', value: 'pro' }, 'plan was "free", not "pro"'],
    [{ key: 'plan', op: 'isNot', value: 'free' }, 'plan was "free"'],
    [{ key: 'plan', op: 'isNotSet' }, 'plan was "free"'],
    [{ key: 'plan', op: 'contains', value: 'pr' }, 'plan was "free", not with "pr" in it'],
    [{ key: 'plan', op: 'oneOf', value: ['pro', 'team'] }, 'plan was "free", not one of "pro", "team"'],
    [{ key: 'plan', op: 'oneOf', value: ['free'] }, undefined],
    [{ key: 'empty', op: 'isSet' }, 'empty was not set'],
    [{ key: 'seats', op: 'gt', value: 5 }, 'seats was not set, not more than 5'],
    [{ key: 'seats', op: 'isNot', value: 5 }, undefined],
    [{ key: 'order.total', op: 'lt', value: 6 }, undefined],
  ])('%j: %s', (condition, said) => {
    expect(failedCondition([condition], PROPERTIES)).toBe(said)
  })

  it('says the first of several that fails', () => {
    const conditions: PropertyCondition[] = [
      { key: 'plan', op: 'is', value: 'free' },
      { key: 'revenue', op: 'gt', value: 10 },
      { key: 'seats', op: 'isSet' },
    ]
    expect(failedCondition(conditions, PROPERTIES)).toBe('revenue was 10, not more than 10')
  })
})
