/**
 * The statements of one group commit: a handful, each over one JSON argument, whatever the number of calls.
 *
 * A call counts where its message hash was brought by this very commit: `seen` is written first, and every
 * later statement joins it on `commit_id`. So repeats, also from another process, change nothing, and one
 * round trip to a remote database is enough.
 */
import type { Statement, Value } from './database.ts'
import { noticeStatement } from './notice.ts'
import { eraseStatements, type Erasure } from './erasure.ts'

export type IdentityKind = 'user' | 'anonymous'

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
  /** Users made known: [hash, environment, user ID, at] */
  known: readonly (readonly [string, number, string, number])[]
  /** [hash, environment, anonymous ID, user ID, at, erasure hash of the anonymous ID, that of the user] */
  ties: readonly (readonly [string, number, string, string, number, string, string])[]
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
  /** [tally, payload, properties as JSON, user ID, anonymous ID, at] */
  samples: readonly (readonly [number, string, string, string | null, string | null, number])[]
  /** [environment, url, at] */
  urls: readonly (readonly [number, string, number])[]
  /** Keys to mark as used: [key ID, at] */
  keysUsed: readonly (readonly [string, number])[]
  /** Environments that got their first call: [environment, at] */
  firstCalls: readonly (readonly [number, number])[]
  /** [environment, kind, detail, at] */
  notices: readonly (readonly [number, string, string, number])[]
  /** Calls without a right key: [door, reason, hint, at] */
  strangers: readonly (readonly [string, string, string, number])[]
}

/** A line of Live calls. Its outcome holds if the call is new and its identity known; the statement corrects it. */
export type Line = {
  /** Null for what a door refused. */
  hash: string | null
  erasureHash: string | null
  at: number
  environment: number
  kind: IdentityKind | null
  identity: string | null
  receivedAt: number
  door: string
  type: string
  name: string | null
  userId: string | null
  anonymousId: string | null
  messageId: string | null
  outcome: string
  detail: string
  status: number
  payload: string
}

/** The call's hash came with this commit. Expects `row.hash`. */
const fresh = (window: number, commit: number): string =>
  `CROSS JOIN seen ON seen.window = ${window} AND seen.hash = row.hash AND seen.commit_id = ${commit}`

/** Columns of a JSON array of arrays, by place. */
const columns = (...names: readonly string[]): string =>
  names.map((name, place) => `value ->> ${place} AS ${name}`).join(', ')

const statement = (sql: string, rows: readonly unknown[], ...rest: readonly Value[]): Statement => ({
  sql,
  args: [JSON.stringify(rows), ...rest],
})

export function commitStatements(commit: Commit): Statement[] {
  const isFresh = fresh(commit.window, commit.id)
  const statements: Statement[] = []
  if (commit.erasures.length > 0) statements.push(...eraseStatements(commit.erasures, commitWindows(commit)))
  if (commit.withErasures && commit.ties.length > 0) statements.push(...reachErased(commit))
  if (commit.seen.length > 0) statements.push(recordSeen(commit))
  if (commit.occurrences.length > 0) statements.push(...recordOccurrences(commit, isFresh))
  if (commit.attributes.length > 0 || commit.known.length > 0)
    statements.push(...recordUsers(commit, isFresh))
  if (commit.ties.length > 0) statements.push(...recordTies(commit, isFresh))
  if (commit.attributes.length > 0) statements.push(recordAttributes(commit, isFresh))
  if (commit.lines.length > 0) statements.push(recordLines(commit))
  return [...statements, ...recordAsides(commit)]
}

const commitWindows = ({ window, windowsBack }: Commit): number[] =>
  Array.from({ length: windowsBack + 1 }, (_, back) => window - back)

function recordSeen({ seen, window, id, windowsBack, withErasures }: Commit): Statement {
  const earlier = Array.from(
    { length: windowsBack },
    (_, back) =>
      `AND NOT EXISTS (SELECT 1 FROM seen WHERE window = ${window - back - 1} AND hash = row.hash AND commit_id >= row.least)`,
  )
  const erased = withErasures
    ? 'AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.hash = row.erasure AND erasure.at > row.at)'
    : ''
  return statement(
    `INSERT OR IGNORE INTO seen (window, hash, commit_id)
     SELECT ${window}, row.hash, ${id}
     FROM (SELECT ${columns('hash', 'erasure', 'at', 'least')} FROM json_each(?)) AS row
     WHERE true ${earlier.join(' ')} ${erased}`,
    seen,
  )
}

const OCCURRENCE = columns('hash', 'environment', 'kind', 'identity', 'tally', 'slot', 'at')

function recordOccurrences({ occurrences, receivedSlot }: Commit, isFresh: string): Statement[] {
  const rows = JSON.stringify(occurrences)
  return [
    {
      sql: `INSERT OR IGNORE INTO identity (environment, kind, value)
        SELECT row.environment, row.kind, row.identity FROM (SELECT ${OCCURRENCE} FROM json_each(?)) AS row
        ${isFresh}`,
      args: [rows],
    },
    {
      sql: `INSERT INTO occurrence (tally, identity, slot, count, first_at, last_at, received_slot)
        SELECT row.tally, identity.id, row.slot, count(*), min(row.at), max(row.at), ?
        FROM (SELECT ${OCCURRENCE} FROM json_each(?)) AS row ${isFresh}
        CROSS JOIN identity ON identity.environment = row.environment AND identity.kind = row.kind
          AND identity.value = row.identity
        GROUP BY 1, 2, 3
        ON CONFLICT (tally, identity, slot) DO UPDATE SET
          count = count + excluded.count,
          first_at = min(first_at, excluded.first_at),
          last_at = max(last_at, excluded.last_at),
          received_slot = excluded.received_slot`,
      args: [receivedSlot, rows],
    },
    {
      sql: `INSERT INTO usage (tally, slot, count, first_at, last_at)
        SELECT row.tally, row.slot, count(*), min(row.at), max(row.at)
        FROM (SELECT ${OCCURRENCE} FROM json_each(?)) AS row ${isFresh}
        GROUP BY 1, 2
        ON CONFLICT (tally, slot) DO UPDATE SET
          count = count + excluded.count,
          first_at = min(first_at, excluded.first_at),
          last_at = max(last_at, excluded.last_at)`,
      args: [rows],
    },
  ]
}

function recordUsers({ known, attributes }: Commit, isFresh: string): Statement[] {
  const held = attributes
    .filter(([, , kind]) => kind === 'anonymous')
    .map(([hash, environment, kind, identity]) => [hash, environment, kind, identity])
  const insert = (rows: readonly unknown[]) =>
    statement(
      `INSERT OR IGNORE INTO identity (environment, kind, value)
       SELECT row.environment, row.kind, row.identity
       FROM (SELECT ${columns('hash', 'environment', 'kind', 'identity')} FROM json_each(?)) AS row ${isFresh}`,
      rows,
    )
  const statements: Statement[] = []
  if (held.length > 0) statements.push(insert(held))
  if (known.length > 0)
    statements.push(
      insert(known.map(([hash, environment, user]) => [hash, environment, 'user', user])),
      statement(
        `UPDATE identity SET known_at = min(coalesce(known_at, made.at), made.at)
         FROM (SELECT row.environment, row.user, min(row.at) AS at
           FROM (SELECT ${columns('hash', 'environment', 'user', 'at')} FROM json_each(?)) AS row ${isFresh}
           GROUP BY 1, 2) AS made
         WHERE identity.environment = made.environment AND identity.kind = 'user' AND identity.value = made.user`,
        known,
      ),
    )
  return statements
}

const TIE = columns('hash', 'environment', 'anonymous', 'user', 'at', 'anonymous_erasure', 'user_erasure')

/** A late identify or alias of an erased user says that the anonymous identity was that user's too. */
function reachErased({ ties }: Commit): Statement[] {
  const reached = `FROM (SELECT ${TIE} FROM json_each(?)) AS row
    JOIN erasure ON erasure.hash = row.user_erasure AND erasure.at > row.at`
  return [
    statement(
      `INSERT INTO erasure (hash, environment, at)
       SELECT row.anonymous_erasure, row.environment, max(erasure.at) ${reached} GROUP BY 1, 2
       ON CONFLICT (hash) DO UPDATE SET at = max(at, excluded.at)`,
      ties,
    ),
    statement(
      `INSERT OR IGNORE INTO erasing (identity)
       SELECT identity.id ${reached}
       JOIN identity ON identity.environment = row.environment AND identity.kind = 'anonymous'
         AND identity.value = row.anonymous`,
      ties,
    ),
    ...eraseStatements([], []),
  ]
}

/** An anonymous identity counts for the user of its earliest tie, then the least user ID. */
export const SET_OWNER = `owner = (
  SELECT coalesce(merge.into_user, tie.user) FROM tie
  JOIN identity AS user ON user.id = tie.user
  LEFT JOIN merge ON merge.user = tie.user
  WHERE tie.anonymous = identity.id ORDER BY tie.at, user.value LIMIT 1)`

function recordTies({ ties, withErasures }: Commit, isFresh: string): Statement[] {
  const erased = withErasures
    ? 'WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.hash = row.anonymous_erasure AND erasure.at > row.at)'
    : ''
  const rows = `(SELECT row.* FROM (SELECT ${TIE} FROM json_each(?)) AS row ${isFresh} ${erased}) AS row`
  return [
    statement(
      `INSERT OR IGNORE INTO identity (environment, kind, value)
       SELECT row.environment, 'anonymous', row.anonymous FROM ${rows}`,
      ties,
    ),
    statement(
      `INSERT INTO tie (anonymous, user, at, hash)
       SELECT anonymous.id, user.id, min(row.at), row.anonymous_erasure FROM ${rows}
       CROSS JOIN identity AS anonymous ON anonymous.environment = row.environment
         AND anonymous.kind = 'anonymous' AND anonymous.value = row.anonymous
       CROSS JOIN identity AS user ON user.environment = row.environment
         AND user.kind = 'user' AND user.value = row.user
       GROUP BY 1, 2
       ON CONFLICT (anonymous, user) DO UPDATE SET at = min(at, excluded.at)`,
      ties,
    ),
    statement(
      `UPDATE identity SET ${SET_OWNER}
       WHERE id IN (SELECT anonymous.id FROM ${rows} CROSS JOIN identity AS anonymous
         ON anonymous.environment = row.environment AND anonymous.kind = 'anonymous'
         AND anonymous.value = row.anonymous)`,
      ties,
    ),
  ]
}

/** Per attribute the latest time wins, ties by message ID, then by value, so that order cannot matter. */
function recordAttributes({ attributes, receivedSlot }: Commit, isFresh: string): Statement {
  return statement(
    `INSERT INTO attribute (key, identity, value, magnitude, at, message, source, received_slot)
     SELECT row.key, identity.id, row.json, row.magnitude, row.at, row.message, row.source, ${receivedSlot}
     FROM (SELECT ${columns('hash', 'environment', 'kind', 'identity', 'key', 'json', 'magnitude', 'at', 'message', 'source')}
       FROM json_each(?)) AS row ${isFresh}
     CROSS JOIN identity ON identity.environment = row.environment AND identity.kind = row.kind
       AND identity.value = row.identity
     WHERE true
     ON CONFLICT (key, identity) DO UPDATE SET
       value = excluded.value, magnitude = excluded.magnitude, at = excluded.at, message = excluded.message, source = excluded.source,
       received_slot = excluded.received_slot
     WHERE (excluded.at, excluded.message, excluded.value) > (at, message, value)`,
    attributes,
  )
}

function recordLines({ lines, window, id }: Commit): Statement {
  const isNew = `row.hash IS NULL OR EXISTS
    (SELECT 1 FROM seen WHERE seen.window = ${window} AND seen.hash = row.hash AND seen.commit_id = ${id})`
  const isErased = 'EXISTS (SELECT 1 FROM erasure WHERE erasure.hash = row.erasure AND erasure.at > row.at)'
  const isHeld = `row.outcome = 'counted' AND NOT EXISTS (SELECT 1 FROM identity
    WHERE identity.environment = row.environment AND identity.kind = row.kind AND identity.value = row.identity
      AND (identity.known_at IS NOT NULL OR identity.owner IS NOT NULL))`
  const either = (repeat: string, erased: string, held: string, else_: string) =>
    `CASE WHEN NOT (${isNew}) THEN CASE WHEN ${isErased} THEN ${erased} ELSE ${repeat} END
      WHEN ${isHeld} THEN ${held} ELSE ${else_} END`
  return statement(
    `INSERT INTO call (environment, received_at, door, type, name, user_id, anonymous_id, message_id,
       outcome, detail, status, payload)
     SELECT row.environment, row.received, row.door, row.type, row.name, CASE WHEN ${isErased} THEN NULL ELSE row.user END,
       CASE WHEN ${isErased} THEN NULL ELSE row.anonymous END, row.message,
       ${either(`'duplicate'`, `'erased'`, `'held'`, 'row.outcome')},
       ${either(
         `'This message ID came before; nothing changed.'`,
         `'It is older than the erasure of this user; nothing of it is kept.'`,
         `'Held until ' || row.identity || ' is known. ' || row.detail`,
         'row.detail',
       )},
       row.status, CASE WHEN ${isErased} THEN '{}' ELSE row.payload END
     FROM (SELECT ${columns(
       'hash',
       'erasure',
       'at',
       'environment',
       'kind',
       'identity',
       'received',
       'door',
       'type',
       'name',
       'user',
       'anonymous',
       'message',
       'outcome',
       'detail',
       'status',
       'payload',
     )} FROM json_each(?)) AS row`,
    lines.map((line) => [
      line.hash,
      line.erasureHash,
      line.at,
      line.environment,
      line.kind,
      line.identity,
      line.receivedAt,
      line.door,
      line.type,
      line.name,
      line.userId,
      line.anonymousId,
      line.messageId,
      line.outcome,
      line.detail,
      line.status,
      line.payload,
    ]),
  )
}

/** What a team sees beside the counts: samples, URLs, when keys were used, the first call, notices. */
function recordAsides({ samples, urls, keysUsed, firstCalls, notices, strangers }: Commit): Statement[] {
  const statements: Statement[] = []
  if (samples.length > 0)
    statements.push(
      statement(
        `INSERT INTO sample (tally, payload, properties, user_id, anonymous_id, at)
         SELECT ${columns('tally', 'payload', 'properties', 'user', 'anonymous', 'at')} FROM json_each(?) WHERE true
         ON CONFLICT (tally) DO UPDATE SET payload = excluded.payload, properties = excluded.properties,
           user_id = excluded.user_id, anonymous_id = excluded.anonymous_id, at = excluded.at`,
        samples,
      ),
    )
  if (urls.length > 0)
    statements.push(
      statement(
        `INSERT INTO recent_url (environment, url, at) SELECT ${columns('environment', 'url', 'at')}
         FROM json_each(?) WHERE true ON CONFLICT (environment, url) DO UPDATE SET at = max(at, excluded.at)`,
        urls,
      ),
    )
  if (keysUsed.length > 0)
    statements.push(
      statement(
        `UPDATE segment_key SET last_used_at = max(coalesce(last_used_at, 0), used.at)
         FROM (SELECT ${columns('id', 'at')} FROM json_each(?)) AS used WHERE segment_key.id = used.id`,
        keysUsed,
      ),
    )
  if (firstCalls.length > 0)
    statements.push(
      statement(
        `UPDATE environment SET first_call_at = coalesce(first_call_at, first.at)
         FROM (SELECT ${columns('number', 'at')} FROM json_each(?)) AS first WHERE environment.number = first.number`,
        firstCalls,
      ),
    )
  if (notices.length > 0) statements.push(...notices.map((notice) => noticeStatement(...notice)))
  if (strangers.length > 0)
    statements.push(
      statement(
        `INSERT INTO stranger (door, reason, hint, at) SELECT ${columns('door', 'reason', 'hint', 'at')} FROM json_each(?)`,
        strangers,
      ),
    )
  return statements
}
