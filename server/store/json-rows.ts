/** Rows that a statement is given: a JSON array of arrays as its argument. */

/**
 * The rows, ?1, with these columns by place. Their texts are materialized: where columns read `json_each` itself, SQLite
 * writes the text of the row anew for each of them.
 */
export const rowsOf = (...names: readonly string[]): string =>
  `(WITH line AS MATERIALIZED (SELECT value FROM json_each(?1))
    SELECT ${names.map((name, place) => `value ->> ${place} AS ${name}`).join(', ')} FROM line)`
