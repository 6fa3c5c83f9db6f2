/** Opens the database that the configuration names, where there are threads. */
import { stat } from 'node:fs/promises'
import type { Config } from '../config.ts'
import type { CountUsers } from '../store/audience.ts'
import type { Database, Reader } from '../store/database.ts'
import { pathOf } from './libsql.ts'
import type { Threads } from './thread.ts'
import { openThreadedDatabase, openThreadedReplica } from './threaded-database.ts'

export type Opened = {
  database: Database
  /** Where the database can do better than by statements. */
  countUsers?: CountUsers
  longReads?: Reader
  commitsAtOnce?: number
  /** To be called once the process listens: what only calls need. */
  begin?: () => Promise<void>
  /** Whether this or another process may have written since it was last asked. */
  mayHaveChanged: () => Promise<boolean>
}

export async function openDatabase(config: Config, threads: Threads): Promise<Opened> {
  const { databaseUrl: url, databaseSyncUrl: syncUrl } = config
  if (url.startsWith('file:') && syncUrl === undefined) {
    // A process with a server does without libSQL's native part.
    const { openLocalDatabase } = await import('./local-database.ts')
    const database = openThreadedDatabase({ url, threads, openHere: openLocalDatabase })
    const { countUsers, longReads, begin } = database
    return { database, countUsers, longReads, begin, commitsAtOnce: 2, mayHaveChanged: watch(pathOf(url)) }
  }
  return { database: await openDistant(config, threads), mayHaveChanged: async () => true }
}

async function openDistant(config: Config, threads: Threads): Promise<Database> {
  const { databaseUrl: url, databaseAuthToken: authToken, databaseSyncUrl: syncUrl } = config
  // The client for servers takes 13 MB, which a process with a file does without.
  const { openRemoteDatabase } = await import('./remote-database.ts')
  if (syncUrl === undefined) return openRemoteDatabase({ url, authToken })
  const { openReplicaDatabase } = await import('./replica-database.ts')
  return openReplicaDatabase(
    openThreadedReplica({ url, syncUrl, authToken }, threads),
    openRemoteDatabase({ url: syncUrl, authToken }),
  )
}

/** Looks at the WAL's time, so that an idle process need not keep a thread for reading. */
function watch(path: string): () => Promise<boolean> {
  let seen = ''
  return async () => {
    const now = await stat(`${path}-wal`).then(
      ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
      () => '',
    )
    const changed = now !== seen
    seen = now
    return changed
  }
}
