/** Responses: showings with at least one answer, as results, lists and exports read them. */
import * as v from 'valibot'
import { lower } from '../../shared/compare.ts'
import type { Database, Row } from './database.ts'
import { flag, integer, json, optionalInteger, optionalText, text } from './row.ts'

/** Times are milliseconds. */
export type StoredResponse = {
  id: string
  /** The number of the identity that it counts for; undefined where a link was opened by nobody known. */
  person?: number
  /** Undefined for a visitor of whom no user ID is known. */
  userId?: string
  verified: boolean
  channel: 'web' | 'link' | 'email'
  startedAt: number
  respondedAt: number
  completedAt?: number
  language: string
  url?: string
  /** By question ID; null: skipped. */
  answers: Record<string, string | number | boolean | string[] | null>
}

/** Later than any time. A bound that always holds, unlike one that may be missing, lets SQLite seek each page in the index. */
export const NEVER = Number.MAX_SAFE_INTEGER

/** Whether a text that was answered has this part in it; any showing where that is null. */
export const saysText = (part: string): string => `(${part} IS NULL OR EXISTS (SELECT 1 FROM answer
  WHERE answer.showing = showing.id AND substr(answer.value, 1, 1) IN ('"', '[') AND instr(lower(answer.value ->> '$'), ${part})))`

const RESPONSES = `SELECT showing.*, person.id AS person,
    CASE WHEN person.kind = 'user' AND person.known_at IS NOT NULL THEN person.value END AS user_id,
    (SELECT json_group_object(question, json(value)) FROM answer WHERE answer.showing = showing.id) AS answers
  FROM showing
  LEFT JOIN identity AS named ON named.id = showing.identity
  LEFT JOIN identity AS person ON person.id = coalesce(named.owner, named.id)`

export async function findResponse(
  database: Database,
  survey: string,
  id: string,
): Promise<StoredResponse | undefined> {
  const [row] = await database.read(
    `${RESPONSES} WHERE showing.id = ? AND showing.survey = ? AND showing.responded_at IS NOT NULL`,
    [id, survey],
  )
  return row && toResponse(row)
}

/** Newest first. `from` counts, `to` does not. `after`: the time and ID of the last one read. */
export async function listResponses(
  database: Database,
  survey: string,
  {
    from,
    to,
    search,
    after,
    limit,
  }: { from?: number; to?: number; search?: string; after?: readonly [number, string]; limit: number },
): Promise<StoredResponse[]> {
  const rows = await database.read(
    `${RESPONSES} WHERE showing.survey = ?1 AND showing.responded_at IS NOT NULL
       AND showing.responded_at >= ?2 AND showing.responded_at < ?3
       AND (showing.responded_at, showing.id) < (?4, ?5)
       AND ${saysText('?6')}
     ORDER BY showing.responded_at DESC, showing.id DESC LIMIT ?7`,
    [
      survey,
      from ?? 0,
      to ?? NEVER,
      after?.[0] ?? NEVER,
      after?.[1] ?? '',
      search ? lower(search) : null,
      limit,
    ],
  )
  return rows.map(toResponse)
}

const Channel = v.picklist(['web', 'link', 'email'])
export const StoredAnswer = v.union([v.string(), v.number(), v.boolean(), v.array(v.string()), v.null()])
const StoredAnswers = v.record(v.string(), StoredAnswer)

const toResponse = (row: Row): StoredResponse => ({
  id: text(row, 'id'),
  person: optionalInteger(row, 'person'),
  userId: optionalText(row, 'user_id'),
  verified: flag(row, 'verified'),
  channel: v.parse(Channel, row['channel']),
  startedAt: integer(row, 'at'),
  respondedAt: integer(row, 'responded_at'),
  completedAt: optionalInteger(row, 'completed_at'),
  language: text(row, 'language'),
  url: optionalText(row, 'url'),
  answers: v.parse(StoredAnswers, json(row, 'answers')),
})

/** Showings and responses of each day of the environment's time zone that had any, oldest first. */
export async function listSurveyDays(
  database: Database,
  survey: string,
): Promise<{ day: string; showings: number; responses: number }[]> {
  const rows = await database.read(
    `SELECT day, showings, responses FROM survey_day WHERE survey = ? ORDER BY day`,
    [survey],
  )
  return rows.map((row) => ({
    day: text(row, 'day'),
    showings: integer(row, 'showings'),
    responses: integer(row, 'responses'),
  }))
}

/** How often it was shown at or after a time, and before another. */
export async function countShowings(
  database: Database,
  survey: string,
  { from, to }: { from: number; to: number },
): Promise<number> {
  const [row] = await database.read(
    `SELECT count(*) AS count FROM showing WHERE survey = ? AND at >= ? AND at < ?`,
    [survey, from, to],
  )
  return row ? integer(row, 'count') : 0
}
