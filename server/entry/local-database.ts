/** A database file, or a replica of a server, opened in the thread that uses it: every call blocks that thread. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Conflict, type Database, Unavailable } from '../store/database.ts'
import { type Connection, connect } from './connection.ts'
import { pathOf, toDatabaseError } from './libsql.ts'

export type LocalDatabaseOptions = {
  /** `file:` and a path. */
  url: string
  /** The primary of which the file is a replica. */
  syncUrl?: string
  authToken?: string
  /**
   * `whole` does everything; a `writer` leaves checkpoints to others; a `reader` cannot write; a `long-reader` neither,
   * and goes over whole tables, which no cache holds.
   */
  role?: Role
  /** How long a call waits for another process's lock before it is `Unavailable`; 2 s unless said. */
  busyMilliseconds?: number
}
type Role = 'whole' | 'writer' | 'reader' | 'long-reader'

export interface LocalDatabase extends Database {
  /** Brings a replica up to its primary. */
  sync(): Promise<void>
}

const BUSY_MILLISECONDS = 2_000

/** @throws {Unavailable} where the file cannot be opened, or a replica's primary does not answer. */
export function openLocalDatabase(options: LocalDatabaseOptions): LocalDatabase {
  let connection: Connection | undefined = open(options)
  let isClosed = false

  /**
   * A statement that met a lock stays half-run on its connection, and every later commit there fails: after an error
   * the next call opens another. A conflict is a statement's only, and frequent enough to keep what is in the cache.
   */
  async function attempt<T>(work: (connection: Connection) => T): Promise<T> {
    if (isClosed) throw new Unavailable('The database is closed')
    connection ??= open(options)
    try {
      return work(connection)
    } catch (error) {
      const known = toDatabaseError(error)
      if (!(known instanceof Conflict)) {
        connection.close()
        connection = undefined
      }
      throw known
    }
  }

  return {
    read: (sql, args) => attempt(({ run }) => run({ sql, args }).rows),
    write: (statements) => attempt(({ runAll }) => runAll(statements)),
    sync: () => attempt(({ sync }) => sync()),
    async close() {
      isClosed = true
      connection?.close()
      connection = undefined
    },
  }
}

/** Cache sizes are upper bounds in KiB; memory is taken as pages are read. */
const filePragmas = (role: Role): readonly string[] => [
  'journal_mode = WAL',
  // An acknowledged call survives a power cut.
  'synchronous = FULL',
  'foreign_keys = ON',
  `cache_size = -${role === 'long-reader' ? 2_048 : 8_192}`,
  'temp_store = MEMORY',
  ...(role === 'writer' ? ['wal_autocheckpoint = 0'] : []),
  ...(role === 'reader' || role === 'long-reader' ? ['query_only = ON'] : []),
]

function open({
  url,
  syncUrl,
  authToken,
  role = 'whole',
  busyMilliseconds: timeout = BUSY_MILLISECONDS,
}: LocalDatabaseOptions): Connection {
  const path = pathOf(url)
  try {
    mkdirSync(dirname(path), { recursive: true })
    // libSQL refuses pragmas on a replica: its primary decides.
    const pragmas = syncUrl === undefined ? filePragmas(role) : []
    return connect({ path, syncUrl, authToken, timeout, pragmas })
  } catch (error) {
    throw toDatabaseError(error)
  }
}
