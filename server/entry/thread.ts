/** The near side of a database thread: calls and answers, a new thread where one died, none where none is needed. */
import { Worker } from 'node:worker_threads'
import type { Log } from '../log.ts'
import { Conflict, type Outcome, Unavailable } from '../store/database.ts'
import type { ThreadAnswer, ThreadCall, ThreadError, ThreadRequest } from './database-thread.ts'
import type { LocalDatabaseOptions } from './local-database.ts'

export interface Thread {
  /** @throws {Unavailable} also where the thread died, or took longer than `within` milliseconds. */
  call(request: ThreadRequest, within?: number): Promise<readonly Outcome[]>
  /** After what is under way. Later calls are refused: a thread that they started would be torn down with the process. */
  close(): Promise<void>
}

/** How this runtime runs threads. */
export type Threads = {
  /** The module `database-thread`, as the runtime can load it. */
  module: URL
  log: Log
  /** Where a thread that has ended gives back what it held: how long one that may end waits for another call. */
  lingerMilliseconds?: number
  /** Called every few milliseconds while a thread starts, and once more when it has. */
  whileStarting?: () => void
}

const STARTING_MILLISECONDS = 5

/**
 * Starts with the first call.
 * @param mayEnd it frees its 10 MB when it is not called for a while, until the next call
 */
export function startThread(
  { module, log, lingerMilliseconds, whileStarting }: Threads,
  database: LocalDatabaseOptions,
  { mayEnd = false } = {},
): Thread {
  let running: Running | undefined
  let linger: ReturnType<typeof setTimeout> | undefined
  let overdue = 0
  let closed = false
  let ended: Promise<void> = Promise.resolve()

  function end(): Promise<void> {
    clearTimeout(linger)
    const ending = running
    running = undefined
    ended = Promise.all([ended, ending?.close()]).then(() => undefined)
    return ended
  }

  async function send(request: ThreadRequest): Promise<readonly Outcome[]> {
    if (closed) throw new Unavailable('The database is closed')
    clearTimeout(linger)
    if (!running?.isAlive()) running = run({ module, log, whileStarting }, database)
    const sentTo = running
    try {
      return await sentTo.send(request)
    } finally {
      if (mayEnd && lingerMilliseconds !== undefined && sentTo.isIdle()) {
        clearTimeout(linger)
        linger = setTimeout(() => void end(), lingerMilliseconds)
      }
    }
  }

  return {
    async call(request, within) {
      if (within === undefined) return send(request)
      // While the disk hangs, callers are told so at once instead of piling up behind it.
      if (overdue > 0) throw new Unavailable('The database has not answered an earlier call yet')
      const sent = send(request)
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          overdue += 1
          const over = (): void => void (overdue -= 1)
          sent.then(over, over)
          reject(new Unavailable(`The database did not answer within ${within} ms`))
        }, within)
      })
      return Promise.race([sent, late]).finally(() => clearTimeout(timer))
    },
    close() {
      closed = true
      return end()
    },
  }
}

type Running = {
  send: (request: ThreadRequest) => Promise<readonly Outcome[]>
  isAlive: () => boolean
  isIdle: () => boolean
  close: () => Promise<void>
}
type Waiting = { resolve: (outcomes: readonly Outcome[]) => void; reject: (error: Error) => void }

/** One thread from its start to its end. Every call is answered: at its end by `Unavailable`. */
function run({ module, log, whileStarting }: Threads, database: LocalDatabaseOptions): Running {
  const waiting = new Map<number, Waiting>()
  const worker = new Worker(module, {
    workerData: database,
    // A small young generation keeps an idle process small; the rows of a large read live in the old one.
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 512 },
  })
  let lastId = 0
  let alive = true
  let reason = 'it ended by itself'

  const starting = whileStarting && setInterval(whileStarting, STARTING_MILLISECONDS)
  worker.once('online', () => {
    clearInterval(starting)
    whileStarting?.()
  })
  worker.on('message', (answer: ThreadAnswer) => {
    const caller = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) caller?.reject(toError(answer.error))
    else caller?.resolve(answer.outcomes)
  })
  worker.on('error', (error: Error) => (reason = error.message))
  worker.on('exit', () => {
    alive = false
    clearInterval(starting)
    if (waiting.size > 0) log.error('a database thread died; the next call starts another', { reason })
    for (const { reject } of waiting.values()) reject(new Unavailable(`The database thread died: ${reason}`))
    waiting.clear()
  })

  const send = (request: ThreadRequest): Promise<readonly Outcome[]> =>
    new Promise((resolve, reject) => {
      const call: ThreadCall = { id: (lastId += 1), request }
      waiting.set(call.id, { resolve, reject })
      worker.postMessage(call)
    })
  return {
    send,
    isAlive: () => alive,
    isIdle: () => waiting.size === 0,
    async close() {
      if (alive) await send({ kind: 'close' }).catch(() => undefined)
      await worker.terminate()
    },
  }
}

function toError({ kind, message }: ThreadError): Error {
  if (kind === 'unavailable') return new Unavailable(message)
  return kind === 'conflict' ? new Conflict(message) : new Error(message)
}
