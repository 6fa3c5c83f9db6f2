/** The condition on attributes and events that a user must meet: its form, and its one meaning. */
import * as v from 'valibot'

const Scalar = v.union([v.pipe(v.string(), v.maxLength(1_000)), v.number(), v.boolean()])

export const AttributeCondition = v.object({
  kind: v.literal('attribute'),
  key: v.pipe(v.string(), v.nonEmpty(), v.maxLength(250)),
  op: v.picklist(['is', 'isNot', 'isSet', 'isNotSet', 'gt', 'gte', 'lt', 'lte', 'contains', 'oneOf', 'withinDays']),
  value: v.optional(v.union([Scalar, v.pipe(v.array(Scalar), v.maxLength(1_000))])),
})
export type AttributeCondition = v.InferOutput<typeof AttributeCondition>

export const EventCondition = v.object({
  kind: v.literal('event'),
  /** The event's name; `pageview` is built in. */
  event: v.pipe(v.string(), v.nonEmpty()),
  measure: v.picklist(['done', 'notDone', 'occurrences', 'firstOccurred', 'lastOccurred']),
  op: v.optional(v.picklist(['is', 'isNot', 'gt', 'gte', 'lt', 'lte', 'withinDays'])),
  value: v.optional(Scalar),
  withinDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650))),
})
export type EventCondition = v.InferOutput<typeof EventCondition>

export const LeastCondition = v.object({
  kind: v.picklist(['pageViews', 'sessions']),
  op: v.literal('gte'),
  value: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type LeastCondition = v.InferOutput<typeof LeastCondition>

export type Condition = AttributeCondition | EventCondition | LeastCondition
export type Filter = Condition | { kind: 'and' | 'or'; of: Filter[] } | { kind: 'not'; of: Filter }
