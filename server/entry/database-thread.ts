/** Inside a worker thread: one connection to a database file, and one call after another. */
import { constants, setPriority } from 'node:os'
import process from 'node:process'
import { parentPort, workerData } from 'node:worker_threads'
import type { AudienceAsked, CountUsers } from '../store/audience.ts'
import {
  Conflict,
  type Outcome,
  type Row,
  type Statement,
  Unavailable,
  type Value,
} from '../store/database.ts'
import { type LocalDatabase, type LocalDatabaseOptions, openLocalDatabase } from './local-database.ts'

export type ThreadRequest =
  | { kind: 'read'; sql: string; args?: readonly Value[] }
  | { kind: 'write'; statements: readonly Statement[] }
  /** Answered by a row of `count` for each predicate. */
  | { kind: 'count'; asked: AudienceAsked }
  | { kind: 'sync' }
  /** Answered once the file is open, as every other call is. */
  | { kind: 'open' }
  | { kind: 'close' }
export type ThreadCall = { id: number; request: ThreadRequest }
export type ThreadAnswer = { id: number; outcomes: readonly Outcome[] } | { id: number; error: ThreadError }
/** Error classes do not survive the way between threads: `kind` says which to make on the other side. */
export type ThreadError = { kind: 'unavailable' | 'conflict' | 'other'; message: string }

const options: LocalDatabaseOptions = workerData
/** Opened by the first call, and again by the next one where that failed. */
let database: LocalDatabase | undefined
let countUsers: CountUsers | undefined

async function run(request: ThreadRequest): Promise<readonly Outcome[]> {
  if (request.kind === 'close') {
    await database?.close()
    return []
  }
  if (database === undefined) {
    database = openLocalDatabase(options)
    if (options.role === 'long-reader') giveWay()
  }
  if (request.kind === 'open') return []
  if (request.kind === 'write') return database.write(request.statements)
  if (request.kind === 'read') return [{ rows: await database.read(request.sql, request.args), changes: 0 }]
  if (request.kind === 'count') return [{ rows: await count(database, request.asked), changes: 0 }]
  await database.sync()
  return []
}

/** Only a thread that counts needs its code. */
async function count(database: LocalDatabase, asked: AudienceAsked): Promise<Row[]> {
  if (countUsers === undefined) {
    const { countBySets } = await import('../store/audience-sets.ts')
    countUsers = countBySets(database)
  }
  return (await countUsers(asked)).map((count) => ({ count }))
}

/**
 * Calls come before long reads where both want the processor; but with the lowest priority a read of some milliseconds
 * would take a second beside them. Linux alone has a priority for each thread.
 */
function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Deno run without its leave does not let it; then both have the same.
  }
}

function toThreadError(error: unknown): ThreadError {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Unavailable) return { kind: 'unavailable', message }
  return { kind: error instanceof Conflict ? 'conflict' : 'other', message }
}

async function answer({ id, request }: ThreadCall): Promise<void> {
  const reply = await run(request).then(
    (outcomes): ThreadAnswer => ({ id, outcomes }),
    (error: unknown): ThreadAnswer => ({ id, error: toThreadError(error) }),
  )
  parentPort?.postMessage(reply)
}

parentPort?.on('message', (call: ThreadCall) => void answer(call))
