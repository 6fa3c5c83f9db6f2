/** Single values of this installation. */
import type { Database } from './database.ts'

/** A real write of no consequence: it succeeds only where calls can be stored too. */
export async function recordReady(database: Database, now: number): Promise<void> {
  await database.write([
    {
      sql: `INSERT INTO instance (key, value) VALUES ('ready', ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      args: [String(now)],
    },
  ])
}
