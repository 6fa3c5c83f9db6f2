/** One condition as it is edited: what can be asked of what, and whether it is complete. */
import * as v from 'valibot'
import type { AttributeKind } from '../../../../../shared/attribute.ts'
import type { Comparison, Operand } from '../../../../../shared/compare.ts'
import {
  AttributeCondition,
  type Condition,
  EventCondition,
  LeastCondition,
} from '../../../../../shared/filter.ts'

const Valid = v.union([AttributeCondition, EventCondition, LeastCondition])

/** An empty text is taken for a value still to come. */
export const isComplete = (condition: Condition): boolean =>
  v.is(Valid, condition) && !(condition.kind === 'attribute' && condition.value === '')

export const EMPTY = {
  attribute: { kind: 'attribute', key: '', op: 'is', value: '' },
  event: { kind: 'event', event: '', measure: 'done' },
  pageViews: { kind: 'pageViews', op: 'gte', value: 1 },
  sessions: { kind: 'sessions', op: 'gte', value: 2 },
} as const satisfies Record<string, Condition>

const SETNESS = ['isSet', 'isNotSet'] as const
const ORDER = ['gte', 'gt', 'lte', 'lt'] as const
const OPS: Readonly<Record<AttributeKind, readonly Comparison[]>> = {
  string: ['is', 'isNot', 'contains', 'oneOf', ...SETNESS],
  number: ['is', 'isNot', ...ORDER, 'oneOf', ...SETNESS],
  date: ['withinDays', ...ORDER, 'is', 'isNot', ...SETNESS],
  boolean: ['is', 'isNot', ...SETNESS],
  array: ['contains', ...SETNESS],
}
const ALL_OPS: readonly Comparison[] = [
  'is',
  'isNot',
  ...ORDER,
  'contains',
  'oneOf',
  'withinDays',
  ...SETNESS,
]

/** What can be asked of values of these kinds; everything where none is known. `kept` is among them in any case. */
export function opsOf(kinds: readonly AttributeKind[], kept: Comparison): readonly Comparison[] {
  const fitting =
    kinds.length === 0 ? ALL_OPS : ALL_OPS.filter((op) => kinds.some((kind) => OPS[kind].includes(op)))
  const [only] = kinds
  const ordered = only !== undefined && kinds.length === 1 ? OPS[only] : fitting
  return ordered.includes(kept) ? ordered : [...ordered, kept]
}

/** The condition with another comparison, with a value that it can have. */
export function withOp(
  { key, value, kind }: AttributeCondition,
  op: Comparison,
  kinds: readonly AttributeKind[],
): AttributeCondition {
  const [first] = [value].flat()
  if (op === 'isSet' || op === 'isNotSet') return { kind, key, op }
  if (op === 'oneOf') return { kind, key, op, value: [value ?? []].flat().filter((one) => one !== '') }
  if (op === 'withinDays') return { kind, key, op, value: typeof first === 'number' ? first : 7 }
  if (isBoolean(kinds)) return { kind, key, op, value: first !== false && first !== 'false' }
  return { kind, key, op, value: first ?? '' }
}

/** Once it is known of what kinds an attribute's values are: a comparison that fits, where nothing was entered yet. */
export function fitted(condition: AttributeCondition, kinds: readonly AttributeKind[]): AttributeCondition {
  const [only] = kinds
  if (kinds.length !== 1 || only === undefined || condition.value !== '') return condition
  const op = OPS[only].includes(condition.op) && only !== 'date' ? condition.op : OPS[only][0]
  return withOp(condition, op ?? 'is', kinds)
}

export const isBoolean = (kinds: readonly AttributeKind[]): boolean =>
  kinds.length === 1 && kinds[0] === 'boolean'

/** A text that spells a number is one, unless the attribute only holds texts; nothing of its spelling may be lost. */
export function operandOf(text: string, kinds: readonly AttributeKind[]): Operand {
  const onlyTexts = kinds.length > 0 && kinds.every((kind) => kind === 'string')
  return !onlyTexts && text !== '' && String(Number(text)) === text ? Number(text) : text
}

/** Of a field that holds a number; NaN while it is empty. */
export const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
export const numberText = (value: unknown): string =>
  typeof value === 'number' && Number.isNaN(value) ? '' : String(value ?? '')

type Measure = EventCondition['measure']

/** The condition with another measure, with what that needs and nothing else. */
export function withMeasure(
  { kind, event, withinDays, value }: EventCondition,
  measure: Measure,
): EventCondition {
  const window = withinDays === undefined ? {} : { withinDays }
  switch (measure) {
    case 'done':
    case 'notDone':
      return { kind, event, measure, ...window }
    case 'occurrences':
      return { kind, event, measure, op: 'gte', value: typeof value === 'number' ? value : 2, ...window }
    default:
      return { kind, event, measure, op: 'withinDays', value: withinDays ?? 30 }
  }
}

/** First and last within days can be said in two ways; it is edited as one. */
export function readEvent(condition: EventCondition): EventCondition {
  const { measure, op, withinDays, ...rest } = condition
  const isTime = measure === 'firstOccurred' || measure === 'lastOccurred'
  if (!isTime || op !== undefined || withinDays === undefined) return condition
  return { ...rest, measure, op: 'withinDays', value: withinDays }
}

/** What is missing, in few words; undefined where nothing is. */
export function missing(condition: Condition): string | undefined {
  if (isComplete(condition)) return undefined
  switch (condition.kind) {
    case 'attribute':
      if (condition.key === '') return 'Choose an attribute'
      if (condition.op === 'withinDays') return 'Enter 1 to 3,650 days'
      if (condition.op === 'oneOf') return 'Enter the values'
      if (condition.value === '') return 'Enter a value'
      return 'Enter a number or a date'
    case 'event':
      if (condition.event === '') return 'Choose an event'
      if (condition.op === 'withinDays' || condition.withinDays !== undefined) return 'Enter 1 to 3,650 days'
      return condition.measure === 'occurrences' ? 'Enter a whole number' : 'Enter a date'
    default:
      return 'Enter a whole number'
  }
}
