/** Opens the database that the configuration names, where there are threads. */
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { openThreadedDatabase, openThreadedReplica } from './threaded-database.ts'

/** @param module the module `database-thread`, as the runtime can load it */
export async function openDatabase(config: Config, log: Log, module: URL): Promise<Database> {
  const { databaseUrl: url, databaseAuthToken: authToken, databaseSyncUrl: syncUrl } = config
  if (url.startsWith('file:') && syncUrl === undefined) return openThreadedDatabase({ url, module, log })
  // The client for servers takes 13 MB, which a process with a file does without.
  const { openRemoteDatabase } = await import('./remote-database.ts')
  if (syncUrl === undefined) return openRemoteDatabase({ url, authToken })
  const { openReplicaDatabase } = await import('./replica-database.ts')
  return openReplicaDatabase(
    openThreadedReplica({ url, syncUrl, authToken, module, log }),
    openRemoteDatabase({ url: syncUrl, authToken }),
  )
}
