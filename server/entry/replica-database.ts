/** An embedded replica: reads come from a file here, writes go to the primary in one round trip. */
import { type Database, Unavailable } from '../store/database.ts'
import type { LocalDatabase } from './local-database.ts'

/** How old a read may be of what other nodes wrote. */
const FRESH_MILLISECONDS = 1_000

export function openReplicaDatabase(
  replica: Pick<LocalDatabase, 'read' | 'sync' | 'close'>,
  primary: Database,
): Database {
  let written = 0
  let synced = 0
  let syncedAt = 0

  /** Without the primary, reads go on as long as nothing was written through here since. */
  async function catchUp(): Promise<void> {
    const now = Date.now()
    if (written === synced && now - syncedAt < FRESH_MILLISECONDS) return
    const reached = written
    try {
      await replica.sync()
      synced = Math.max(synced, reached)
      syncedAt = now
    } catch (error) {
      if (!(error instanceof Unavailable) || reached > synced) throw error
    }
  }

  return {
    async read(sql, args) {
      await catchUp()
      return replica.read(sql, args)
    },
    async write(statements) {
      try {
        return await primary.write(statements)
      } finally {
        // Also after an error: a write that timed out may have been done.
        written += 1
      }
    },
    async close() {
      await replica.close()
      await primary.close()
    },
  }
}
