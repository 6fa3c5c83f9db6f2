/**
 * A database file in worker threads: libSQL blocks the thread it runs in, and this way that is never the one that
 * answers requests. WAL lets the reader go on while the writer commits.
 */
import type { Log } from '../log.ts'
import type { Database, Row, Value } from '../store/database.ts'
import { integer } from '../store/row.ts'
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

/** @param url `file:` and a path */
export function openThreadedDatabase(
  url: string,
  threads: Threads,
  checkpoints: Checkpoints = CHECKPOINTS,
): Database {
  const writer = startThread(threads, { url, role: 'writer' }, { early: true })
  const reader = startThread(threads, { url, role: 'reader' }, { early: true, mayEnd: true })
  const keeper = keepCheckpoints(writer, reader, checkpoints, threads.log)
  return {
    read: (sql, args) => readIn(reader, sql, args),
    async write(statements) {
      keeper.due()
      return writer.call({ kind: 'write', statements }, WRITE_MILLISECONDS)
    },
    async close() {
      await keeper.stop()
      await reader.close()
      await writer.close()
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

/**
 * Copies the WAL into the database file off the commit's way: the reader's thread does the work while the writer goes
 * on. Under constant load that never lets the WAL start anew, so that above a bound the writer does the little that is
 * left itself, and begins again at its front.
 */
function keepCheckpoints(
  writer: Thread,
  reader: Thread,
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
      await writer.call({ kind: 'read', sql: 'PRAGMA wal_checkpoint(RESTART)' })
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
