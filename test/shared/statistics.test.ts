import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { netPromoterScore, share } from '../../shared/statistics.ts'

describe('a share', () => {
  // R: binom::binom.confint(x, n, methods = "wilson")
  test.each([
    [0, 10, 0, 0, 0.2775],
    [5, 10, 0.5, 0.2366, 0.7634],
    [81, 263, 0.308, 0.2553, 0.3662],
    [10, 10, 1, 0.7225, 1],
  ])('%i of %i', (count, total, value, low, high) => {
    const found = share(count, total)
    expect(found?.value).toBeCloseTo(value, 3)
    expect(found?.low).toBeCloseTo(low, 3)
    expect(found?.high).toBeCloseTo(high, 3)
  })

  test('lies within its bounds, also where they are rounded', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (count, others) => {
        const found = share(count, count + others)
        if (found === undefined) return count + others === 0
        return found.low >= 0 && found.low <= found.value && found.value <= found.high && found.high <= 1
      }),
    )
  })

  test('of nothing is none', () => expect(share(0, 0)).toBeUndefined())
})

describe('a Net Promoter Score', () => {
  test('is the share of promoters less that of detractors', () => {
    expect(netPromoterScore(50, 20, 100)?.value).toBe(30)
    expect(netPromoterScore(0, 4, 4)?.value).toBe(-100)
    expect(netPromoterScore(0, 0, 0)).toBeUndefined()
  })

  // By hand: n = 39, p = 16.75/39, d = 5.75/39; 0.2821 ± 1.96 × sqrt((0.5769 - 0.0796) / 39) = ± 0.2213
  test('has the adjusted Wald interval', () => {
    const found = netPromoterScore(16, 5, 36)
    expect(found?.value).toBeCloseTo(30.56, 2)
    expect(found?.low).toBeCloseTo(6.07, 1)
    expect(found?.high).toBeCloseTo(50.34, 1)
  })

  test('of few who agree is not sure', () => {
    const found = netPromoterScore(3, 0, 3)
    expect(found?.value).toBe(100)
    expect(found?.low).toBeLessThan(70)
  })

  test('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000), (up, down, others) => {
        const found = netPromoterScore(up, down, up + down + others)
        if (found === undefined) return up + down + others === 0
        const { value, low, high } = found
        return low >= -100 && low <= value && value <= high && high <= 100
      }),
    )
  })
})
