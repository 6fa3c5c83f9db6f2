/**
 * What a filter means, in a few plain predicates. The count (server/store/audience.ts), the decision and the
 * explanation (matches.ts, explain.ts) all read these and nothing else of a filter, so that they cannot disagree.
 */
import { type Bounds, bounds, timeOf, type ValueTest, valueTest } from './compare.ts'
import { PAGEVIEW } from './event.ts'
import type { AttributeCondition, Condition, EventCondition, Filter } from './filter.ts'
import { DAY, firstSlotOf } from './time-slot.ts'

export type Predicate =
  | { kind: 'and' | 'or'; of: readonly Predicate[] }
  | { kind: 'not'; of: Predicate }
  | { kind: 'attribute'; key: string; test: ValueTest }
  /** The occurrences in slots from `since` on; 0 for who never did it. */
  | { kind: 'count'; event: string; since?: number; bounds: Bounds }
  /** The exact time, in milliseconds, of the first or last occurrence ever; who never did it is not within. */
  | { kind: 'first' | 'last'; event: string; bounds: Bounds }
  /** The slots with an event in them. */
  | { kind: 'sessions'; bounds: Bounds }

export function predicate(filter: Filter, now: number): Predicate {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, of: filter.of.map((inner) => predicate(inner, now)) }
    case 'not':
      return { kind: 'not', of: predicate(filter.of, now) }
    default:
      return conditionPredicate(filter, now)
  }
}

export function conditionPredicate(condition: Condition, now: number): Predicate {
  switch (condition.kind) {
    case 'attribute':
      return { kind: 'attribute', key: condition.key, test: attributeTest(condition, now) }
    case 'event':
      return eventPredicate(condition, now)
    case 'pageViews':
      return { kind: 'count', event: PAGEVIEW, bounds: { least: condition.value } }
    case 'sessions':
      return { kind: 'sessions', bounds: { least: condition.value } }
  }
}

const attributeTest = ({ op, value }: AttributeCondition, now: number): ValueTest =>
  valueTest(op, value === undefined ? [] : [value].flat(), now)

function eventPredicate(condition: EventCondition, now: number): Predicate {
  const { event, measure, op, value, withinDays } = condition
  const since = withinDays === undefined ? undefined : firstSlotOf(withinDays, now)
  switch (measure) {
    case 'done':
      return { kind: 'count', event, since, bounds: { least: 1 } }
    case 'notDone':
      return { kind: 'count', event, since, bounds: { most: 0 } }
    case 'occurrences': {
      const count = Number(value)
      if (isOrder(op)) return { kind: 'count', event, since, bounds: bounds(op, count) }
      const exactly: Predicate = { kind: 'count', event, since, bounds: { least: count, most: count } }
      return op === 'isNot' ? { kind: 'not', of: exactly } : exactly
    }
    case 'firstOccurred':
    case 'lastOccurred': {
      const within = (bounds: Bounds): Predicate => ({
        kind: measure === 'firstOccurred' ? 'first' : 'last',
        event,
        bounds,
      })
      const days = [withinDays, op === 'withinDays' ? Number(value) : undefined]
      return {
        kind: 'and',
        of: [
          ...days.flatMap((back) => (back === undefined ? [] : [within({ least: now - back * DAY })])),
          ...(isOrder(op) ? [within(bounds(op, timeOf(String(value)) ?? 0))] : []),
        ],
      }
    }
  }
}

const isOrder = (op: EventCondition['op']): op is 'gt' | 'gte' | 'lt' | 'lte' =>
  op === 'gt' || op === 'gte' || op === 'lt' || op === 'lte'
