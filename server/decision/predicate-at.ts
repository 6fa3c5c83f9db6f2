/** The predicates of filters at one moment: decisions within one millisecond share them. */
import type { Filter } from '../../shared/filter.ts'
import { type Predicate, predicate } from '../../shared/predicate.ts'

const latest = new WeakMap<Filter, { at: number; asked: Predicate }>()

export function predicateAt(filter: Filter, at: number): Predicate {
  const known = latest.get(filter)
  if (known?.at === at) return known.asked
  const asked = predicate(filter, at)
  latest.set(filter, { at, asked })
  return asked
}
