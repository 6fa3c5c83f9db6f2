/** The version of all definitions: other processes read it to know when to read them anew. */
import type { Database, Statement, Value } from './database.ts'
import { text } from './row.ts'

export async function readVersion(database: Database): Promise<string> {
  const [row] = await database.read(`SELECT value FROM instance WHERE key = 'version'`)
  return row ? text(row, 'value') : ''
}

/** To be part of a write that changes a definition only where `condition`, in SQL with its `args`, holds. */
export const newVersionWhere = (condition: string, args: readonly Value[] = []): Statement => ({
  sql: `INSERT INTO instance (key, value) SELECT 'version', hex(randomblob(8)) WHERE ${condition}
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  args,
})

/** To be part of every write that changes a definition. */
export const NEW_VERSION = newVersionWhere('true')
