/** Names that are denied: events of that status, which count nothing. */
import type { Database, Statement } from './database.ts'
import { NEW_VERSION } from './version.ts'

/** A name that an accepted event counts is no longer denied. */
export const liftDenials = (environment: number, names: readonly string[]): Statement => ({
  sql: `DELETE FROM event WHERE environment = ? AND status = 'denied' AND is_pattern = 0
    AND name IN (SELECT value FROM json_each(?))`,
  args: [environment, JSON.stringify(names)],
})

/** What was held of their names comes back, if it is not swept yet. Says how many there were. */
export async function removeDenials(
  database: Database,
  environment: number,
  ids: readonly string[],
): Promise<number> {
  const json = JSON.stringify(ids)
  const [, removed] = await database.write([
    {
      sql: `UPDATE OR IGNORE tally SET retired_at = NULL WHERE environment = ?1 AND kind = 'track'
        AND EXISTS (SELECT 1 FROM event WHERE event.id IN (SELECT value FROM json_each(?2))
          AND event.environment = ?1 AND event.status = 'denied' AND event.name = tally.name
          AND event.created_at = tally.retired_at)`,
      args: [environment, json],
    },
    {
      sql: `DELETE FROM event WHERE environment = ? AND status = 'denied' AND id IN (SELECT value FROM json_each(?))`,
      args: [environment, json],
    },
    NEW_VERSION,
  ])
  return removed?.changes ?? 0
}
