/**
 * How the statements of a commit read their rows: a JSON array of arrays each, columns by place. What differs from one
 * commit to the next is an argument, never text, so that a database keeps the statements prepared.
 */
import type { Commit } from './commit.ts'
import type { Statement, Value } from './database.ts'

/** The call's hash came with this commit. Expects `row.hash`, and arguments as `freshStatement` gives them. */
export const FRESH = 'CROSS JOIN seen ON seen.window = ?2 AND seen.hash = row.hash AND seen.commit_id = ?3'

/** The rows are ?1. */
export const statement = (sql: string, rows: readonly unknown[], ...rest: readonly Value[]): Statement => ({
  sql,
  args: [JSON.stringify(rows), ...rest],
})

/** The rows are ?1; the commit is ?2 and ?3; the rest follows. */
export const freshStatement = (
  { window, id }: Commit,
  sql: string,
  rows: readonly unknown[],
  ...rest: readonly Value[]
): Statement => statement(sql, rows, window, id, ...rest)
