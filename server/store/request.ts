/** Requests: open track tallies that no accepted event counts and nobody denied. */
import * as v from 'valibot'
import { lower } from '../../shared/compare.ts'
import type { Database, Statement } from './database.ts'
import { createEvents, type EventDraft } from './event.ts'
import { UNMAPPED } from './mapping.ts'
import { integer, text } from './row.ts'

/** A denied pattern as SQLite's GLOB: only `*` is special. */
const GLOB = `replace(replace(denied.name, '[', '[[]'), '?', '[?]')`
const WAITS = `tally.environment = ?1 AND tally.retired_at IS NULL AND ${UNMAPPED}
  AND NOT EXISTS (SELECT 1 FROM event AS denied WHERE denied.environment = ?1 AND denied.status = 'denied'
    AND (denied.name = tally.name OR (denied.is_pattern AND tally.name GLOB ${GLOB})))`

const Numbers = v.pipe(v.string(), v.parseJson(), v.array(v.number()))

export type StoredRequest = {
  name: string
  /** One for each source that sends it. */
  tallies: readonly number[]
  count: number
  firstAt: number
  lastAt: number
  /** JSON texts. */
  sample: string
  properties: string
}

/** Lately seen first. */
export async function listRequests(
  database: Database,
  environment: number,
  { search, limit, after }: { search?: string; limit: number; after?: readonly [number, string] },
): Promise<StoredRequest[]> {
  const rows = await database.read(
    `SELECT * FROM (
       SELECT tally.name, json_group_array(DISTINCT tally.id) AS tallies, sum(usage.count) AS count, min(usage.first_at) AS first_at,
         max(usage.last_at) AS last_at, coalesce(max(sample.payload), '{}') AS sample,
         coalesce(max(sample.properties), '{}') AS properties
       FROM tally JOIN usage ON usage.tally = tally.id LEFT JOIN sample ON sample.tally = tally.id
       WHERE ${WAITS} AND (?2 IS NULL OR instr(lower(tally.name), ?2)) GROUP BY tally.name)
     WHERE ?3 IS NULL OR (last_at, name) < (?3, ?4) ORDER BY last_at DESC, name DESC LIMIT ?5`,
    [environment, search ? lower(search) : null, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
  return rows.map((row) => ({
    name: text(row, 'name'),
    tallies: v.parse(Numbers, row['tallies']),
    count: integer(row, 'count'),
    firstAt: integer(row, 'first_at'),
    lastAt: integer(row, 'last_at'),
    sample: text(row, 'sample'),
    properties: text(row, 'properties'),
  }))
}

export async function listRequestNames(database: Database, environment: number): Promise<string[]> {
  const rows = await database.read(`SELECT DISTINCT tally.name FROM tally WHERE ${WAITS}`, [environment])
  return rows.map((row) => text(row, 'name'))
}

/** How many names wait, and how many were accepted by themselves and not looked at since. */
export async function countReview(
  database: Database,
  environment: number,
): Promise<{ requests: number; automatic: number }> {
  const [row] = await database.read(
    `SELECT (SELECT count(DISTINCT tally.name) FROM tally WHERE ${WAITS}) AS requests,
       (SELECT count(*) FROM event WHERE environment = ?1 AND status = 'accepted' AND accepted_automatically
         AND reviewed_at IS NULL) AS automatic`,
    [environment],
  )
  return { requests: row ? integer(row, 'requests') : 0, automatic: row ? integer(row, 'automatic') : 0 }
}

/** What was held of the names no longer counts for anything; `retired_at` tells an undo which it was. */
export const retireTallies = (environment: number, names: readonly string[], now: number): Statement => ({
  sql: `UPDATE tally SET retired_at = ? WHERE environment = ? AND kind = 'track'
    AND retired_at IS NULL AND name IN (SELECT value FROM json_each(?))`,
  args: [now, environment, JSON.stringify(names)],
})

/** Makes a denial of each name, or one of a pattern, and says their event IDs. */
export async function denyNames(
  database: Database,
  environment: number,
  names: readonly string[],
  now: number,
): Promise<string[]> {
  const drafts = names.map((name): EventDraft => ({ name, kind: 'code', status: 'denied', mappings: [] }))
  return createEvents(database, environment, drafts, now, [retireTallies(environment, names, now)])
}

export async function denyPattern(
  database: Database,
  environment: number,
  pattern: string,
  now: number,
): Promise<string[]> {
  return createEvents(
    database,
    environment,
    [{ name: pattern, kind: 'code', status: 'denied', isPattern: true, mappings: [] }],
    now,
  )
}
