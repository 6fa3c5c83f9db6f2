/**
 * The statements of one group commit: a handful, each over one JSON argument, whatever the number of calls.
 *
 * A call counts where its message hash was brought by this very commit: `seen` is written first, and every
 * later statement joins it on `commit_id`. So repeats, also from another process, change nothing, and one
 * round trip to a remote database is enough.
 */
import { recordAsides } from './commit-asides.ts'
import { recordLines, type Line } from './commit-lines.ts'
import { FRESH, freshStatement } from './commit-rows.ts'
import { reachErased, recordAttributes, recordTies, recordUsers } from './commit-users.ts'
import type { Statement } from './database.ts'
import { eraseStatements, type Erasure } from './erasure.ts'
import { rowsOf } from './json-rows.ts'

export type IdentityKind = 'user' | 'anonymous' | 'visitor'

/** What one commit writes. Every row begins with the message hash of the call it is of. Times are milliseconds. */
export type Commit = {
  id: number
  window: number
  receivedSlot: number
  /** How many earlier windows of message hashes still matter. */
  windowsBack: number
  /** Some environment in this commit has erased someone, so names must be looked up among the erased. */
  withErasures: boolean
  /** [hash, erasure hash of the identity it is for or null, at, least commit id that still matters] */
  seen: readonly (readonly [string, string | null, number, number])[]
  /** What is counted: [hash, environment, kind, identity, tally, slot, at] */
  occurrences: readonly (readonly [string, number, IdentityKind, string, number, number, number])[]
  /** Users made known: [hash, environment, user ID, at, at where Segment said it, else null] */
  known: readonly (readonly [string, number, string, number, number | null])[]
  /** [hash, environment, kind and value of what is tied, user ID, at, erasure hash of what is tied, that of the user] */
  ties: readonly (readonly [string, number, IdentityKind, string, string, number, string, string])[]
  /** [hash, environment, kind, identity, key, JSON value, its magnitude, at, message ID, source] */
  attributes: readonly (readonly [
    string,
    number,
    IdentityKind,
    string,
    number,
    string,
    number | null,
    number,
    string,
    string,
  ])[]
  erasures: readonly Erasure[]
  lines: readonly Line[]
  /** [hash, tally, payload, properties as JSON, user ID, anonymous ID, at] */
  samples: readonly (readonly [string, number, string, string, string | null, string | null, number])[]
  /** [hash, environment, url, at] */
  urls: readonly (readonly [string, number, string, number])[]
  /** Keys to mark as used: [key ID, at] */
  keysUsed: readonly (readonly [string, number])[]
  /** Environments that got their first call: [environment, at] */
  firstCalls: readonly (readonly [number, number])[]
  /** [environment, kind, detail, at] */
  notices: readonly (readonly [number, string, string, number])[]
  /** Calls without a right key: [door, reason, hint, at] */
  strangers: readonly (readonly [string, string, string, number])[]
}

export function commitStatements(commit: Commit): Statement[] {
  const statements: Statement[] = []
  if (commit.erasures.length > 0) statements.push(...eraseStatements(commit.erasures, commitWindows(commit)))
  if (commit.withErasures && commit.ties.length > 0) statements.push(...reachErased(commit))
  if (commit.seen.length > 0) statements.push(recordSeen(commit))
  if (commit.occurrences.length > 0) statements.push(recordOccurrences(commit))
  if (commit.attributes.length > 0 || commit.known.length > 0) statements.push(...recordUsers(commit))
  if (commit.ties.length > 0) statements.push(...recordTies(commit))
  if (commit.attributes.length > 0) statements.push(recordAttributes(commit))
  if (commit.lines.length > 0) statements.push(recordLines(commit))
  return [...statements, ...recordAsides(commit)]
}

const commitWindows = ({ window, windowsBack }: Commit): number[] =>
  Array.from({ length: windowsBack + 1 }, (_, back) => window - back)

function recordSeen(commit: Commit): Statement {
  const earlier = Array.from(
    { length: commit.windowsBack },
    (_, back) =>
      `AND NOT EXISTS (SELECT 1 FROM seen WHERE window = ?2 - ${back + 1} AND hash = row.hash AND commit_id >= row.least)`,
  )
  const erased = commit.withErasures
    ? 'AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.hash = row.erasure AND erasure.at >= row.at)'
    : ''
  return freshStatement(
    commit,
    `INSERT OR IGNORE INTO seen (window, hash, commit_id)
     SELECT ?2, row.hash, ?3
     FROM ${rowsOf('hash', 'erasure', 'at', 'least')} AS row
     WHERE true ${earlier.join(' ')} ${erased}`,
    commit.seen,
  )
}

/** What becomes of an arrival says the trigger `arrival_counted`: so each row of JSON is read once, and not thrice. */
const recordOccurrences = (commit: Commit): Statement =>
  freshStatement(
    commit,
    `INSERT INTO arrival (environment, kind, identity, tally, slot, at, received_slot)
     SELECT row.environment, row.kind, row.identity, row.tally, row.slot, row.at, ?4
     FROM ${rowsOf('hash', 'environment', 'kind', 'identity', 'tally', 'slot', 'at')} AS row ${FRESH}`,
    commit.occurrences,
    commit.receivedSlot,
  )
