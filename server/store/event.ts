/** Events. What feeds them is written in mapping.ts, and what they count is read in event-usage.ts. */
import { lower } from '../../shared/compare.ts'
import * as v from 'valibot'
import { Click, EVENT_KINDS, PropertyCondition, type Mapping } from '../../shared/event.ts'
import { StoredUrlMatch, type UrlMatch } from '../../shared/url-match.ts'
import type { Database, Row, Statement } from './database.ts'
import { liftDenials } from './denial.ts'
import { insertMappings, replaceMappings } from './mapping.ts'
import { newId } from './random.ts'
import { flag, integer, optionalInteger, optionalText, text } from './row.ts'
import { isUsed } from './survey-use.ts'
import { NEW_VERSION } from './version.ts'

export type StoredEvent = {
  id: string
  name: string
  description: string
  kind: (typeof EVENT_KINDS)[number]
  status: 'accepted' | 'denied'
  isPattern: boolean
  mappings: Mapping[]
  url?: UrlMatch
  click?: Click
  countsFrom?: 'segment' | 'sdk'
  acceptedAutomatically: boolean
  reviewedAt?: number
  createdAt: number
}

const Kind = v.picklist(EVENT_KINDS)
const Status = v.picklist(['accepted', 'denied'])
const CountsFrom = v.optional(v.picklist(['segment', 'sdk']))
const stored = <S extends v.GenericSchema<unknown>>(schema: S) => v.pipe(v.string(), v.parseJson(), schema)
const StoredMappings = stored(
  v.array(
    v.object({ name: v.string(), conditions: v.pipe(v.string(), v.parseJson(), v.array(PropertyCondition)) }),
  ),
)
const StoredUrl = stored(StoredUrlMatch)
const StoredClick = stored(Click)

const MAPPINGS = `(SELECT json_group_array(json_object('name', mapping.name, 'conditions', mapping.conditions))
  FROM mapping WHERE mapping.event = event.id) AS mappings`

const toEvent = (row: Row): StoredEvent => ({
  id: text(row, 'id'),
  name: text(row, 'name'),
  description: text(row, 'description'),
  kind: v.parse(Kind, row['kind']),
  status: v.parse(Status, row['status']),
  isPattern: flag(row, 'is_pattern'),
  mappings: v.parse(StoredMappings, row['mappings']),
  url: row['url'] === null ? undefined : v.parse(StoredUrl, row['url']),
  click: row['click'] === null ? undefined : v.parse(StoredClick, row['click']),
  countsFrom: v.parse(CountsFrom, optionalText(row, 'counts_from')),
  acceptedAutomatically: flag(row, 'accepted_automatically'),
  reviewedAt: optionalInteger(row, 'reviewed_at'),
  createdAt: integer(row, 'created_at'),
})

export async function findEvent(
  database: Database,
  environment: number,
  id: string,
): Promise<StoredEvent | undefined> {
  const [row] = await database.read(
    `SELECT event.*, ${MAPPINGS} FROM event WHERE environment = ? AND id = ?`,
    [environment, id],
  )
  return row && toEvent(row)
}

export type EventPage = {
  status?: StoredEvent['status']
  kind?: StoredEvent['kind']
  /** Part of the name, the description or a track name. */
  search?: string
  limit: number
  /** Where the page before ended: [last seen, ID]. */
  after?: readonly [number, string]
  /** What each event counts: [event name, tally]. */
  tallies: readonly (readonly [string, number])[]
}

/** Lately seen first; each with when it was last seen, for the next page to begin after. */
export async function listEvents(
  database: Database,
  environment: number,
  { status, kind, search, limit, after, tallies }: EventPage,
): Promise<{ event: StoredEvent; lastAt: number }[]> {
  const rows = await database.read(
    // The seen drive their half, and the rest is found by IN: a join would look through all of them for each event.
    `WITH seen AS MATERIALIZED (
       SELECT pair.value ->> 0 AS name, max(usage.last_at) AS last_at FROM json_each(?1) AS pair
       CROSS JOIN usage ON usage.tally = pair.value ->> 1 GROUP BY 1),
     listed AS (
       SELECT event.*, seen.last_at FROM seen
       CROSS JOIN event ON event.environment = ?2 AND event.status = 'accepted' AND event.name = seen.name
       UNION ALL
       SELECT event.*, 0 FROM event
       WHERE environment = ?2 AND NOT (status = 'accepted' AND name IN (SELECT name FROM seen)))
     SELECT event.*, ${MAPPINGS} FROM (
       SELECT * FROM listed
       WHERE (?3 IS NULL OR status = ?3)
         AND (?4 IS NULL OR instr(lower(name), ?4) OR instr(lower(description), ?4)
           OR EXISTS (SELECT 1 FROM mapping WHERE mapping.event = listed.id AND instr(lower(mapping.name), ?4)))
         AND (?5 IS NULL OR (last_at, id) < (?5, ?6))
         AND (?8 IS NULL OR kind = ?8)
       ORDER BY last_at DESC, id DESC LIMIT ?7) AS event
     ORDER BY last_at DESC, id DESC`,
    [
      JSON.stringify(tallies),
      environment,
      status ?? null,
      search ? lower(search) : null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
      kind ?? null,
    ],
  )
  return rows.map((row) => ({ event: toEvent(row), lastAt: integer(row, 'last_at') }))
}

export type EventDraft = Pick<StoredEvent, 'name' | 'kind'> & { mappings: readonly Mapping[] } & Partial<
    Pick<StoredEvent, 'description' | 'url' | 'click' | 'status' | 'isPattern' | 'countsFrom'>
  >

/** @throws {Conflict} where an event of that name and status is there. */
export async function createEvents(
  database: Database,
  environment: number,
  drafts: readonly EventDraft[],
  now: number,
  before: readonly Statement[] = [],
): Promise<string[]> {
  const made = withEventIds(drafts, now)
  await database.write([...before, ...insertEvents(environment, made, now), NEW_VERSION])
  return made.map(({ id }) => id)
}

export const withEventIds = (drafts: readonly EventDraft[], now: number): (EventDraft & { id: string })[] =>
  drafts.map((draft) => ({ ...draft, id: newId('evt', now) }))

/** It, and what it feeds on. A name that it counts is no longer denied. */
export const insertEvents = (
  environment: number,
  made: readonly (EventDraft & { id: string })[],
  now: number,
): Statement[] => [
  {
    sql: `INSERT INTO event (id, environment, name, description, kind, status, url, click, counts_from, is_pattern, created_at)
      SELECT value ->> 'id', ?, value ->> 'name', coalesce(value ->> 'description', ''), value ->> 'kind',
        coalesce(value ->> 'status', 'accepted'), value -> 'url', value -> 'click', value ->> 'countsFrom',
        coalesce(value ->> 'isPattern', 0), ?
      FROM json_each(?)`,
    args: [environment, now, JSON.stringify(made.map(({ mappings: _, ...event }) => event))],
  },
  insertMappings(
    made.flatMap(({ id, mappings }) => mappings.map((mapping) => ({ event: id, ...mapping }))),
    now,
  ),
  liftDenials(
    environment,
    made
      .filter(({ status }) => status !== 'denied')
      .flatMap(({ mappings }) => mappings.map(({ name }) => name)),
  ),
]

export type EventUpdate = {
  description?: string
  mappings?: readonly Mapping[]
  url?: UrlMatch
  click?: Click
  countsFrom?: 'segment' | 'sdk' | null
  reviewed?: true
}

export async function updateEvent(
  database: Database,
  environment: number,
  event: Pick<StoredEvent, 'id'>,
  update: EventUpdate,
  now: number,
): Promise<void> {
  await database.write([...writeEvent(environment, event, update, now), NEW_VERSION])
}

export function writeEvent(
  environment: number,
  event: Pick<StoredEvent, 'id'>,
  { description, mappings, url, click, countsFrom, reviewed }: EventUpdate,
  now: number,
): Statement[] {
  const statements: Statement[] = [
    {
      sql: `UPDATE event SET description = coalesce(?, description), url = coalesce(?, url), click = coalesce(?, click),
          counts_from = CASE WHEN ? THEN ? ELSE counts_from END,
          reviewed_at = CASE WHEN ? THEN ? ELSE reviewed_at END
        WHERE environment = ? AND id = ?`,
      args: [
        description ?? null,
        url ? JSON.stringify(url) : null,
        click ? JSON.stringify(click) : null,
        Number(countsFrom !== undefined),
        countsFrom ?? null,
        Number(reviewed === true),
        now,
        environment,
        event.id,
      ],
    },
  ]
  if (!mappings) return statements
  return [
    ...statements,
    ...replaceMappings(event.id, mappings, now),
    liftDenials(
      environment,
      mappings.map(({ name }) => name),
    ),
  ]
}

export const deleteEvent = (environment: number, id: string): Statement => ({
  sql: `DELETE FROM event WHERE environment = ? AND id = ?`,
  args: [environment, id],
})

/** False where surveys use it, and `force` does not say that it goes all the same; or where it is gone. */
export async function removeEvent(
  database: Database,
  environment: number,
  { id, name }: Pick<StoredEvent, 'id' | 'name'>,
  force: boolean,
): Promise<boolean> {
  const used = isUsed(environment, { id, name })
  const [removed] = await database.write([
    {
      sql: `DELETE FROM event WHERE environment = ? AND id = ? AND (? OR NOT ${used.sql})`,
      args: [environment, id, Number(force), ...used.args],
    },
    NEW_VERSION,
  ])
  return removed?.changes === 1
}
