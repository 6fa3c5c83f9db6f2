/** What a commit writes of users: who is known, whose an anonymous identity is, and attributes. */
import { FRESH, freshStatement, statement } from './commit-rows.ts'
import type { Commit } from './commit.ts'
import type { Statement } from './database.ts'
import { eraseStatements } from './erasure.ts'
import { rowsOf } from './json-rows.ts'

export function recordUsers(commit: Commit): Statement[] {
  const { known, attributes } = commit
  const held = attributes
    .filter(([, , kind]) => kind !== 'user')
    .map(([hash, environment, kind, identity]) => [hash, environment, kind, identity])
  const insert = (rows: readonly unknown[]) =>
    freshStatement(
      commit,
      `INSERT OR IGNORE INTO identity (environment, kind, value)
       SELECT row.environment, row.kind, row.identity
       FROM ${rowsOf('hash', 'environment', 'kind', 'identity')} AS row ${FRESH}`,
      rows,
    )
  const statements: Statement[] = []
  if (held.length > 0) statements.push(insert(held))
  if (known.length > 0)
    statements.push(
      insert(known.map(([hash, environment, user]) => [hash, environment, 'user', user])),
      freshStatement(
        commit,
        `UPDATE identity SET known_at = min(coalesce(known_at, made.at), made.at),
           heard_at = coalesce(min(heard_at, made.heard), heard_at, made.heard)
         FROM (SELECT row.environment, row.user, min(row.at) AS at, min(row.heard) AS heard
           FROM ${rowsOf('hash', 'environment', 'user', 'at', 'heard')} AS row ${FRESH}
           GROUP BY 1, 2) AS made
         WHERE identity.environment = made.environment AND identity.kind = 'user' AND identity.value = made.user`,
        known,
      ),
    )
  return statements
}

const TIES = rowsOf(
  'hash',
  'environment',
  'kind',
  'anonymous',
  'user',
  'at',
  'anonymous_erasure',
  'user_erasure',
)

/** A late identify or alias of an erased user says that the anonymous identity was that user's too. */
export function reachErased({ ties }: Commit): Statement[] {
  const reached = `FROM ${TIES} AS row
    JOIN erasure ON erasure.hash = row.user_erasure AND erasure.at >= row.at`
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
       JOIN identity ON identity.environment = row.environment AND identity.kind = row.kind
         AND identity.value = row.anonymous`,
      ties,
    ),
    ...eraseStatements([], []),
  ]
}

/** Whom the anonymous identity `named` counts for: the user of its earliest tie, then the least user ID. */
const OWNER = `(SELECT coalesce(merge.into_user, tie.user) FROM tie
  JOIN identity AS user ON user.id = tie.user
  LEFT JOIN merge ON merge.user = tie.user
  WHERE tie.anonymous = named.id ORDER BY tie.at, user.value LIMIT 1)`

export function recordTies(commit: Commit): Statement[] {
  const { ties, withErasures } = commit
  const erased = withErasures
    ? 'WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.hash = row.anonymous_erasure AND erasure.at >= row.at)'
    : ''
  const rows = `(SELECT row.* FROM ${TIES} AS row ${FRESH} ${erased}) AS row`
  return [
    freshStatement(
      commit,
      `INSERT OR IGNORE INTO identity (environment, kind, value)
       SELECT row.environment, row.kind, row.anonymous FROM ${rows}`,
      ties,
    ),
    freshStatement(
      commit,
      `INSERT INTO tie (anonymous, user, at, hash)
       SELECT anonymous.id, user.id, min(row.at), row.anonymous_erasure FROM ${rows}
       CROSS JOIN identity AS anonymous ON anonymous.environment = row.environment
         AND anonymous.kind = row.kind AND anonymous.value = row.anonymous
       CROSS JOIN identity AS user ON user.environment = row.environment
         AND user.kind = 'user' AND user.value = row.user
       GROUP BY 1, 2
       ON CONFLICT (anonymous, user) DO UPDATE SET at = min(at, excluded.at)`,
      ties,
    ),
    freshStatement(
      commit,
      // Mostly it is as it was: then no page is written.
      `UPDATE identity SET owner = derived.owner
       FROM (SELECT DISTINCT named.id, ${OWNER} AS owner FROM ${rows} CROSS JOIN identity AS named
         ON named.environment = row.environment AND named.kind = row.kind AND named.value = row.anonymous) AS derived
       WHERE identity.id = derived.id AND identity.owner IS NOT derived.owner`,
      ties,
    ),
  ]
}

/**
 * Per attribute the latest time wins, ties by message ID, then by value, so that order cannot matter. What a visitor
 * says unsigned never takes the place of what it said signed (`rankOf` in shared/attribute.ts): that would be lost.
 */
export function recordAttributes(commit: Commit): Statement {
  return freshStatement(
    commit,
    `INSERT INTO attribute (key, identity, value, magnitude, at, message, source, received_slot)
     SELECT row.key, identity.id, row.json, row.magnitude, row.at, row.message, row.source, ?4
     FROM ${rowsOf('hash', 'environment', 'kind', 'identity', 'key', 'json', 'magnitude', 'at', 'message', 'source')} AS row ${FRESH}
     CROSS JOIN identity ON identity.environment = row.environment AND identity.kind = row.kind
       AND identity.value = row.identity
     WHERE true
     ON CONFLICT (key, identity) DO UPDATE SET
       value = excluded.value, magnitude = excluded.magnitude, at = excluded.at, message = excluded.message, source = excluded.source,
       received_slot = excluded.received_slot
     WHERE (excluded.source <> 'sdk', excluded.at, excluded.message, excluded.value)
       > (source <> 'sdk', at, message, value)`,
    commit.attributes,
    commit.receivedSlot,
  )
}
