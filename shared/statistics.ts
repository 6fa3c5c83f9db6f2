/** How sure a share or a score out of few answers is: 95 % confidence intervals. */

/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959964

/** A value with the bounds between which it lies with 95 % confidence. */
export type Estimate = { value: number; low: number; high: number }

/**
 * A share of `total`, 0 to 1. By Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession,
 * and statistical inference", JASA 22, 1927), which holds for few answers and for shares near 0 and 1.
 * Undefined of nothing.
 */
export function share(count: number, total: number): Estimate | undefined {
  if (total <= 0) return undefined
  const value = count / total
  const widened = 1 + Z ** 2 / total
  const centre = (value + Z ** 2 / (2 * total)) / widened
  const margin = (Z / widened) * Math.sqrt((value * (1 - value)) / total + Z ** 2 / (4 * total ** 2))
  return around(value, centre - margin, centre + margin, [0, 1])
}

/**
 * The Net Promoter Score, -100 to 100: the share of promoters (9, 10) less that of detractors (0 to 6). Its interval
 * is the adjusted Wald one that B. Rocks, "Interval Estimation for the Net Promoter Score" (The American
 * Statistician 70, 2016), found best: 3 answers more, of which 0.75 count as promoters and 0.75 as detractors. Undefined of nothing.
 */
export function netPromoterScore(promoters: number, detractors: number, total: number): Estimate | undefined {
  if (total <= 0) return undefined
  const [n, up, down] = [total + 3, promoters + 0.75, detractors + 0.75]
  const centre = (up - down) / n
  const margin = Z * Math.sqrt(((up + down) / n - centre ** 2) / n)
  const value = (100 * (promoters - detractors)) / total
  return around(value, 100 * (centre - margin), 100 * (centre + margin), [-100, 100])
}

/** Within what is possible, and round the value itself, which adjusted bounds of a few answers can leave out. */
const around = (value: number, low: number, high: number, [least, most]: [number, number]): Estimate => ({
  value,
  low: Math.max(least, Math.min(low, value)),
  high: Math.min(most, Math.max(high, value)),
})
