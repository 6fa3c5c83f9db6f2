/** Typed columns of a row. A column of another type is a bug in the SQL, and throws. */
import type { Json } from '../../shared/segment.ts'
import type { Row } from './database.ts'

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`column ${column} is not text`)
  return value
}

export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column)
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`column ${column} is not a number`)
  return value
}

export function optionalInteger(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : integer(row, column)
}

export const flag = (row: Row, column: string): boolean => integer(row, column) !== 0

/** What was stored as JSON text, whole: valibot's records leave out keys such as "constructor". */
export function json(row: Row, column: string): Json {
  return JSON.parse(text(row, column))
}
