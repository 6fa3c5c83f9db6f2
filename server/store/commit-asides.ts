/** What a commit notes beside the calls: samples, URLs, when keys were used, the first call, notices, strangers. */
import { FRESH, freshStatement, statement } from './commit-rows.ts'
import type { Commit } from './commit.ts'
import type { Statement } from './database.ts'
import { noticeStatement } from './notice.ts'
import { rowsOf } from './json-rows.ts'

export function recordAsides(commit: Commit): Statement[] {
  const { samples, urls, keysUsed, firstCalls, notices, strangers } = commit
  const statements: Statement[] = []
  if (samples.length > 0)
    statements.push(
      freshStatement(
        commit,
        `INSERT INTO sample (tally, payload, properties, user_id, anonymous_id, at)
         SELECT row.tally, row.payload, row.properties, row.user, row.anonymous, row.at
         FROM ${rowsOf('hash', 'tally', 'payload', 'properties', 'user', 'anonymous', 'at')} AS row ${FRESH} WHERE true
         ON CONFLICT (tally) DO UPDATE SET payload = excluded.payload, properties = excluded.properties,
           user_id = excluded.user_id, anonymous_id = excluded.anonymous_id, at = excluded.at`,
        samples,
      ),
    )
  if (urls.length > 0)
    statements.push(
      freshStatement(
        commit,
        `INSERT INTO recent_url (environment, url, at) SELECT row.environment, row.url, row.at
         FROM ${rowsOf('hash', 'environment', 'url', 'at')} AS row ${FRESH}
         WHERE true ON CONFLICT (environment, url) DO UPDATE SET at = max(at, excluded.at)`,
        urls,
      ),
    )
  if (keysUsed.length > 0)
    statements.push(
      statement(
        `UPDATE segment_key SET last_used_at = max(coalesce(last_used_at, 0), used.at)
         FROM ${rowsOf('id', 'at')} AS used WHERE segment_key.id = used.id`,
        keysUsed,
      ),
    )
  if (firstCalls.length > 0)
    statements.push(
      statement(
        `UPDATE environment SET first_call_at = coalesce(first_call_at, first.at)
         FROM ${rowsOf('number', 'at')} AS first WHERE environment.number = first.number`,
        firstCalls,
      ),
    )
  if (notices.length > 0) statements.push(...notices.map((notice) => noticeStatement(...notice)))
  if (strangers.length > 0)
    statements.push(
      statement(
        `INSERT INTO stranger (door, reason, hint, at) SELECT * FROM ${rowsOf('door', 'reason', 'hint', 'at')}`,
        strangers,
      ),
    )
  return statements
}
