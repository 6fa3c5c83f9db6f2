/** How the statements of a commit read their rows: a JSON array of arrays each, columns by place. */
import type { Statement, Value } from './database.ts'

/** The call's hash came with this commit. Expects `row.hash`. */
export const fresh = (window: number, commit: number): string =>
  `CROSS JOIN seen ON seen.window = ${window} AND seen.hash = row.hash AND seen.commit_id = ${commit}`

/** Columns of a JSON array of arrays, by place. */
export const columns = (...names: readonly string[]): string =>
  names.map((name, place) => `value ->> ${place} AS ${name}`).join(', ')

export const statement = (sql: string, rows: readonly unknown[], ...rest: readonly Value[]): Statement => ({
  sql,
  args: [JSON.stringify(rows), ...rest],
})
