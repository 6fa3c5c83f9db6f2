/** A database file, or an embedded replica of a server, opened in the thread that uses it: every call blocks that thread. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { type Database, Unavailable } from '../store/database.ts'
import { toDatabaseError, toOutcome, toRows, toStatement } from './libsql.ts'

export type LocalDatabaseOptions = {
  /** `file:` and a path. */
  url: string
  authToken?: string
  /** The primary of which the file is a replica. */
  syncUrl?: string
  /** A reader cannot write, and keeps a smaller cache. */
  role?: 'writer' | 'reader'
}

/** How long a call waits for another process's lock before it is `Unavailable`. */
const BUSY_MILLISECONDS = 2_000
const CACHE_KIB = { writer: 64 * 1024, reader: 16 * 1024 }

/** @throws {Unavailable} where the file cannot be opened. */
export function openLocalDatabase({
  url,
  authToken,
  syncUrl,
  role = 'writer',
}: LocalDatabaseOptions): Database {
  const client = open({ url, authToken, syncUrl })
  const pragmas = [
    // A replica's journal belongs to libSQL.
    ...(syncUrl === undefined ? ['journal_mode = WAL'] : []),
    // An acknowledged call survives a power cut.
    'synchronous = FULL',
    'foreign_keys = ON',
    `cache_size = -${CACHE_KIB[role]}`,
    'temp_store = MEMORY',
    ...(role === 'reader' ? ['query_only = ON'] : []),
  ]
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
    async close() {
      await last
      client.close()
    },
  }
}

function open({ url, authToken, syncUrl }: LocalDatabaseOptions) {
  try {
    mkdirSync(dirname(url.replace(/^file:(\/\/)?/, '')), { recursive: true })
    return createClient({
      url,
      authToken,
      syncUrl,
      readYourWrites: true,
      // One connection: what a thread does is done in order, and pragmas are set once.
      concurrency: 1,
      timeout: BUSY_MILLISECONDS,
    })
  } catch (error) {
    throw toDatabaseError(error)
  }
}
