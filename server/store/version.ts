/** The version of all definitions: other processes read it to know when to read them anew. */
import type { Database } from './database.ts'
import { text } from './row.ts'

export async function readVersion(database: Database): Promise<string> {
  const [row] = await database.read(`SELECT value FROM instance WHERE key = 'version'`)
  return row ? text(row, 'value') : ''
}

/** To be part of every write that changes a definition. */
export const NEW_VERSION = {
  sql: `INSERT INTO instance (key, value) VALUES ('version', hex(randomblob(8)))
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
} as const
