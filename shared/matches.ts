/** Whether a person meets a filter. */
import { isWithin, passes } from './compare.ts'
import { countOf, type Facts, sessionsOf, timesOf } from './facts.ts'
import type { Filter } from './filter.ts'
import { type Predicate, predicate } from './predicate.ts'

export const matches = (filter: Filter, facts: Facts, now: number): boolean =>
  meets(predicate(filter, now), facts)

function meets(asked: Predicate, facts: Facts): boolean {
  switch (asked.kind) {
    case 'and':
      return asked.of.every((inner) => meets(inner, facts))
    case 'or':
      return asked.of.some((inner) => meets(inner, facts))
    case 'not':
      return !meets(asked.of, facts)
    case 'attribute':
      return passes(asked.test, facts.attributes.get(asked.key))
    case 'count':
      return isWithin(asked.bounds, countOf(facts, asked.event, asked.since))
    case 'first':
    case 'last':
      return isWithin(asked.bounds, timesOf(facts, asked.event)[asked.kind])
    case 'sessions':
      return isWithin(asked.bounds, sessionsOf(facts))
  }
}
