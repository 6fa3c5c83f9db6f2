/** Tallies: what occurrences are counted under. A new one opens with the first call that counts. */
import type { Database, Statement } from './database.ts'
import { newId } from './random.ts'
import { integer, text } from './row.ts'
import { NEW_VERSION } from './version.ts'

/** [name of what counts, tally] */
export type TallyOf = readonly [string, number]

export type NewTally = {
  environment: number
  source: 'segment' | 'sdk'
  kind: 'track' | 'pageview' | 'url' | 'condition'
  name: string
  /** Auto accept makes an event of it. */
  accept: boolean
  openedAt: number
  /** The message hashes of the calls that ask for it: repeats open nothing. */
  hashes: readonly string[]
}

export const tallyPlace = (tally: {
  environment: number
  source: string
  kind: string
  name: string
}): string => `${tally.environment}:${tally.source}:${tally.kind}:${tally.name}`

/** Opens what is not open yet and says the number of each, by place. */
export async function openTallies(
  database: Database,
  tallies: readonly NewTally[],
  { windows, now }: { windows: readonly number[]; now: number },
): Promise<Map<string, number>> {
  const rows = JSON.stringify(
    tallies.flatMap(({ environment, source, kind, name, openedAt, hashes }) =>
      hashes.map((hash) => [environment, source, kind, name, openedAt, hash]),
    ),
  )
  const accepted = JSON.stringify(
    tallies
      .filter(({ accept }) => accept)
      // Accepted now, however long ago it was done: so many a day are accepted by themselves.
      .map(({ environment, name }) => [environment, name, now, newId('evt', now), newId('map', now)]),
  )
  const outcomes = await database.write([
    {
      sql: `INSERT OR IGNORE INTO tally (environment, source, kind, name, opened_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)
        WHERE NOT EXISTS (SELECT 1 FROM seen WHERE seen.window IN (${windows.join(', ')}) AND seen.hash = value ->> 5)`,
      args: [rows],
    },
    ...acceptTallies(accepted),
    // Other nodes are to know of it too.
    NEW_VERSION,
    {
      sql: `SELECT DISTINCT tally.id, tally.environment, tally.source, tally.kind, tally.name FROM json_each(?) AS row
        CROSS JOIN tally ON tally.environment = row.value ->> 0 AND tally.source = row.value ->> 1
          AND tally.kind = row.value ->> 2 AND tally.name = row.value ->> 3 AND tally.retired_at IS NULL`,
      args: [rows],
    },
  ])
  const found = outcomes.at(-1)?.rows ?? []
  return new Map(
    found.map((row) => [
      tallyPlace({
        environment: integer(row, 'environment'),
        source: text(row, 'source'),
        kind: text(row, 'kind'),
        name: text(row, 'name'),
      }),
      integer(row, 'id'),
    ]),
  )
}

/** Makes events of new names, unless an event of that name, or one that counts it, is there already. */
function acceptTallies(accepted: string): Statement[] {
  if (accepted === '[]') return []
  return [
    {
      sql: `INSERT OR IGNORE INTO event (id, environment, name, kind, status, accepted_automatically, created_at)
        SELECT row.value ->> 3, row.value ->> 0, row.value ->> 1, 'code', 'accepted', 1, row.value ->> 2
        FROM json_each(?) AS row
        WHERE EXISTS (SELECT 1 FROM tally WHERE tally.environment = row.value ->> 0 AND tally.source IN ('segment', 'sdk')
            AND tally.kind = 'track' AND tally.name = row.value ->> 1 AND tally.retired_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM mapping CROSS JOIN event ON event.id = mapping.event
            WHERE mapping.name = row.value ->> 1 AND event.environment = row.value ->> 0)`,
      args: [accepted],
    },
    {
      sql: `INSERT OR IGNORE INTO mapping (id, event, name, created_at)
        SELECT row.value ->> 4, event.id, event.name, event.created_at FROM json_each(?) AS row
        JOIN event ON event.id = row.value ->> 3`,
      args: [accepted],
    },
  ]
}
