/** The line that each benchmark prints, and how rounds become one. */
import type { Rounds } from './rounds.ts'

export type Runtime = 'node' | 'bun' | 'deno'

/** Where `ratio`, `low` and `high` are null there is nothing to compare with. */
export type Line = {
  name: string
  runtime: Runtime
  value: number
  unit: string
  baseline: number | null
  ratio: number | null
  /** The least and the greatest ratio of any round. */
  low: number | null
  high: number | null
  /** Milliseconds. */
  p50: number | null
  p99: number | null
  ok: boolean
}

export function lineOf(
  { value, baseline, ratio, low, high, p50, p99 }: Rounds,
  { name, runtime, unit, ok }: Pick<Line, 'name' | 'runtime' | 'unit' | 'ok'>,
): Line {
  return {
    name,
    runtime,
    value: rounded(value),
    unit,
    baseline: rounded(baseline),
    ratio: rounded(ratio),
    low: rounded(low),
    high: rounded(high),
    p50: p50 === undefined ? null : rounded(p50),
    p99: p99 === undefined ? null : rounded(p99),
    ok,
  }
}

/** Four digits: more than the machine repeats. */
export const rounded = (value: number): number => Number(value.toPrecision(4))
