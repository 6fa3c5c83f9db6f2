/** Erasing a user: all their identities and everything kept of them, and the hashes by which older calls are dropped. */
import type { Statement } from './database.ts'
import { NEW_VERSION } from './version.ts'

/** A user to erase: [environment, user ID, erasure hash, at, message hash]. The same message again erases nothing. */
export type Erasure = readonly [number, string, string, number, string]

/** The rows of occurrence and attribute that belong to what is being erased; their keys lead with tally and key. */
const OCCURRENCES = `(SELECT tally.id, erasing.identity FROM erasing
  CROSS JOIN identity ON identity.id = erasing.identity CROSS JOIN tally ON tally.environment = identity.environment)`
const ATTRIBUTES = `(SELECT attribute_key.id, erasing.identity FROM erasing
  CROSS JOIN identity ON identity.id = erasing.identity
  CROSS JOIN attribute_key ON attribute_key.environment = identity.environment)`

const SAMPLE_ENVIRONMENT = '(SELECT environment FROM tally WHERE tally.id = sample.tally)'

/** Least or greatest time in a slot once the erased are gone; looked up only where theirs was it. */
const boundary = (which: 'min(first_at)' | 'max(last_at)', column: 'first_at' | 'last_at') =>
  `${column} = CASE WHEN usage.${column} <> gone.${column} THEN usage.${column} ELSE coalesce(
    (SELECT ${which} FROM occurrence WHERE occurrence.tally = usage.tally AND occurrence.slot = usage.slot
      AND occurrence.identity NOT IN (SELECT identity FROM erasing)), usage.${column}) END`

/**
 * Erases the users given, and whatever identity is listed in `erasing` by an earlier statement of the transaction.
 * An anonymous identity goes with any user it was ever tied to, so that the order of calls cannot matter.
 */
export function eraseStatements(users: readonly Erasure[], windows: readonly number[]): Statement[] {
  const rows = JSON.stringify(users)
  const named = `SELECT value ->> 0 AS environment, value ->> 1 AS user, value ->> 2 AS hash, value ->> 3 AS at FROM json_each(?)
    WHERE NOT EXISTS (SELECT 1 FROM seen WHERE seen.window IN (${windows.join(', ')}) AND seen.hash = value ->> 4)`
  const begin: Statement[] =
    users.length === 0
      ? []
      : [
          {
            sql: `INSERT INTO erasure (environment, hash, at) SELECT environment, hash, at FROM (${named}) WHERE true
              ON CONFLICT (hash) DO UPDATE SET at = max(at, excluded.at)`,
            args: [rows],
          },
          {
            sql: `INSERT OR IGNORE INTO erasing (identity) SELECT identity.id FROM (${named}) AS named
              JOIN identity ON identity.environment = named.environment AND identity.kind = 'user'
                AND identity.value = named.user`,
            args: [rows],
          },
          // Also of who was never known, or only in calls that were refused or denied.
          {
            sql: `DELETE FROM call WHERE (environment, user_id) IN (SELECT environment, user FROM (${named}))`,
            args: [rows],
          },
          // Other processes learn from it that someone is erased here.
          NEW_VERSION,
          // Users joined into it by hand go too.
          {
            sql: `INSERT INTO erasure (environment, hash, at)
              SELECT identity.environment, merge.hash, named.at FROM (${named}) AS named
              JOIN identity ON identity.environment = named.environment AND identity.kind = 'user'
                AND identity.value = named.user
              JOIN merge ON merge.into_user = identity.id WHERE true
              ON CONFLICT (hash) DO UPDATE SET at = max(at, excluded.at)`,
            args: [rows],
          },
          {
            sql: `INSERT OR IGNORE INTO erasing (identity)
              SELECT user FROM merge WHERE into_user IN (SELECT identity FROM erasing)`,
          },
          {
            sql: `INSERT INTO erasure (environment, hash, at)
              SELECT identity.environment, tie.hash, (SELECT max(at) FROM (${named})) FROM tie
              JOIN identity ON identity.id = tie.user WHERE tie.user IN (SELECT identity FROM erasing)
              ON CONFLICT (hash) DO UPDATE SET at = max(at, excluded.at)`,
            args: [rows],
          },
          {
            sql: `INSERT OR IGNORE INTO erasing (identity)
              SELECT anonymous FROM tie WHERE user IN (SELECT identity FROM erasing)`,
          },
        ]
  const userIds = `(SELECT environment, value FROM identity WHERE kind = 'user' AND id IN (SELECT identity FROM erasing))`
  const anonymousIds = `(SELECT environment, value FROM identity WHERE kind <> 'user' AND id IN (SELECT identity FROM erasing))`
  return [
    ...begin,
    {
      sql: `UPDATE usage SET count = usage.count - gone.count,
          ${boundary('min(first_at)', 'first_at')}, ${boundary('max(last_at)', 'last_at')}
        FROM (SELECT tally, slot, sum(count) AS count, min(first_at) AS first_at, max(last_at) AS last_at
          FROM occurrence WHERE (tally, identity) IN ${OCCURRENCES} GROUP BY tally, slot) AS gone
        WHERE usage.tally = gone.tally AND usage.slot = gone.slot`,
    },
    { sql: `DELETE FROM usage WHERE count <= 0` },
    { sql: `DELETE FROM occurrence WHERE (tally, identity) IN ${OCCURRENCES}` },
    { sql: `DELETE FROM attribute WHERE (key, identity) IN ${ATTRIBUTES}` },
    {
      sql: `DELETE FROM call WHERE (environment, user_id) IN ${userIds} OR (environment, anonymous_id) IN ${anonymousIds}`,
    },
    {
      sql: `UPDATE sample SET payload = '{}', user_id = NULL, anonymous_id = NULL
        WHERE (${SAMPLE_ENVIRONMENT}, user_id) IN ${userIds} OR (${SAMPLE_ENVIRONMENT}, anonymous_id) IN ${anonymousIds}`,
    },
    {
      sql: `DELETE FROM tie WHERE anonymous IN (SELECT identity FROM erasing) OR user IN (SELECT identity FROM erasing)`,
    },
    {
      sql: `DELETE FROM merge WHERE user IN (SELECT identity FROM erasing) OR into_user IN (SELECT identity FROM erasing)`,
    },
    // Their answers go with them; how often a survey was shown and answered stays.
    { sql: `DELETE FROM showing WHERE identity IN (SELECT identity FROM erasing)` },
    { sql: `DELETE FROM identity WHERE id IN (SELECT identity FROM erasing)` },
    { sql: `DELETE FROM erasing` },
  ]
}
