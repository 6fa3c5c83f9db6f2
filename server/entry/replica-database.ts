/** An embedded replica: reads come from a file here, writes go to the primary in one round trip. */
import { type Database, Unavailable } from '../store/database.ts'
import type { LocalDatabase } from './local-database.ts'

/** How old a read may be of what other nodes wrote. */
const FRESH_MILLISECONDS = 1_000
/** How long a primary that did not answer is left alone: a sync in vain takes seconds, in which nothing is read. */
const PAUSE_MILLISECONDS = 5_000

export type Replica = Pick<LocalDatabase, 'read' | 'sync' | 'close'>

export function openReplicaDatabase(replica: Replica, primary: Database): Database {
  let written = 0
  let synced = 0
  let syncedAt = 0
  let pausedUntil = 0

  /** Without the primary, reads go on as long as nothing was written through here since. */
  async function catchUp(): Promise<void> {
    const now = Date.now()
    if (written === synced && now < Math.max(syncedAt + FRESH_MILLISECONDS, pausedUntil)) return
    if (now < pausedUntil) throw new Unavailable('The primary of this replica did not answer a moment ago')
    const reached = written
    try {
      await replica.sync()
      synced = Math.max(synced, reached)
      syncedAt = now
    } catch (error) {
      if (error instanceof Unavailable) pausedUntil = Date.now() + PAUSE_MILLISECONDS
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
        const outcomes = await primary.write(statements)
        pausedUntil = 0
        return outcomes
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
