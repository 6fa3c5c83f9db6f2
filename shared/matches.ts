/** Whether a person meets a filter. */
import { isWithin, passes } from './compare.ts'
import { countOf, type Facts, sessionsOf, timesOf } from './facts.ts'
import type { Filter } from './filter.ts'
import { type Predicate, predicate } from './predicate.ts'

export const matches = (filter: Filter, facts: Facts, now: number): boolean =>
  meets(predicate(filter, now), facts)

export function meets(asked: Predicate, facts: Facts): boolean {
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

/** What attributes alone say of it; undefined where events decide. */
export function meetsSoFar(asked: Predicate, attributes: Facts['attributes']): boolean | undefined {
  switch (asked.kind) {
    case 'and':
    case 'or': {
      // What settles it, whatever the rest is: one that fails, or one that holds.
      const settles = asked.kind === 'or'
      let open = false
      for (const inner of asked.of) {
        const met = meetsSoFar(inner, attributes)
        if (met === settles) return settles
        open ||= met === undefined
      }
      return open ? undefined : !settles
    }
    case 'not': {
      const met = meetsSoFar(asked.of, attributes)
      return met === undefined ? undefined : !met
    }
    case 'attribute':
      return passes(asked.test, attributes.get(asked.key))
    default:
      return undefined
  }
}
