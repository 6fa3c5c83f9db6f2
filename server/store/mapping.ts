/** Mappings: the names, each under conditions, that an event counts. */
import type { Mapping } from '../../shared/event.ts'
import type { Database, Statement } from './database.ts'
import { liftDenials } from './denial.ts'
import { newId } from './random.ts'
import { NEW_VERSION } from './version.ts'

/**
 * No accepted event counts this tally. CROSS JOIN: the mappings of the name first. SQLite would else begin with all
 * events, for each name.
 */
export const UNMAPPED = `tally.kind = 'track' AND NOT EXISTS (SELECT 1 FROM mapping
  CROSS JOIN event ON event.id = mapping.event
  WHERE mapping.name = tally.name AND event.environment = tally.environment AND event.status = 'accepted')`

export function insertMappings(mappings: readonly (Mapping & { event: string })[], now: number): Statement {
  return {
    sql: `INSERT INTO mapping (id, event, name, conditions, created_at)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, ? FROM json_each(?) WHERE true
      ON CONFLICT (event, name) DO NOTHING`,
    args: [
      now,
      JSON.stringify(
        mappings.map(({ event, name, conditions }) => [
          newId('map', now),
          event,
          name,
          JSON.stringify(conditions),
        ]),
      ),
    ],
  }
}

/** One whose conditions change is a new one: it counts from now. One that stays as it is keeps its counts. */
export function replaceMappings(event: string, mappings: readonly Mapping[], now: number): Statement[] {
  const kept = JSON.stringify(mappings.map(({ name, conditions }) => [name, JSON.stringify(conditions)]))
  return [
    {
      sql: `DELETE FROM mapping WHERE event = ? AND NOT EXISTS (SELECT 1 FROM json_each(?) AS kept
        WHERE kept.value ->> 0 = mapping.name AND kept.value ->> 1 = mapping.conditions)`,
      args: [event, kept],
    },
    insertMappings(
      mappings.map((mapping) => ({ event, ...mapping })),
      now,
    ),
  ]
}

/** Further names for an event; those it has already stay as they are. */
export async function addMappings(
  database: Database,
  environment: number,
  event: string,
  names: readonly string[],
  now: number,
  before: readonly Statement[] = [],
): Promise<void> {
  await database.write([
    ...before,
    insertMappings(
      names.map((name) => ({ event, name, conditions: [] })),
      now,
    ),
    liftDenials(environment, names),
    NEW_VERSION,
  ])
}
