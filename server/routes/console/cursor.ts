/** Where a page ends, as an opaque text. */
import * as v from 'valibot'
import { invalid } from '../../problem.ts'

export const toCursor = (place: readonly (string | number)[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(place))))

/** @throws {Problem} 400 where the cursor is not one that an answer gave. */
export function fromCursor<T>(
  schema: v.GenericSchema<unknown, T>,
  cursor: string | undefined,
): T | undefined {
  if (cursor === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(cursor), (character) => character.charCodeAt(0))
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return v.parse(schema, json)
  } catch {
    throw invalid([{ path: 'cursor', message: 'must be as the page before gave it' }])
  }
}

/** A page of at most `limit` out of rows read with `limit + 1`, and the cursor to go on from. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly (string | number)[],
  toItem: (row: Row) => Item,
): { items: Item[]; cursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toItem),
    cursor: rows.length > limit && last !== undefined ? toCursor(placeOf(last)) : null,
  }
}
