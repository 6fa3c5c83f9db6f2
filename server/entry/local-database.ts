/** A database file, or a replica of a server, opened in the thread that uses it: every call blocks that thread. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { type Database, Unavailable } from '../store/database.ts'
import { pathOf, toDatabaseError, toOutcome, toRows, toStatement } from './libsql.ts'

export type LocalDatabaseOptions = {
  /** `file:` and a path. */
  url: string
  /** The primary of which the file is a replica. */
  syncUrl?: string
  authToken?: string
  /** `whole` does everything; a `writer` leaves checkpoints to others; a `reader` cannot write. */
  role?: Role
}
type Role = 'whole' | 'writer' | 'reader'

export interface LocalDatabase extends Database {
  /** Brings a replica up to its primary. */
  sync(): Promise<void>
}

/** How long a call waits for another process's lock before it is `Unavailable`. */
const BUSY_MILLISECONDS = 2_000

/** @throws {Unavailable} where the file cannot be opened, or a replica's primary does not answer. */
export function openLocalDatabase({
  url,
  syncUrl,
  authToken,
  role = 'whole',
}: LocalDatabaseOptions): LocalDatabase {
  const client = open({ url, authToken, syncUrl })
  // libSQL refuses pragmas on a replica: its primary decides.
  const pragmas = syncUrl === undefined ? filePragmas(role) : []
  let prepared = false
  let last: Promise<unknown> = Promise.resolve()

  /** One at a time, so that `close` waits for what is under way and an error's clean-up meets nobody else's work. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(() => attempt(work))
    last = turn.catch(() => undefined)
    return turn
  }

  /**
   * A statement that met a lock stays half-run on its connection, and every later commit there fails: after such an
   * error the connection is opened anew. Pragmas belong to a connection, so they are set again as well.
   */
  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      if (!prepared) for (const pragma of pragmas) await client.execute(`PRAGMA ${pragma}`)
      prepared = true
      return await work()
    } catch (error) {
      const known = toDatabaseError(error)
      if (known instanceof Unavailable && !client.closed) {
        prepared = false
        await client.reconnect()
      }
      throw known
    }
  }

  return {
    read: (sql, args) =>
      inTurn(async () => {
        const { columns, rows } = await client.execute(toStatement({ sql, args }))
        return toRows(columns, rows)
      }),
    write: (statements) =>
      inTurn(async () => (await client.batch(statements.map(toStatement), 'write')).map(toOutcome)),
    sync: () =>
      inTurn(async () => {
        await client.sync()
      }),
    async close() {
      await last
      client.close()
    },
  }
}

/** Cache sizes are upper bounds in KiB; memory is taken as pages are read. */
const filePragmas = (role: Role): readonly string[] => [
  'journal_mode = WAL',
  // An acknowledged call survives a power cut.
  'synchronous = FULL',
  'foreign_keys = ON',
  `cache_size = ${role === 'reader' ? -8_192 : -32_768}`,
  'temp_store = MEMORY',
  ...(role === 'writer' ? ['wal_autocheckpoint = 0'] : []),
  ...(role === 'reader' ? ['query_only = ON'] : []),
]

function open({ url, syncUrl, authToken }: LocalDatabaseOptions) {
  try {
    mkdirSync(dirname(pathOf(url)), { recursive: true })
    return createClient({
      url,
      authToken,
      syncUrl,
      // One connection: what a thread does is done in order, and pragmas are set once.
      concurrency: 1,
      timeout: BUSY_MILLISECONDS,
    })
  } catch (error) {
    throw toDatabaseError(error)
  }
}
