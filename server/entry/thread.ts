/** The near side of a database thread: calls and answers, and a new thread where one died. */
import { Worker } from 'node:worker_threads'
import { Conflict, type Outcome, Unavailable } from '../store/database.ts'
import type { Log } from '../log.ts'
import type { ThreadAnswer, ThreadCall, ThreadError, ThreadRequest } from './database-thread.ts'
import type { LocalDatabaseOptions } from './local-database.ts'

export interface Thread {
  /** @throws {Unavailable} also where the thread died, or took longer than `within` milliseconds. */
  call(request: ThreadRequest, within?: number): Promise<readonly Outcome[]>
  /** After what is under way. */
  close(): Promise<void>
}

export type ThreadOptions = {
  /** The module `database-thread`, as the runtime can load it. */
  module: URL
  database: LocalDatabaseOptions
  log: Log
}

type Waiting = { resolve: (outcomes: readonly Outcome[]) => void; reject: (error: Error) => void }

export function startThread({ module, database, log }: ThreadOptions): Thread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let lastId = 0
  let overdue = 0

  function start(): Worker {
    const started = new Worker(module, {
      workerData: database,
      // Small young generations keep an idle process small; results of a large read live in the old one.
      resourceLimits: {
        maxYoungGenerationSizeMb: 2,
        maxOldGenerationSizeMb: 512,
        codeRangeSizeMb: 8,
        stackSizeMb: 2,
      },
    })
    let reason = 'it ended by itself'
    started.on('message', receive)
    started.on('error', (error: Error) => (reason = error.message))
    started.on('exit', () => {
      if (worker === started) worker = undefined
      if (waiting.size === 0) return
      log.error('a database thread died; the next call starts another', { reason })
      for (const { reject } of waiting.values())
        reject(new Unavailable(`The database thread died: ${reason}`))
      waiting.clear()
    })
    return started
  }

  function receive(answer: ThreadAnswer): void {
    const caller = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) caller?.reject(toError(answer.error))
    else caller?.resolve(answer.outcomes)
  }

  function send(request: ThreadRequest): Promise<readonly Outcome[]> {
    const id = (lastId += 1)
    worker ??= start()
    const call: ThreadCall = { id, request }
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker?.postMessage(call)
    })
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
    async close() {
      if (worker === undefined) return
      const ended = new Promise((resolve) => worker?.once('exit', resolve))
      await send({ kind: 'close' })
      await ended
    },
  }
}

function toError({ kind, message }: ThreadError): Error {
  if (kind === 'unavailable') return new Unavailable(message)
  return kind === 'conflict' ? new Conflict(message) : new Error(message)
}
