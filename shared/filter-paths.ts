/** The conditions of a filter, each with its place in it: `of.0.of.1`, as issues and counts name it. */
import type { Condition, Filter } from './filter.ts'

/** In the order in which they stand; the path of a filter that is one condition is empty. */
export function conditionsOf(filter: Filter, path: readonly (string | number)[] = []): PlacedCondition[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap((inner, place) => conditionsOf(inner, [...path, 'of', place]))
    case 'not':
      return conditionsOf(filter.of, [...path, 'of'])
    default:
      return [{ path: path.join('.'), condition: filter }]
  }
}
export type PlacedCondition = { path: string; condition: Condition }
