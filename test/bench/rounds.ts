/** Rounds of A, B, A, B: the baseline, then the product, under the same conditions. */

/** What one round measured of one side. Times are milliseconds. */
export type Sample = { value: number; p50?: number; p99?: number }
/** The medians of the rounds kept. */
export type Rounds = {
  value: number
  baseline: number
  /** Of the product to the baseline in the same round. */
  ratio: number
  low: number
  high: number
  p50?: number
  p99?: number
}

export type Sides = { baseline: () => Promise<Sample>; product: () => Promise<Sample> }
export type Rule = {
  /** To be kept. */
  rounds: number
  note: (text: string) => void
}

/** A round whose baseline is further than this from the median of all says more of the machine than of the product. */
const STEADY = 0.15
/** So many times the rounds wanted are tried before what there is must do. */
const TRIES = 3

export async function compare({ baseline, product }: Sides, { rounds, note }: Rule): Promise<Rounds> {
  await baseline()
  await product()
  const all: { baseline: Sample; product: Sample }[] = []
  for (;;) {
    const round = { baseline: await baseline(), product: await product() }
    all.push(round)
    note(`round ${all.length}: baseline ${told(round.baseline)}, product ${told(round.product)}`)
    const middle = median(all.map(({ baseline }) => baseline.value))
    const kept = all.filter(({ baseline }) => Math.abs(baseline.value / middle - 1) <= STEADY)
    if (kept.length < rounds && all.length < rounds * TRIES) continue
    if (kept.length < all.length)
      note(`${all.length - kept.length} of ${all.length} rounds thrown away: their baseline moved over 15 %`)
    if (kept.length < rounds) note(`only ${kept.length} rounds were steady: measure again on a quiet machine`)
    return summary(kept)
  }
}

function summary(kept: readonly { baseline: Sample; product: Sample }[]): Rounds {
  const ratios = kept.map(({ baseline, product }) => product.value / baseline.value)
  const times = (which: 'p50' | 'p99'): number | undefined => {
    const found = kept.flatMap(({ product }) => product[which] ?? [])
    return found.length === 0 ? undefined : median(found)
  }
  return {
    value: median(kept.map(({ product }) => product.value)),
    baseline: median(kept.map(({ baseline }) => baseline.value)),
    ratio: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    p50: times('p50'),
    p99: times('p99'),
  }
}

/** @throws {RangeError} of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const above = sorted[Math.floor(sorted.length / 2)]
  const below = sorted[Math.floor((sorted.length - 1) / 2)]
  if (above === undefined || below === undefined) throw new RangeError('a median of nothing')
  return (above + below) / 2
}

const told = ({ value, p50, p99 }: Sample): string =>
  [
    value.toFixed(value < 100 ? 2 : 0),
    ...(p50 === undefined ? [] : [`p50 ${p50.toFixed(1)} ms`]),
    ...(p99 === undefined ? [] : [`p99 ${p99.toFixed(1)} ms`]),
  ].join(', ')
