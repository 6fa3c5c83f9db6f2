/**
 * The group commit. While one commit is under way, arriving calls gather; the next takes them all, and begins before the
 * other has ended where enough have gathered. There is no timer: a lone call commits at once. Commit before replying:
 * Segment does not resend what was answered with 200.
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
  /** How many commits the database takes at once: with two, one lies ready for the thread that writes the other. */
  commitsAtOnce?: number
  /** What may wait; beyond it calls are answered 503. */
  queue?: { calls: number; rows: number; bytes: number }
}

/** What one commit takes: more of them are hardly faster, and take more memory while they are written. */
const COMMIT_CALLS = 2_000
/** Calls of the usual size never reach them; those with hundreds of attributes would keep both threads for seconds. */
const COMMIT_BYTES = 4 * 1_024 * 1_024
const COMMIT_ROWS = 20_000
/**
 * A commit that begins beside another takes so many calls at least, and half as many as the other: below that, what it
 * costs itself is more than what is gained by not waiting. Found by measuring.
 */
const WORTH_A_COMMIT = 20
/** Segment waits 5 seconds for an answer, and retries what was answered 503. */
const PATIENCE = 4_000

type Waiting = {
  judgement: Judgement
  calls: number
  /** Calls and the attributes that they set: what a commit takes long for. */
  rows: number
  bytes: number
  since: number
  resolve: () => void
  reject: (reason: unknown) => void
}

const tooMany = (): Unavailable => new Unavailable('too many calls wait')

export function createIngest({
  database,
  definitions,
  keyedHash,
  log,
  metrics,
  now,
  group = true,
  commitsAtOnce = 1,
  queue: most = { calls: 20_000, rows: 100_000, bytes: 16 * 1024 * 1024 },
}: IngestOptions): Ingest {
  const inspection = createInspection()
  const asides = createAsides(definitions)
  let queue: Waiting[] = []
  /** Of those in the queue and those in a commit under way. */
  const queued = { calls: 0, rows: 0, bytes: 0 }
  /** The calls in each commit under way. */
  const underWay: number[] = []
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
        const whole = judge(call, rules)
        const isShown = shown()
        const judgement = isShown || whole.sampled !== undefined ? whole : withoutContent(whole)
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
    let rows = 0
    let bytes = 0
    let end = 0
    for (const waiting of queue) {
      calls += waiting.calls
      rows += waiting.rows
      bytes += waiting.bytes
      if (end > 0 && (calls > COMMIT_CALLS || rows > COMMIT_ROWS || bytes > COMMIT_BYTES)) break
      end++
    }
    return queue.splice(0, end)
  }

  function isFull(calls: number, bytes: number): boolean {
    return queued.calls + calls > most.calls || queued.rows >= most.rows || queued.bytes + bytes > most.bytes
  }

  function enter({ calls, rows, bytes }: Waiting, sign: 1 | -1): void {
    queued.calls += sign * calls
    queued.rows += sign * rows
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

  function mayBegin(): boolean {
    if (underWay.length === 0) return queue.length > 0 || asides.waiting
    const inCommits = underWay.reduce((sum, calls) => sum + calls, 0)
    const gathered = queued.calls - inCommits
    return underWay.length < commitsAtOnce && gathered >= Math.max(WORTH_A_COMMIT, inCommits / 2)
  }

  function begin(): void {
    while (mayBegin()) void commitNext()
  }

  async function commitNext(): Promise<void> {
    const taken = take()
    const calls = taken.reduce((sum, one) => sum + one.calls, 0)
    underWay.push(calls)
    const patience = setInterval(() => rejectLate(taken), PATIENCE / 8)
    const answer = await settle(taken)
    clearInterval(patience)
    underWay.splice(underWay.indexOf(calls), 1)
    for (const waiting of taken) enter(waiting, -1)
    // The next commit begins before the callers of this one are answered: the database need not wait for that.
    begin()
    answer()
    if (underWay.length > 0) return
    for (const done of whenIdle) done()
    whenIdle = []
  }

  return {
    requireRoom(bytes) {
      if (isFull(1, bytes)) throw tooMany()
    },
    submit(envelope) {
      if (!group) return write([judged(envelope)])
      const { bytes } = envelope
      const calls = envelope.calls.length + envelope.refusals.length
      if (isFull(calls, bytes)) return Promise.reject(tooMany())
      const judgement = judged(envelope)
      const rows = judgement.judged.reduce(
        (sum, { judgement: { attributes } }) => sum + attributes.length,
        calls,
      )
      return new Promise((resolve, reject) => {
        const waiting = { judgement, calls, rows, bytes, since: performance.now(), resolve, reject }
        queue.push(waiting)
        enter(waiting, 1)
        begin()
      })
    },
    stranger(seen) {
      asides.stranger(seen)
      if (group) begin()
    },
    drain: () => (underWay.length > 0 ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  }
}
