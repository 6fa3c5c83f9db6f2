import { parseFql, validate } from '@segment/destination-subscriptions'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentFilter } from '../../shared/segment-filter.ts'

describe('the destination filter', () => {
  it.each<[string, string[], string]>([
    ['no names', [], '!(type in ["identify", "alias", "page", "delete"])'],
    [
      'names, sorted and once each',
      ['Order Completed', 'Checkout', 'Checkout'],
      '!(type in ["identify", "alias", "page", "delete"] or event in ["Checkout", "Order Completed"])',
    ],
    [
      'a name with one kind of quote',
      [`Said "hi"`, `It's done`],
      `!(type in ["identify", "alias", "page", "delete"] or event in ["It's done", 'Said "hi"'])`,
    ],
    [
      'a name with both, and what a pattern gives a meaning',
      [String.raw`It's "50%" [*?\]`],
      String.raw`!(type in ["identify", "alias", "page", "delete"] or match(event, "It's ?50%? \[\*\?\\\]"))`,
    ],
    [
      'a name with a line break',
      ['one\ntwo'],
      '!(type in ["identify", "alias", "page", "delete"] or match(event, "one?two"))',
    ],
  ])('%s', (_, names, filter) => expect(segmentFilter(names).destinationFilter).toBe(filter))
})

describe('the Webhooks trigger, read by the parser that Segment reads it with', () => {
  const admits = (names: readonly string[], call: object): boolean =>
    validate(parseFql(segmentFilter(names).webhookTrigger), call)

  it.each(['identify', 'alias', 'page'])('admits %s', (type) => expect(admits([], { type })).toBe(true))
  it.each(['group', 'screen'])('keeps %s out', (type) =>
    expect(admits(['a'], { type, name: 'a' })).toBe(false),
  )

  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })

  it('admits every name', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), (names) => {
        for (const event of names.filter((one) => /[^"\p{Cc}]/u.test(one)))
          expect(admits(names, { type: 'track', event })).toBe(true)
      }),
    )
  })

  it('keeps every other name out', () => {
    const plain = name.filter((one) => !/["\p{Cc}]/u.test(one))
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 8 }), plain, (names, event) => {
        expect(admits(names, { type: 'track', event })).toBe(names.includes(event))
      }),
    )
  })
})
