/** The condition on attributes and events that a user must meet: its form. What it means is in predicate.ts. */
import * as v from 'valibot'
import { type Comparison, COMPARISONS, type Operand, operandFault, timeOf } from './compare.ts'

export const FILTER_DEPTH = 10
export const FILTER_CONDITIONS = 100

/** What no database can hold is replaced as it is at the doors, so that it still meets its like. */
const Text = v.pipe(
  v.string(),
  v.maxLength(1_000, 'must be at most 1,000 characters'),
  v.transform((text) => text.toWellFormed().replaceAll('\0', '\uFFFD')),
)
const Scalar = v.union(
  [Text, v.pipe(v.number(), v.finite()), v.boolean()],
  'must be a text, a number, true or false',
)
const WholeDays = v.pipe(
  v.number(),
  v.integer('must be a whole number of days'),
  v.minValue(1, 'must be at least 1 day'),
  v.maxValue(3_650, 'must be at most 3,650 days'),
)

export const AttributeCondition = v.pipe(
  v.strictObject({
    kind: v.literal('attribute'),
    key: v.pipe(Text, v.nonEmpty('must not be empty'), v.maxLength(250, 'must be at most 250 characters')),
    op: v.picklist(COMPARISONS, `must be one of ${COMPARISONS.join(', ')}`),
    value: v.optional(
      v.union(
        [Scalar, v.pipe(v.array(Scalar), v.maxLength(1_000, 'must be at most 1,000 values'))],
        'must be a text, a number, true or false; or, for oneOf, a list of them',
      ),
    ),
  }),
  v.forward(
    v.check(
      (condition) => attributeFault(condition) === undefined,
      ({ input }) => attributeFault(input) ?? '',
    ),
    ['value'],
  ),
)
export type AttributeCondition = v.InferOutput<typeof AttributeCondition>

export const EventCondition = v.pipe(
  v.strictObject({
    kind: v.literal('event'),
    /** The event's name; `pageview` is built in. */
    event: v.pipe(Text, v.nonEmpty('must not be empty')),
    measure: v.picklist(
      ['done', 'notDone', 'occurrences', 'firstOccurred', 'lastOccurred'],
      'must be one of done, notDone, occurrences, firstOccurred, lastOccurred',
    ),
    op: v.optional(
      v.picklist(
        ['is', 'isNot', 'gt', 'gte', 'lt', 'lte', 'withinDays'],
        'must be one of is, isNot, gt, gte, lt, lte, withinDays',
      ),
    ),
    value: v.optional(Scalar),
    /** Reaches back so many days, to the begin of a 12-hour slot; first and last are exact. */
    withinDays: v.optional(WholeDays),
  }),
  v.check(
    (condition) => eventFault(condition) === undefined,
    ({ input }) => eventFault(input) ?? '',
  ),
)
export type EventCondition = v.InferOutput<typeof EventCondition>

export const LeastCondition = v.strictObject({
  kind: v.picklist(['pageViews', 'sessions']),
  op: v.literal('gte', 'must be gte'),
  value: v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0')),
})
export type LeastCondition = v.InferOutput<typeof LeastCondition>

export type Condition = AttributeCondition | EventCondition | LeastCondition
export type Filter = Condition | { kind: 'and' | 'or'; of: Filter[] } | { kind: 'not'; of: Filter }

const Inner: v.GenericSchema<unknown, Filter> = v.lazy(() => FilterTree)

/** A filter without the bounds on its size. */
export const FilterTree: v.GenericSchema<unknown, Filter> = v.variant(
  'kind',
  [
    AttributeCondition,
    EventCondition,
    LeastCondition,
    v.strictObject({ kind: v.picklist(['and', 'or']), of: v.array(Inner, 'must be a list of filters') }),
    v.strictObject({ kind: v.literal('not'), of: Inner }),
  ],
  'must be a filter: its kind is one of and, or, not, attribute, event, pageViews, sessions',
)

const TooDeep = v.never(`must not be nested deeper than ${FILTER_DEPTH} groups`)

/** An `and` of nothing is met by all, an `or` of nothing by no one. */
export const Filter = v.pipe(
  // Looked at before it is walked: it may come nested so deep that walking it would use up the stack.
  v.lazy((input): v.GenericSchema<unknown, Filter> => (isAtMost(input, FILTER_DEPTH) ? FilterTree : TooDeep)),
  v.check(
    (filter) => countConditions(filter) <= FILTER_CONDITIONS,
    `must have at most ${FILTER_CONDITIONS} conditions`,
  ),
)

function isAtMost(input: unknown, depth: number): boolean {
  if (typeof input !== 'object' || input === null || !('of' in input)) return true
  return depth > 0 && [input.of].flat().every((inner) => isAtMost(inner, depth - 1))
}

function countConditions(filter: Filter): number {
  if (filter.kind === 'not') return countConditions(filter.of)
  if (filter.kind !== 'and' && filter.kind !== 'or') return 1
  return filter.of.reduce((sum, inner) => sum + countConditions(inner), 0)
}

type Loose = { op?: string; value?: unknown; withinDays?: number }

function attributeFault({
  op,
  value,
}: {
  op: Comparison
  value?: Operand | readonly Operand[]
}): string | undefined {
  if (op !== 'withinDays') return operandFault(op, value)
  return v.is(WholeDays, value) ? undefined : 'must be a whole number of days, 1 to 3,650, with withinDays'
}

function eventFault({ measure, op, value, withinDays }: Loose & { measure: string }): string | undefined {
  switch (measure) {
    case 'done':
    case 'notDone':
      return op === undefined && value === undefined ? undefined : `${measure} takes no op and no value`
    case 'occurrences':
      if (op === undefined || op === 'withinDays')
        return 'occurrences needs an op: is, isNot, gt, gte, lt or lte'
      return typeof value === 'number' && Number.isInteger(value) && value >= 0
        ? undefined
        : 'occurrences needs a value: a whole number, 0 or more'
    default:
      if (op === undefined)
        return withinDays !== undefined && value === undefined
          ? undefined
          : `${measure} needs an op (gt, gte, lt, lte or withinDays) and a value, or withinDays`
      if (op === 'withinDays')
        return v.is(WholeDays, value)
          ? undefined
          : `${measure} withinDays needs a value: whole days, 1 to 3,650`
      if (op === 'is' || op === 'isNot') return `${measure} takes gt, gte, lt, lte or withinDays, not ${op}`
      return typeof value === 'string' && timeOf(value) !== undefined
        ? undefined
        : `${measure} needs a value: an ISO date such as "2026-01-31" or "2026-01-31T12:00:00Z"`
  }
}
