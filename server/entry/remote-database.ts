/** A libSQL server (sqld, Turso) over HTTP: web standards only, so that it works in a worker too. */
import { createClient } from '@libsql/client/http'
import { type Database, Unavailable } from '../store/database.ts'
import { toDatabaseError, toOutcome, toRows, toStatement } from './libsql.ts'

/** Segment gives up on a call after 5 to 10 seconds; a server that takes longer than this is away. */
const TIMEOUT_MILLISECONDS = 8_000

export type RemoteDatabaseOptions = { url: string; authToken?: string; timeout?: number }

export function openRemoteDatabase({
  url,
  authToken,
  timeout = TIMEOUT_MILLISECONDS,
}: RemoteDatabaseOptions): Database {
  const client = createClient({
    url,
    authToken,
    fetch: (request: Request) => fetchWhole(request, timeout),
    // Unbounded: a worker cannot let one request wait for another's, and elsewhere the committer is the bound.
    concurrency: Number.MAX_SAFE_INTEGER,
  })
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw toDatabaseError(error)
    }
  }
  return {
    read: (sql, args) =>
      attempt(async () => {
        const { columns, rows } = await client.execute(toStatement({ sql, args }))
        return toRows(columns, rows)
      }),
    write: (statements) =>
      attempt(async () => (await client.batch(statements.map(toStatement), 'write')).map(toOutcome)),
    async close() {
      client.close()
    },
  }
}

/** Reads the answer to its end here, so that a connection cut off half-way is told apart from a mistake of ours. */
async function fetchWhole(request: Request, timeout: number): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(timeout) })
    const { status, headers } = response
    return new Response(await response.text(), { status, headers })
  } catch (error) {
    throw new Unavailable(`The database server did not answer: ${String(error)}`, { cause: error })
  }
}
