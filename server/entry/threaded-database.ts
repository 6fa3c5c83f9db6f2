/**
 * A database file in worker threads: libSQL blocks the thread it runs in, and this way that is never the one that
 * answers requests. WAL lets the reader go on while the writer commits.
 */
import type { Log } from '../log.ts'
import type { CountUsers } from '../store/audience.ts'
import { type Database, type Reader, type Row, Unavailable, type Value } from '../store/database.ts'
import { integer } from '../store/row.ts'
import type { LocalDatabase, LocalDatabaseOptions } from './local-database.ts'
import type { ThreadRequest } from './database-thread.ts'
import type { Replica } from './replica-database.ts'
import { startThread, type Thread, type Threads } from './thread.ts'

/** Segment gives up on a call after 5 to 10 seconds. */
const WRITE_MILLISECONDS = 8_000

export type Checkpoints = {
  /** How long after a write its pages are copied into the database file. */
  everyMilliseconds: number
  /** Pages (4 KiB) in the WAL above which the writer starts it anew. */
  mostPages: number
}
/**
 * 64 MB of WAL. It is kept and written over, not cut off: a page written over costs 5 µs, one appended to the file 12.
 */
const CHECKPOINTS: Checkpoints = { everyMilliseconds: 500, mostPages: 16_384 }

/** How long the thread of long reads keeps its sets of users, and how many reads may wait for it. */
const LONG_READER_LINGERS = 60_000
const LONG_READS = 20

export interface ThreadedDatabase extends Database {
  /** In a thread of their own, one after another: over many users they take long, and other reads do not wait for that. */
  countUsers: CountUsers
  longReads: Reader
  /** Starts the writer's thread, and leaves to it what was done in this one. */
  begin(): Promise<void>
}

export type ThreadedOptions = {
  /** `file:` and a path. */
  url: string
  threads: Threads
  /** Opens the file in this thread, for what is asked until the writer's is there after `begin`. */
  openHere?: (options: LocalDatabaseOptions) => LocalDatabase
  checkpoints?: Checkpoints
}

export function openThreadedDatabase({
  url,
  threads,
  openHere,
  checkpoints = CHECKPOINTS,
}: ThreadedOptions): ThreadedDatabase {
  const writer = startThread(threads, { url, role: 'writer' })
  const understudy = standIn(openHere && (() => openHere({ url, role: 'writer', busyMilliseconds: 0 })))
  const reader = startThread(threads, { url, role: 'reader' }, { mayEnd: true })
  const lingerMilliseconds = threads.lingerMilliseconds && LONG_READER_LINGERS
  const longReader = startThread(
    { ...threads, lingerMilliseconds },
    { url, role: 'long-reader' },
    { mayEnd: true },
  )
  const turns = takeTurns()
  async function readLong(request: ThreadRequest): Promise<readonly Row[]> {
    if (turns.waiting() >= LONG_READS) throw new Unavailable('too many long reads wait')
    const [outcome] = await turns.take(() => longReader.call(request))
    return outcome?.rows ?? []
  }
  // Until something is written no read can hold it up: a process to which nothing is sent needs one thread and not two.
  let hasWritten = false
  const keeper = keepCheckpoints({ writer, reader, turns }, checkpoints, threads.log)
  return {
    async begin() {
      // Where the thread cannot open the file either, its answers say so from now on.
      await writer.call({ kind: 'open' }).catch(() => undefined)
      await understudy.leave()
    },
    async countUsers(asked) {
      const rows = await readLong({ kind: 'count', asked })
      return rows.map((row) => integer(row, 'count'))
    },
    longReads: { read: (sql, args) => readLong({ kind: 'read', sql, args }) },
    read: (sql, args) =>
      understudy.attempt(
        (here) => here.read(sql, args),
        () => readIn(hasWritten ? reader : writer, sql, args),
      ),
    write(statements) {
      hasWritten = true
      keeper.due()
      return understudy.attempt(
        (here) => here.write(statements),
        () => writer.call({ kind: 'write', statements }, WRITE_MILLISECONDS),
      )
    },
    async close() {
      await keeper.stop()
      await understudy.leave()
      await longReader.close()
      await reader.close()
      await writer.close()
    },
  }
}

/**
 * A thread takes as long to be there as all else of a start. What a start reads and writes is little, and until it
 * listens nobody waits for this thread. Where that cannot be done at once, a lock is met or the file cannot be opened,
 * it is left to the thread.
 */
function standIn(openHere: (() => LocalDatabase) | undefined) {
  let open = openHere
  let opened: LocalDatabase | undefined
  async function leave(): Promise<void> {
    open = undefined
    await opened?.close()
    opened = undefined
  }
  return {
    leave,
    async attempt<T>(here: (database: LocalDatabase) => Promise<T>, there: () => Promise<T>): Promise<T> {
      if (open === undefined) return there()
      try {
        return await here((opened ??= open()))
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error
        await leave()
        return there()
      }
    },
  }
}

/** What reads of an embedded replica need: one thread that holds its file. */
export function openThreadedReplica(
  database: { url: string; syncUrl: string; authToken?: string },
  threads: Threads,
): Replica {
  const thread = startThread(threads, database)
  return {
    read: (sql, args) => readIn(thread, sql, args),
    sync: async () => void (await thread.call({ kind: 'sync' })),
    close: () => thread.close(),
  }
}

async function readIn(thread: Thread, sql: string, args?: readonly Value[]): Promise<readonly Row[]> {
  const [outcome] = await thread.call({ kind: 'read', sql, args })
  return outcome?.rows ?? []
}

/** One after another, in their order. */
function takeTurns() {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    waiting: () => waiting,
    take<T>(work: () => Promise<T>): Promise<T> {
      waiting++
      const done = last.then(work).finally(() => waiting--)
      last = done.catch(() => undefined)
      return done
    },
  }
}

/**
 * Copies the WAL into the database file off the commit's way: the reader's thread does the work while the writer goes
 * on. Under constant load that never lets the WAL start anew, so that above a bound the writer does the little that is
 * left itself, and begins again at its front.
 */
function keepCheckpoints(
  { writer, reader, turns }: { writer: Thread; reader: Thread; turns: ReturnType<typeof takeTurns> },
  { everyMilliseconds, mostPages }: Checkpoints,
  log: Log,
): { due(): void; stop(): Promise<void> } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()

  /** How many pages the WAL holds. */
  async function copyPages(): Promise<number> {
    const [outcome] = await reader.call({ kind: 'read', sql: 'PRAGMA wal_checkpoint(PASSIVE)' })
    const [row] = outcome?.rows ?? []
    return row ? integer(row, 'log') : 0
  }

  async function checkpoint(): Promise<void> {
    try {
      if ((await copyPages()) <= mostPages) return
      // Once more for what was written meanwhile, so that next to nothing is left to the writer.
      await copyPages()
      // Between two long reads: for one that is under way the writer would wait, and all calls with it.
      await turns.take(() => writer.call({ kind: 'read', sql: 'PRAGMA wal_checkpoint(RESTART)' }))
    } catch (error) {
      log.warn('a checkpoint failed; the next write tries again', { reason: String(error) })
    }
  }

  return {
    due() {
      timer ??= setTimeout(() => {
        running = checkpoint().finally(() => (timer = undefined))
      }, everyMilliseconds)
    },
    async stop() {
      clearTimeout(timer)
      await running
    },
  }
}
