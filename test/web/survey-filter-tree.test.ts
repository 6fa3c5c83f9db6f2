/** The filter as it is edited: what is made of it means what it was, and each edit does what its name says. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../shared/facts.ts'
import { type Condition, type Filter, FILTER_DEPTH } from '../../shared/filter.ts'
import { conditionsOf } from '../../shared/filter-paths.ts'
import { matches } from '../../shared/matches.ts'
import {
  fitted,
  isComplete,
  missing,
  opsOf,
  readEvent,
  withMeasure,
  withOp,
} from '../../web/console/pages/surveys/audience/condition.ts'
import {
  duplicate,
  insert,
  move,
  placeOf,
  remove,
  shift,
  wrap,
} from '../../web/console/pages/surveys/audience/tree-edits.ts'
import {
  depthOf,
  type GroupNode,
  groupsOf,
  newCondition,
  newGroup,
  settle,
  treeOf,
} from '../../web/console/pages/surveys/audience/tree.ts'

const KEYS = ['a', 'b', 'c'] as const
const set = (key: string): Condition => ({ kind: 'attribute', key, op: 'isSet' })

const filters = fc.letrec<{ tree: Filter }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...KEYS).map((key): Filter => set(key)),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
  ),
})).tree

const everyone: Facts[] = Array.from({ length: 8 }, (_, bits) => ({
  attributes: new Map(KEYS.filter((_, place) => bits & (1 << place)).map((key) => [key, 'x'])),
  events: new Map(),
}))

describe('a tree', () => {
  it('means what its filter meant, and says where each condition is in it', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { filter: made, conditions } = settle(treeOf(filter))
        if (made === null) throw new Error('nothing was made')
        for (const facts of everyone) expect(matches(made, facts, 0)).toBe(matches(filter, facts, 0))
        expect(conditions.map(({ path }) => path)).toEqual(conditionsOf(made).map(({ path }) => path))
      }),
    )
  })

  it('counts its depth as the schema does', () => {
    const depth = (filter: Filter): number =>
      'of' in filter ? 1 + Math.max(0, ...[filter.of].flat().map(depth)) : 0
    fc.assert(
      fc.property(filters, (filter) => {
        const root = treeOf(filter)
        const made = settle(root).filter
        expect(made && depth(made)).toBe(depthOf(root))
      }),
    )
    expect(FILTER_DEPTH).toBe(10)
  })

  it('leaves out what is not complete, and groups of nothing', () => {
    const root = newGroup([
      newCondition({ kind: 'attribute', key: '', op: 'is', value: 'x' }),
      newGroup([newCondition({ kind: 'attribute', key: 'plan', op: 'is', value: '' })], 'any'),
      newGroup([], 'none'),
      newCondition(set('a'), true),
    ])
    const { filter, left, conditions } = settle(root)
    expect(filter).toEqual({ kind: 'and', of: [{ kind: 'not', of: set('a') }] })
    expect(left).toBe(2)
    expect(conditions.map(({ path }) => path)).toEqual(['of.0.of'])
    expect(settle(newGroup()).filter).toBeNull()
    expect(settle(treeOf(null)).filter).toBeNull()
  })
})

describe('edits', () => {
  const world = () => {
    const [a, b, c] = [newCondition(set('a')), newCondition(set('b')), newCondition(set('c'))]
    const inner = newGroup([b], 'any')
    return { a, b, c, inner, root: newGroup([a, inner, c]) }
  }
  const shown = (node: GroupNode): unknown[] =>
    node.of.map((inner) =>
      inner.kind === 'group' ? shown(inner) : inner.condition.kind === 'attribute' && inner.condition.key,
    )

  it('move, within a group and between groups', () => {
    const { a, c, inner, root } = world()
    expect(shown(shift(root, a.id, 1))).toEqual([['b'], 'a', 'c'])
    expect(shown(shift(root, a.id, -1))).toEqual(['a', ['b'], 'c'])
    expect(shown(shift(root, c.id, 1))).toEqual(['a', ['b'], 'c'])
    expect(shown(move(root, a.id, { group: inner.id }))).toEqual([['b', 'a'], 'c'])
    expect(shown(move(root, c.id, { group: inner.id, at: 0 }))).toEqual(['a', ['c', 'b']])
  })

  it('never move a group into itself', () => {
    const { inner, root } = world()
    expect(move(root, inner.id, { group: inner.id })).toBe(root)
  })

  it('remove, and put back where it was, also where its group has gone', () => {
    const { b, inner, root } = world()
    const place = placeOf(root, b.id)
    expect(place).toEqual({ group: inner.id, at: 0 })
    const without = remove(root, b.id)
    expect(shown(without)).toEqual(['a', [], 'c'])
    expect(place && shown(insert(without, b, place))).toEqual(['a', ['b'], 'c'])
    expect(place && shown(insert(remove(root, inner.id), b, place))).toEqual(['b', 'a', 'c'])
  })

  it('wrap and duplicate', () => {
    const { a, inner, root } = world()
    expect(shown(wrap(root, a.id))).toEqual([['a'], ['b'], 'c'])
    const twice = duplicate(root, inner.id)
    expect(shown(twice)).toEqual(['a', ['b'], ['b'], 'c'])
    expect(new Set(groupsOf(twice).map(({ id }) => id)).size).toBe(3)
  })
})

describe('a condition', () => {
  const plan = { kind: 'attribute', key: 'plan', op: 'is', value: '' } as const

  it.each([
    [[], 'is', 'withinDays'],
    [['string'], 'is', 'contains'],
    [['number'], 'gte', 'gte'],
    [['date'], 'withinDays', 'withinDays'],
    [['array'], 'contains', 'contains'],
    [['string', 'number'], 'contains', 'gte'],
  ] as const)('of the kinds %j offers %s and %s', (kinds, one, other) => {
    const ops = opsOf(kinds, 'is')
    expect(ops).toContain(one)
    expect(ops).toContain(other)
  })

  it.each([
    ['boolean', { op: 'is', value: true }],
    ['date', { op: 'withinDays', value: 7 }],
    ['array', { op: 'contains', value: '' }],
    ['string', { op: 'is', value: '' }],
    ['number', { op: 'is', value: '' }],
  ] as const)('on a %s begins with what fits', (kind, expected) => {
    expect(fitted(plan, [kind])).toEqual({ ...plan, ...expected })
  })

  it('is given a value that its comparison can have', () => {
    const pro = { ...plan, value: 'pro' }
    expect(withOp(pro, 'oneOf', []).value).toEqual(['pro'])
    expect(withOp(withOp(pro, 'oneOf', []), 'is', []).value).toBe('pro')
    expect(withOp(pro, 'isSet', [])).toEqual({ kind: 'attribute', key: 'plan', op: 'isSet' })
    expect(withOp(pro, 'withinDays', []).value).toBe(7)
  })

  it.each(['done', 'notDone', 'occurrences', 'firstOccurred', 'lastOccurred'] as const)(
    'on an event is complete as soon as %s is asked',
    (measure) => {
      const done = { kind: 'event', event: 'Signed Up', measure: 'done' } as const
      expect(isComplete(withMeasure(done, measure))).toBe(true)
      expect(isComplete(withMeasure({ ...done, withinDays: 3 }, measure))).toBe(true)
    },
  )

  it('says first and last within days in one way, and keeps what only the API can say', () => {
    const last = { kind: 'event', event: 'X', measure: 'lastOccurred' } as const
    expect(readEvent({ ...last, withinDays: 3 })).toEqual({ ...last, op: 'withinDays', value: 3 })
    const both = { ...last, op: 'gt', value: '2026-01-31', withinDays: 3 } as const
    expect(readEvent(both)).toBe(both)
  })

  it.each<[Condition, string | undefined]>([
    [{ kind: 'attribute', key: 'plan', op: 'is', value: 'pro' }, undefined],
    [plan, 'Enter a value'],
    [{ ...plan, key: '' }, 'Choose an attribute'],
    [{ ...plan, op: 'gte', value: 'many' }, 'Enter a number or a date'],
    [{ ...plan, op: 'oneOf', value: [] }, 'Enter the values'],
    [{ ...plan, op: 'withinDays', value: Number.NaN }, 'Enter 1 to 3,650 days'],
    [{ kind: 'event', event: '', measure: 'done' }, 'Choose an event'],
    [{ kind: 'event', event: 'X', measure: 'done', withinDays: 0 }, 'Enter 1 to 3,650 days'],
    [{ kind: 'event', event: 'X', measure: 'lastOccurred', op: 'lt', value: '' }, 'Enter a date'],
    [{ kind: 'event', event: 'X', measure: 'occurrences', op: 'is', value: 1.5 }, 'Enter a whole number'],
    [{ kind: 'sessions', op: 'gte', value: Number.NaN }, 'Enter a whole number'],
  ])('%j lacks: %s', (condition, words) => {
    expect(missing(condition)).toBe(words)
  })
})
