/** Conditions that a mapping asks of the properties of a track call. */
import { passes, valueTest } from './compare.ts'
import type { PropertyCondition } from './event.ts'
import type { Json, JsonObject } from './segment.ts'
import { sayComparison, sayValue } from './say.ts'

/** The first condition that the properties do not meet, in words: `revenue was 10, not at least 50`. */
export function failedCondition(
  conditions: readonly PropertyCondition[],
  properties: JsonObject,
): string | undefined {
  for (const { key, op, value } of conditions) {
    const operands = value === undefined ? [] : [value].flat()
    const was = propertyAt(properties, key)
    if (passes(valueTest(op, operands, 0), was)) continue
    const wanted = sayComparison(op, operands).replace(/^is /, '')
    return wanted.startsWith('not ') || op === 'isSet'
      ? `${key} was ${sayValue(was)}`
      : `${key} was ${sayValue(was)}, not ${op === 'contains' ? `with ${sayValue(operands[0])} in it` : wanted}`
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
