/** What it means for one value to be, exceed or hold another (F2). */
import { describe, expect, it } from 'vitest'
import { type Comparison, magnitude, type Operand, passes, timeOf, valueTest } from '../../shared/compare.ts'
import type { Json } from '../../shared/segment.ts'
import { DAY } from '../../shared/time-slot.ts'

const NOW = Date.parse('2026-03-02T10:00:00.000Z')
const asked = (op: Comparison, operand: Operand | Operand[] | undefined, value: Json | undefined): boolean =>
  passes(valueTest(op, operand === undefined ? [] : [operand].flat(), NOW), value)

describe('a time', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T10:30', '2026-03-01T10:30:00.000Z'],
    ['2026-03-01 10:30:15', '2026-03-01T10:30:15.000Z'],
    ['2026-03-01T10:30:15.1Z', '2026-03-01T10:30:15.100Z'],
    ['2026-03-01T10:30:15.123456Z', '2026-03-01T10:30:15.123Z'],
    ['2026-03-01T10:30:15+02:00', '2026-03-01T08:30:15.000Z'],
    ['2026-03-01T10:30:15-0130', '2026-03-01T12:00:15.000Z'],
    ['2026-03-01 10:30:15 +0200', '2026-03-01T08:30:15.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, time) => {
    expect(timeOf(text)).toBe(Date.parse(time))
  })

  it.each([
    '',
    '2026',
    '2026-03',
    '2026-02-30',
    '2026-13-01',
    '2026-03-01T24:00',
    '2026-03-01x',
    '1/2/2026',
    'now',
  ])('%s is none', (text) => {
    expect(timeOf(text)).toBeUndefined()
  })
})

describe('a magnitude', () => {
  it.each<[Json | undefined, number | undefined]>([
    [5, 5],
    [-0.5, -0.5],
    ['5', 5],
    [' 5.50 ', 5.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['05', 5],
    ['2026-03-01', Date.parse('2026-03-01')],
    ['', undefined],
    ['1,000', undefined],
    ['0x10', undefined],
    ['Infinity', undefined],
    ['1e999', undefined],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
    [[5], undefined],
  ])('of %j is %s', (value, expected) => {
    expect(magnitude(value)).toBe(expected)
  })
})

describe('a comparison', () => {
  it.each<[Json | undefined, Comparison, Operand | Operand[] | undefined, boolean]>([
    ['pro', 'is', 'pro', true],
    ['Pro', 'is', 'pro', false],
    [5, 'is', 5, true],
    [5, 'is', '5', true],
    ['5', 'is', 5, true],
    ['5.0', 'is', 5, true],
    ['05', 'is', '5', false],
    [true, 'is', true, true],
    ['true', 'is', true, true],
    [true, 'is', 'true', true],
    [1, 'is', true, false],
    ['2026-03-01', 'is', '2026-03-01T00:00:00Z', true],
    [['pro'], 'is', 'pro', false],
    [null, 'is', 'pro', false],
    [undefined, 'is', '', false],
    ['pro', 'isNot', 'pro', false],
    ['free', 'isNot', 'pro', true],
    [null, 'isNot', 'pro', true],
    [undefined, 'isNot', 'pro', true],
    ['', 'isSet', undefined, true],
    [false, 'isSet', undefined, true],
    [null, 'isSet', undefined, false],
    [undefined, 'isNotSet', undefined, true],
    [0, 'isNotSet', undefined, false],
    [10, 'gt', 9, true],
    ['10', 'gt', 9, true],
    ['10', 'gt', '9', true],
    [9, 'gt', 9, false],
    [9, 'gte', 9, true],
    [8, 'lt', 9, true],
    [9, 'lte', 9, true],
    ['many', 'gt', 9, false],
    ['many', 'lt', 9, false],
    [undefined, 'lt', 9, false],
    [9, 'gt', 'few', false],
    [9, 'gt', true, false],
    ['2026-03-01T12:00:00+01:00', 'lt', '2026-03-01T11:30:00Z', true],
    ['2026-03-02', 'gte', '2026-03-02T00:00:00Z', true],
    ['ann@Acme.com', 'contains', '@acme', true],
    ['ann@acme.com', 'contains', '@ACME.', true],
    ['ann@acme.com', 'contains', 'bob', false],
    [['beta', 'VIP'], 'contains', 'VIP', true],
    [['beta', 'VIP'], 'contains', 'vip', false],
    [['beta'], 'contains', 'bet', false],
    [[1, 2], 'contains', '2', true],
    [['1', '2'], 'contains', 2, true],
    [25, 'contains', '2', false],
    ['b', 'oneOf', ['a', 'b'], true],
    ['c', 'oneOf', ['a', 'b'], false],
    [2, 'oneOf', ['1', '2'], true],
    [undefined, 'oneOf', ['a'], false],
    [new Date(NOW - DAY).toISOString(), 'withinDays', 1, true],
    [new Date(NOW - DAY - 1).toISOString(), 'withinDays', 1, false],
    [new Date(NOW + 1).toISOString(), 'withinDays', 1, false],
    [NOW - 1, 'withinDays', 1, true],
    ['yesterday', 'withinDays', 1, false],
  ])('%j %s %j: %s', (value, op, operand, expected) => {
    expect(asked(op, operand, value)).toBe(expected)
  })
})
