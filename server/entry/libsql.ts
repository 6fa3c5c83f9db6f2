/** What every libSQL client needs here: plain rows, and errors told apart by what the caller can do about them. */
import type { InStatement, ResultSet } from '@libsql/client'
import {
  Conflict,
  type Outcome,
  type Row,
  type Statement,
  Unavailable,
  type Value,
} from '../store/database.ts'

/** "Not now": locks, a full or failing disk, a file that cannot be opened, a server that is away or cut a stream off. */
const PASSING =
  /^(SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|NOMEM|PROTOCOL|INTERRUPT)|SERVER_ERROR|HRANA_|STREAM_|TRANSACTION_CLOSED|CLIENT_CLOSED|BLOCKED)/
/** The same from libSQL's native part, which gives no code. */
const PASSING_MESSAGE = /^(ConnectionFailed\(|Replication\(|sync error:)/

export const toStatement = ({ sql, args }: Statement): InStatement => ({ sql, args: args ? [...args] : [] })

/** A statement that returns rows says 0 changes, on a file and on a server alike. */
export function toOutcome({ columns, rows, rowsAffected }: ResultSet): Outcome {
  return { rows: toRows(columns, rows), changes: columns.length > 0 ? 0 : rowsAffected }
}

/**
 * libSQL's rows are array-likes, in which a column named "length" cannot be seen; these are plain, and can be sent
 * between threads.
 */
export const toRows = (columns: readonly string[], rows: ResultSet['rows']): Row[] =>
  rows.map((row) => toRow(columns, row))

export function toRow(columns: readonly string[], values: ArrayLike<unknown>): Row {
  const plain: Record<string, Value> = {}
  for (const [index, column] of columns.entries()) plain[column] = toValue(values[index], column)
  return plain
}

function toValue(value: unknown, column: string): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError(`column ${column} is neither text, number nor null`)
}

/** The error to throw in place of libSQL's own: `Unavailable`, `Conflict`, or the same one where it is our mistake. */
export function toDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (PASSING.test(code) || PASSING_MESSAGE.test(error.message))
    return new Unavailable(error.message, { cause: error })
  if (code.startsWith('SQLITE_CONSTRAINT')) return new Conflict(error.message, { cause: error })
  return error
}

/** Of `file:a.db`, `file:/a.db` and `file:///a.db`; the path may be relative. */
export function pathOf(fileUrl: string): string {
  const [, path = ''] = /^file:(?:\/\/[^/]*)?([^?#]*)/.exec(fileUrl) ?? []
  return decodeURIComponent(path)
}
