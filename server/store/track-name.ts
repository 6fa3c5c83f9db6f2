/** Every track name kept: what a mapping can name. */
import { lower } from '../../shared/compare.ts'
import * as v from 'valibot'
import type { Database } from './database.ts'
import { flag, integer, text } from './row.ts'

export type TrackNameSummary = {
  name: string
  count: number
  lastAt: number
  /** Accepted events that it feeds. */
  events: string[]
  denied: boolean
  properties: Record<string, string>
}

const Names = v.pipe(v.string(), v.parseJson(), v.array(v.string()))
const Properties = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()))

/** Lately seen first. */
export async function listTrackNames(
  database: Database,
  environment: number,
  { search, limit }: { search?: string; limit: number },
): Promise<TrackNameSummary[]> {
  const rows = await database.read(
    `SELECT tally.name, coalesce(sum(usage.count), 0) AS count, coalesce(max(usage.last_at), max(tally.opened_at)) AS last_at,
       (SELECT json_group_array(event.name) FROM mapping CROSS JOIN event ON event.id = mapping.event
         WHERE mapping.name = tally.name AND event.environment = ?1 AND event.status = 'accepted') AS events,
       EXISTS (SELECT 1 FROM event WHERE environment = ?1 AND status = 'denied' AND NOT is_pattern
         AND event.name = tally.name) AS denied,
       coalesce(max(sample.properties), '{}') AS properties
     FROM tally LEFT JOIN usage ON usage.tally = tally.id LEFT JOIN sample ON sample.tally = tally.id
     WHERE tally.environment = ?1 AND tally.kind = 'track' AND tally.retired_at IS NULL
       AND (?2 IS NULL OR instr(lower(tally.name), ?2))
     GROUP BY tally.name ORDER BY last_at DESC LIMIT ?3`,
    [environment, search ? lower(search) : null, limit],
  )
  return rows.map((row) => ({
    name: text(row, 'name'),
    count: integer(row, 'count'),
    lastAt: integer(row, 'last_at'),
    events: v.parse(Names, row['events']),
    denied: flag(row, 'denied'),
    properties: v.parse(Properties, row['properties']),
  }))
}

/** URLs of late, newest first, to try patterns on. */
export async function listRecentUrls(
  database: Database,
  environment: number,
): Promise<{ url: string; at: number }[]> {
  const rows = await database.read(
    'SELECT url, at FROM recent_url WHERE environment = ? ORDER BY at DESC, url LIMIT 200',
    [environment],
  )
  return rows.map((row) => ({ url: text(row, 'url'), at: integer(row, 'at') }))
}
