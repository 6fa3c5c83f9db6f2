/**
 * The group commit. While one commit is under way, arriving calls gather; the next takes them all. There is no timer:
 * a lone call commits at once. Commit before replying: Segment does not resend what was answered with 200.
 */
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { Unavailable, type Database } from '../store/database.ts'
import { createAsides } from './asides.ts'
import { commit, hashOf, type Judgement } from './commit.ts'
import type { Definitions } from './definitions.ts'
import type { Envelope, Ingest } from './envelope.ts'
import { createInspection } from './inspection.ts'
import { judge, withoutContent } from './judge.ts'
import type { KeyedHash } from './keyed-hash.ts'

export type IngestOptions = {
  database: Database
  definitions: Definitions
  keyedHash: KeyedHash
  log: Log
  metrics: Metrics
  now: () => number
  /** False where requests cannot share a promise (edge workers): then each commits for itself. */
  group?: boolean
  /** What may wait; beyond it calls are answered 503. */
  queue?: { calls: number; bytes: number }
}

/** What one commit takes: more of them are hardly faster, and take more memory while they are written. */
const COMMIT_CALLS = 2_000
/** Segment waits 5 seconds for an answer, and retries what was answered 503. */
const PATIENCE = 4_000

type Waiting = {
  judgement: Judgement
  calls: number
  bytes: number
  since: number
  resolve: () => void
  reject: (reason: unknown) => void
}

export function createIngest({
  database,
  definitions,
  keyedHash,
  log,
  metrics,
  now,
  group = true,
  queue: most = { calls: 20_000, bytes: 64 * 1024 * 1024 },
}: IngestOptions): Ingest {
  const inspection = createInspection()
  const asides = createAsides(definitions)
  let queue: Waiting[] = []
  const queued = { calls: 0, bytes: 0 }
  let busy = false
  let whenIdle: (() => void)[] = []

  function judged({
    environment,
    door,
    source,
    keyId,
    receivedAt,
    status,
    calls,
    refusals,
  }: Envelope): Judgement {
    const rules = definitions.rules(environment)
    const shown = () => inspection.shows(environment, rules.environment.settings.callsPerSecond, receivedAt)
    return {
      environment,
      door,
      source,
      keyId,
      receivedAt,
      status,
      judged: calls.map((call) => {
        const judgement = judge(call, rules)
        const isShown = shown()
        if (!isShown && judgement.sampled === undefined) judgement.call = withoutContent(call)
        return { judgement, hash: hashOf(call, environment, keyedHash), shown: isShown }
      }),
      refusals: refusals.map((refusal) => ({ refusal, withPayload: shown() })),
    }
  }

  async function write(judgements: readonly Judgement[]): Promise<void> {
    const at = now()
    const aside = asides.take(judgements, inspection.take(), at)
    try {
      await commit(judgements, aside, { database, definitions, keyedHash, now: at })
    } catch (error) {
      asides.giveBack(aside)
      throw error
    }
  }

  /**
   * One bad request must not fail its neighbours: where it is not the database's state, each commits alone.
   * Returns how to tell the callers what became of it.
   */
  async function settle(taken: readonly Waiting[]): Promise<() => void> {
    const started = performance.now()
    try {
      await write(taken.map(({ judgement }) => judgement))
      metrics.committed(
        taken.reduce((sum, { calls }) => sum + calls, 0),
        performance.now() - started,
      )
      return () => taken.forEach(({ resolve }) => resolve())
    } catch (error) {
      if (!(error instanceof Unavailable) && taken.length > 1) {
        const answers: (() => void)[] = []
        for (const one of taken) answers.push(await settle([one]))
        return () => answers.forEach((answer) => answer())
      }
      if (!(error instanceof Unavailable)) log.error('calls could not be committed', { cause: String(error) })
      return () => taken.forEach(({ reject }) => reject(error))
    }
  }

  function take(): Waiting[] {
    let calls = 0
    let end = 0
    for (const waiting of queue) {
      if (end > 0 && calls + waiting.calls > COMMIT_CALLS) break
      calls += waiting.calls
      end++
    }
    return queue.splice(0, end)
  }

  function enter({ calls, bytes }: Waiting, sign: 1 | -1): void {
    queued.calls += sign * calls
    queued.bytes += sign * bytes
    metrics.queued(queued.calls)
  }

  /** Rejects whoever waited as long as their sender does. The commit under way goes on, and a retry of it is a repeat. */
  function rejectLate(taken: readonly Waiting[]): void {
    const late = performance.now() - PATIENCE
    const slow = new Unavailable('the database is slow')
    for (const { since, reject } of taken) if (since <= late) reject(slow)
    queue = queue.filter((waiting) => {
      if (waiting.since > late) return true
      enter(waiting, -1)
      waiting.reject(slow)
      return false
    })
  }

  /** The next commit begins before the callers of the last are answered: the database need not wait for that. */
  async function work(): Promise<void> {
    busy = true
    let answer = (): void => undefined
    while (queue.length > 0 || asides.waiting) {
      const taken = take()
      const settling = settle(taken)
      answer()
      const patience = setInterval(() => rejectLate(taken), PATIENCE / 8)
      answer = await settling
      clearInterval(patience)
      for (const waiting of taken) enter(waiting, -1)
    }
    answer()
    busy = false
    for (const done of whenIdle) done()
    whenIdle = []
  }

  return {
    submit(envelope) {
      if (!group) return write([judged(envelope)])
      const calls = envelope.calls.length + envelope.refusals.length
      if (queued.calls + calls > most.calls || queued.bytes + envelope.bytes > most.bytes)
        return Promise.reject(new Unavailable('too many calls wait'))
      const judgement = judged(envelope)
      return new Promise((resolve, reject) => {
        const waiting = { judgement, calls, bytes: envelope.bytes, since: performance.now(), resolve, reject }
        queue.push(waiting)
        enter(waiting, 1)
        if (!busy) void work()
      })
    },
    stranger(seen) {
      asides.stranger(seen)
      if (group && !busy) void work()
    },
    drain: () => (busy ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  }
}
