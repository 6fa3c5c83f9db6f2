/** Turns judged calls into the rows of one commit, and writes it. */
import { identityKey, type KeyedHash, messageHash } from './keyed-hash.ts'
import type { Definitions } from './definitions.ts'
import type { Door, Refusal } from './envelope.ts'
import type { Judged } from './judge.ts'
import { magnitude } from '../../shared/compare.ts'
import { DAY, slotOf } from '../../shared/time-slot.ts'
import type { Call, Source } from '../../shared/segment.ts'
import { commitStatements, type Commit, type IdentityKind } from '../store/commit.ts'
import type { Line } from '../store/commit-lines.ts'
import type { Database } from '../store/database.ts'
import { openNew } from './open-new.ts'

/** One request's calls, judged at receipt. */
export type Judgement = {
  environment: number
  door: Door
  source: Extract<Source, 'server' | 'browser' | 'sdk' | 'signed'>
  keyId?: string
  receivedAt: number
  status: number
  judged: readonly JudgedCall[]
  refusals: readonly { refusal: Refusal; withPayload: boolean }[]
}
export type JudgedCall = { judgement: Judged; hash: string; shown: boolean }

export type Asides = Pick<Commit, 'keysUsed' | 'firstCalls' | 'notices' | 'urls' | 'strangers'>

/** Message hashes are kept in windows of half a week, which are dropped whole. */
export const WINDOW = 3.5 * DAY
export const windowOf = (at: number): number => Math.floor(at / WINDOW)

/** A hash for a call's message ID; a call without one gets a hash of its own, so that it always counts. */
export function hashOf(call: Call, environment: number, keyedHash: KeyedHash): string {
  return messageHash(keyedHash, environment, call.messageId ?? crypto.randomUUID() + crypto.randomUUID())
}

const EPOCH = Date.UTC(2020, 0, 1)
const RANDOM_BITS = 2 ** 22
/** Commit IDs sort by time (to the second) and cannot meet by chance; they stay below 2^53 until 2088. */
const leastCommitId = (at: number): number => Math.floor((at - EPOCH) / 1_000) * RANDOM_BITS
const newCommitId = (at: number): number => leastCommitId(at) + Math.floor(Math.random() * RANDOM_BITS)

type Identity = { kind: IdentityKind; value: string }
type Names = { userId?: string; anonymousId?: string; visitorId?: string }
function identityOf({ userId, anonymousId, visitorId }: Names): Identity {
  if (visitorId !== undefined) return { kind: 'visitor', value: visitorId }
  return userId === undefined
    ? { kind: 'anonymous', value: anonymousId ?? '' }
    : { kind: 'user', value: userId }
}

/** A call that names a user is of that user, whatever became of the visitor. */
const userOf = (userId: string): Identity => ({ kind: 'user', value: userId })

export async function commit(
  judgements: readonly Judgement[],
  asides: Asides,
  {
    database,
    definitions,
    keyedHash,
    now,
  }: { database: Database; definitions: Definitions; keyedHash: KeyedHash; now: number },
): Promise<void> {
  const window = windowOf(now)
  const dedupeDays = Math.max(...definitions.environments().map(({ settings }) => settings.dedupeDays))
  const windowsBack = Math.ceil((dedupeDays * DAY) / WINDOW)
  const windows = Array.from({ length: windowsBack + 1 }, (_, back) => window - back)
  const repeats = repeatsAmong(judgements)
  const opening = openNew(judgements, { repeats, database, windows, now })
  // Mostly nothing is new; then the statements are on their way when this returns.
  const opened = opening && (await opening)
  if (opened !== undefined) definitions.learn(opened)

  const seen: Commit['seen'][number][] = []
  const occurrences: Commit['occurrences'][number][] = []
  const known: Commit['known'][number][] = []
  const ties: Commit['ties'][number][] = []
  const attributes: Commit['attributes'][number][] = []
  const erasures: Commit['erasures'][number][] = []
  const lines: Line[] = []
  const samples: Commit['samples'][number][] = []
  let withErasures = false
  const erasing = new Set(
    judgements.flatMap(({ environment, judged }) =>
      judged.some(({ judgement }) => judgement.call.type === 'delete') ? [environment] : [],
    ),
  )

  for (const { environment, door, source, receivedAt, status, judged, refusals } of judgements) {
    const { settings } = definitions.rules(environment).environment
    const hasErasures = definitions.rules(environment).hasErasures || erasing.has(environment)
    const least = leastCommitId(now - settings.dedupeDays * DAY)
    for (const judgedCall of judged) {
      const { judgement, hash, shown } = judgedCall
      const { call, outcome, detail, tallies, attributes: set, sampled } = judgement
      const identity = identityOf(call)
      const asked = call.type === 'identify' && call.userId !== undefined ? userOf(call.userId) : identity
      // What asks for an erasure is not itself dropped by it.
      const erasureHash =
        hasErasures && call.type !== 'delete'
          ? keyedHash(identityKey(environment, asked.kind, asked.value))
          : null
      withErasures ||= hasErasures
      const line = { environment, door, receivedAt, status, outcome, detail, call, identity, erasureHash }
      if (repeats.has(judgedCall)) {
        if (shown)
          lines.push(
            lineOf({
              ...line,
              hash: null,
              outcome: 'duplicate',
              detail: 'This message ID came before; nothing changed.',
            }),
          )
        continue
      }
      if (shown) lines.push(lineOf({ ...line, hash }))
      seen.push([hash, erasureHash, call.at, least])
      for (const { id } of tallies)
        if (id !== undefined)
          occurrences.push([hash, environment, identity.kind, identity.value, id, slotOf(call.at), call.at])
      if (call.type === 'delete') {
        erasures.push([
          environment,
          call.userId,
          keyedHash(identityKey(environment, 'user', call.userId)),
          receivedAt,
          hash,
        ])
        continue
      }
      if ((call.type === 'identify' || call.type === 'alias') && call.userId !== undefined) {
        known.push([hash, environment, call.userId, call.at, door === 'sdk' ? null : call.at])
        for (const { kind, value } of namelessOf(call))
          ties.push([
            hash,
            environment,
            kind,
            value,
            call.userId,
            call.at,
            keyedHash(identityKey(environment, kind, value)),
            keyedHash(identityKey(environment, 'user', call.userId)),
          ])
      }
      for (const [key, value] of set)
        if (key.id !== undefined)
          attributes.push([
            hash,
            environment,
            identity.kind,
            identity.value,
            key.id,
            JSON.stringify(value),
            magnitude(value) ?? null,
            call.at,
            call.messageId ?? '',
            source,
          ])
      if (sampled?.tally.id !== undefined)
        samples.push([
          hash,
          sampled.tally.id,
          JSON.stringify(call.payload),
          JSON.stringify(Object.fromEntries(sampled.properties)),
          identity.kind === 'user' ? identity.value : null,
          identity.kind === 'user' ? null : identity.value,
          call.at,
        ])
    }
    for (const { refusal, withPayload } of refusals)
      lines.push(refusedLine(refusal, withPayload, { environment, door, receivedAt, status }))
  }
  const statements = commitStatements({
    id: newCommitId(now),
    window,
    windowsBack,
    receivedSlot: slotOf(now),
    withErasures: withErasures || erasures.length > 0,
    seen,
    occurrences,
    known,
    ties,
    attributes,
    erasures,
    lines,
    samples,
    ...asides,
  })
  if (statements.length === 0) return
  // Before it is so: other commits may be under way, and what they hold of the erased is to be dropped.
  if (erasures.length > 0) definitions.learn({ erasedIn: erasures.map(([environment]) => environment) })
  await database.write(statements)
  // What an event counts may be decided anew: the SDK sends it for the first time.
  if (opened?.tallies?.some(({ source }) => source === 'sdk')) await definitions.refresh()
}

/** The identities that a call ties to its user. */
function namelessOf(call: Extract<Call, { type: 'identify' | 'alias' }>): Identity[] {
  const visitor: Identity[] =
    call.type === 'identify' && call.visitorId !== undefined
      ? [{ kind: 'visitor', value: call.visitorId }]
      : []
  return [...visitor, ...[...anonymousOf(call)].map((value): Identity => ({ kind: 'anonymous', value }))]
}

function anonymousOf(call: Extract<Call, { type: 'identify' | 'alias' }>): Set<string> {
  const anonymous = new Set<string>()
  if (call.anonymousId !== undefined) anonymous.add(call.anonymousId)
  // analytics.js fills previousId with the user's own ID where it knows of no other.
  if (call.type === 'alias' && call.previousId !== undefined && call.previousId !== call.userId)
    anonymous.add(call.previousId)
  return anonymous
}

/** Those whose message stands in the same commit before them. */
function repeatsAmong(judgements: readonly Judgement[]): ReadonlySet<JudgedCall> {
  const hashes = new Set<string>()
  const repeats = new Set<JudgedCall>()
  for (const { judged } of judgements)
    for (const one of judged)
      if (hashes.has(one.hash)) repeats.add(one)
      else hashes.add(one.hash)
  return repeats
}

type LineFacts = Pick<
  Line,
  'environment' | 'door' | 'receivedAt' | 'status' | 'outcome' | 'detail' | 'erasureHash' | 'hash'
> & {
  call: Call
  identity: Identity
}

function lineOf({ call, identity, ...facts }: LineFacts): Line {
  const base = {
    ...facts,
    detail: call.note === undefined ? facts.detail : `${facts.detail} ${call.note}`,
    kind: identity.kind,
    identity: identity.value,
    at: call.at,
    type: call.type,
    name:
      call.type === 'track' || call.type === 'click'
        ? call.event
        : call.type === 'page'
          ? (call.name ?? null)
          : null,
    messageId: call.messageId ?? null,
  }
  // What asks for an erasure must not itself keep the name of the erased.
  if (call.type === 'delete') return { ...base, userId: null, anonymousId: null, payload: '{}' }
  const visitorId = call.type === 'alias' ? undefined : call.visitorId
  const anonymousId =
    visitorId ?? call.anonymousId ?? (call.type === 'alias' ? call.previousId : undefined) ?? null
  return { ...base, userId: call.userId ?? null, anonymousId, payload: JSON.stringify(call.payload) }
}

const refusedLine = (
  refusal: Refusal,
  withPayload: boolean,
  facts: Pick<Line, 'environment' | 'door' | 'receivedAt' | 'status'>,
): Line => ({
  ...facts,
  hash: null,
  erasureHash: null,
  at: facts.receivedAt,
  kind: null,
  identity: null,
  type: refusal.type,
  name: refusal.name ?? null,
  userId: refusal.userId ?? null,
  anonymousId: refusal.anonymousId ?? null,
  messageId: refusal.messageId ?? null,
  outcome: refusal.outcome,
  detail: refusal.detail,
  payload: withPayload ? JSON.stringify(refusal.payload) : '{}',
})
