/** Conditions that a mapping asks of the properties of a track call. */
import { holds, isSame, order, type Operand } from './compare.ts'
import type { PropertyCondition } from './event.ts'
import type { Json, JsonObject } from './segment.ts'

const WORDS: Record<PropertyCondition['op'], string> = {
  is: 'is',
  isNot: 'is not',
  isSet: 'is set',
  isNotSet: 'is not set',
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  contains: 'contains',
  oneOf: 'one of',
}

/** The first condition that the properties do not meet, in words: `revenue was 10, not at least 50`. */
export function failedCondition(
  conditions: readonly PropertyCondition[],
  properties: JsonObject,
): string | undefined {
  for (const condition of conditions) {
    const value = propertyAt(properties, condition.key)
    if (meets(value, condition)) continue
    const was =
      value === undefined || value === null ? 'was not set' : `was ${JSON.stringify(value).slice(0, 100)}`
    const asked = condition.value === undefined ? '' : ` ${[condition.value].flat().join(', ')}`
    return `${condition.key} ${was}, not ${WORDS[condition.op]}${asked}`
  }
  return undefined
}

/** `order.total` finds a property of that very name, else `total` in `order`. */
export function propertyAt(properties: JsonObject, key: string): Json | undefined {
  if (Object.hasOwn(properties, key)) return properties[key]
  const dot = key.indexOf('.')
  if (dot < 0) return undefined
  const below = Object.hasOwn(properties, key.slice(0, dot)) ? properties[key.slice(0, dot)] : undefined
  return below !== null && typeof below === 'object' && !Array.isArray(below)
    ? propertyAt(below, key.slice(dot + 1))
    : undefined
}

function meets(value: Json | undefined, { op, value: operand }: PropertyCondition): boolean {
  const isSet = value !== undefined && value !== null
  if (op === 'isSet') return isSet
  if (op === 'isNotSet') return !isSet
  if (operand === undefined) return false
  const operands: readonly Operand[] = [operand].flat()
  const [one] = operands
  if (!isSet || one === undefined) return op === 'isNot'
  switch (op) {
    case 'is':
      return isSame(value, one)
    case 'isNot':
      return !isSame(value, one)
    case 'contains':
      return holds(value, one)
    case 'oneOf':
      return operands.some((each) => isSame(value, each))
    default: {
      const by = order(value, one)
      if (by === undefined) return false
      return { gt: by > 0, gte: by >= 0, lt: by < 0, lte: by <= 0 }[op]
    }
  }
}
