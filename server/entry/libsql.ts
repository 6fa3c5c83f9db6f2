/** What every libSQL client needs here: plain rows, and errors told apart by what the caller can do about them. */
import type { InStatement, ResultSet, Value as LibsqlValue } from '@libsql/client'
import {
  Conflict,
  type Outcome,
  type Row,
  type Statement,
  Unavailable,
  type Value,
} from '../store/database.ts'

/** SQLite's own words for "not now": locks, a full or failing disk, a file that cannot be opened or written. */
const PASSING = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|NOMEM|PROTOCOL|INTERRUPT)/
/** The client's words for a server that is away, restarting or cutting a stream off. */
const REMOTE_PASSING =
  /^(SERVER_ERROR|HRANA_\w+|STREAM_\w+|TRANSACTION_CLOSED|CLIENT_CLOSED|TIMEOUT|UNKNOWN)$/

export const toStatement = ({ sql, args }: Statement): InStatement => ({ sql, args: args ? [...args] : [] })

/** A statement that returns rows says 0 changes, on a file and on a server alike. */
export function toOutcome({ columns, rows, rowsAffected }: ResultSet): Outcome {
  return { rows: toRows(columns, rows), changes: columns.length > 0 ? 0 : rowsAffected }
}

/** libSQL's rows are array-likes with hidden columns; these are plain, and can be sent between threads. */
export function toRows(columns: readonly string[], rows: ResultSet['rows']): Row[] {
  return rows.map((row) => {
    const plain: Record<string, Value> = {}
    for (const column of columns) plain[column] = toValue(row[column], column)
    return plain
  })
}

function toValue(value: LibsqlValue | undefined, column: string): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError(`column ${column} is neither text, number nor null`)
}

/** The error to throw in place of libSQL's own: `Unavailable`, `Conflict`, or the same one where it is our mistake. */
export function toDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // A file that cannot be opened comes without a code.
  if (PASSING.test(code) || error.message.startsWith('ConnectionFailed('))
    return new Unavailable(error.message, { cause: error })
  if (code.startsWith('SQLITE_CONSTRAINT')) return new Conflict(error.message, { cause: error })
  if (REMOTE_PASSING.test(code)) return new Unavailable(error.message, { cause: error })
  return error
}
