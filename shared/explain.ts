/** Why a person meets a filter or does not, condition by condition, in words. */
import { PAGEVIEW } from './event.ts'
import { countOf, type Facts, sessionsOf, timesOf } from './facts.ts'
import type { Condition, EventCondition, Filter } from './filter.ts'
import { matches } from './matches.ts'
import { sayComparison, sayCount, sayValue } from './say.ts'
import { sayOften } from './say-often.ts'
import { toTime } from './time.ts'
import { firstSlotOf } from './time-slot.ts'

/** One filter, met or not by one person. */
export type Explanation = { met: boolean } & (
  | { kind: 'and' | 'or' | 'not'; of: readonly Explanation[] }
  /** `asked`: `plan is "pro"`; `found`: `"free"`. */
  | { kind: 'condition'; asked: string; found: string }
)

export function explain(filter: Filter, facts: Facts, now: number): Explanation {
  const met = matches(filter, facts, now)
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { met, kind: filter.kind, of: filter.of.map((inner) => explain(inner, facts, now)) }
    case 'not':
      return { met, kind: 'not', of: [explain(filter.of, facts, now)] }
    default:
      return { met, kind: 'condition', asked: sayAsked(filter), found: sayFound(filter, facts, now) }
  }
}

function sayAsked(condition: Condition): string {
  switch (condition.kind) {
    case 'attribute': {
      const { key, op, value } = condition
      return `${key} ${sayComparison(op, value === undefined ? [] : [value].flat())}`
    }
    case 'pageViews':
      return `at least ${sayCount(condition.value, 'page view')}`
    case 'sessions':
      return `at least ${sayCount(condition.value, 'session')}`
    case 'event':
      return `${condition.event} ${sayMeasure(condition)}`
  }
}

function sayMeasure(condition: EventCondition): string {
  const words = {
    done: 'was done',
    notDone: 'was not done',
    occurrences: 'was done',
    firstOccurred: 'was first done',
    lastOccurred: 'was last done',
  }
  return [words[condition.measure], sayOften(condition)].filter(Boolean).join(' ')
}

function sayFound(condition: Condition, facts: Facts, now: number): string {
  switch (condition.kind) {
    case 'attribute':
      return sayValue(facts.attributes.get(condition.key))
    case 'sessions':
      return sayCount(sessionsOf(facts), 'session')
    case 'pageViews':
      return sayCount(countOf(facts, PAGEVIEW), 'page view')
    case 'event': {
      const { first, last } = timesOf(facts, condition.event)
      if (first === undefined || last === undefined) return 'never done'
      if (condition.measure === 'firstOccurred') return toTime(first)
      if (condition.measure === 'lastOccurred') return toTime(last)
      const since = condition.withinDays === undefined ? undefined : firstSlotOf(condition.withinDays, now)
      return `done ${sayCount(countOf(facts, condition.event, since), 'time')}`
    }
  }
}
