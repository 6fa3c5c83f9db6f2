/** Surveys and their states. Showings and answers are theirs, and have files of their own. */
import * as v from 'valibot'
import { lower } from '../../shared/compare.ts'
import {
  PLATFORMS,
  STATUSES,
  SurveyDefinition,
  type Platform,
  type SurveyStatus,
} from '../../shared/survey.ts'
import { STEPS, type SurveyStep } from '../../shared/survey-state.ts'
import { toTime } from '../../shared/time.ts'
import type { Database, Row, Statement } from './database.ts'
import { newId } from './random.ts'
import { integer, optionalInteger, text } from './row.ts'
import { isAnsweredLately, type Unanswered } from './survey-answers.ts'
import { NEW_VERSION } from './version.ts'

export type StoredSurvey = {
  id: string
  name: string
  platform: Platform
  status: SurveyStatus
  definition: SurveyDefinition
  revision: number
  createdAt: number
  updatedAt: number
  launchedAt?: number
  completedAt?: number
}

/** What came of it: showings, those with an answer, those answered to their end. */
export type SurveyCounts = {
  showings: number
  responses: number
  completions: number
  lastResponseAt?: number
}

export type CountedSurvey = StoredSurvey & SurveyCounts

const StoredPlatform = v.picklist(PLATFORMS)
const StoredStatus = v.picklist(STATUSES)
const StoredDefinition = v.pipe(v.string(), v.parseJson(), SurveyDefinition)

export const toSurvey = (row: Row): StoredSurvey => ({
  id: text(row, 'id'),
  name: text(row, 'name'),
  platform: v.parse(StoredPlatform, row['platform']),
  status: v.parse(StoredStatus, row['status']),
  definition: v.parse(StoredDefinition, row['definition']),
  revision: integer(row, 'revision'),
  createdAt: integer(row, 'created_at'),
  updatedAt: integer(row, 'updated_at'),
  launchedAt: optionalInteger(row, 'launched_at'),
  completedAt: optionalInteger(row, 'completed_at'),
})

/** Counted by day, so that these are sums of few rows. */
const COUNTS = ['showings', 'responses', 'completions']
  .map((what) => `coalesce((SELECT sum(${what}) FROM survey_day WHERE survey = survey.id), 0) AS ${what}`)
  .concat(
    '(SELECT max(responded_at) FROM showing WHERE survey = survey.id AND responded_at IS NOT NULL) AS last_response_at',
  )
  .join(', ')

const toCounted = (row: Row): CountedSurvey => ({
  ...toSurvey(row),
  showings: integer(row, 'showings'),
  responses: integer(row, 'responses'),
  completions: integer(row, 'completions'),
  lastResponseAt: optionalInteger(row, 'last_response_at'),
})

export async function findSurvey(
  database: Database,
  environment: number,
  id: string,
): Promise<CountedSurvey | undefined> {
  const [row] = await database.read(
    `SELECT survey.*, ${COUNTS} FROM survey WHERE environment = ? AND id = ?`,
    [environment, id],
  )
  return row && toCounted(row)
}

export type SurveyPage = {
  status?: SurveyStatus
  /** Part of the name. */
  search?: string
  limit: number
  /** Where the page before ended: [updated at, ID]. */
  after?: readonly [number, string]
}

/** Lately changed first. */
export async function listSurveys(
  database: Database,
  environment: number,
  { status, search, limit, after }: SurveyPage,
): Promise<CountedSurvey[]> {
  const rows = await database.read(
    `SELECT survey.*, ${COUNTS} FROM survey
     WHERE environment = ?1 AND (?2 IS NULL OR status = ?2) AND (?3 IS NULL OR instr(lower(name), ?3))
       AND (?4 IS NULL OR (updated_at, id) < (?4, ?5))
     ORDER BY updated_at DESC, id DESC LIMIT ?6`,
    [
      environment,
      status ?? null,
      search ? lower(search) : null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  )
  return rows.map(toCounted)
}

export type SurveyContent = Pick<StoredSurvey, 'name' | 'platform' | 'definition'>

/** A draft. Says its ID. */
export async function createSurvey(
  database: Database,
  environment: number,
  content: SurveyContent,
  now: number,
): Promise<string> {
  const id = newId('srv', now)
  await database.write([insertSurvey(environment, id, content, now)])
  return id
}

/** A draft; `origin` is the survey of another environment that it is a copy of. */
export const insertSurvey = (
  environment: number,
  id: string,
  { name, platform, definition }: SurveyContent,
  now: number,
  origin?: string,
): Statement => ({
  sql: `INSERT INTO survey (id, environment, name, platform, status, definition, created_at, updated_at, origin)
    VALUES (?, ?, ?, ?, 'draft', ?, ?, ?, ?)`,
  args: [id, environment, name, platform, JSON.stringify(definition), now, now, origin ?? null],
})

/**
 * Sets all of its content, if it is still as it was read and nobody answered meanwhile what must be unanswered. False
 * where not so.
 */
export async function updateSurvey(
  database: Database,
  environment: number,
  survey: StoredSurvey,
  content: SurveyContent,
  unanswered: Unanswered,
  now: number,
): Promise<boolean> {
  const [updated] = await database.write([
    writeSurvey(environment, survey, content, unanswered, now),
    // Nobody keeps a draft in memory, and it is saved while one types.
    ...(survey.status === 'in-progress' ? [NEW_VERSION] : []),
  ])
  return updated?.changes === 1
}

export function writeSurvey(
  environment: number,
  { id, revision }: StoredSurvey,
  { name, platform, definition }: SurveyContent,
  unanswered: Unanswered,
  now: number,
): Statement {
  const guard = isAnsweredLately(id, unanswered)
  return {
    sql: `UPDATE survey SET name = ?, platform = ?, definition = ?, revision = revision + 1, updated_at = ?
      WHERE environment = ? AND id = ? AND revision = ? AND NOT ${guard.sql}`,
    args: [name, platform, JSON.stringify(definition), now, environment, id, revision, ...guard.args],
  }
}

/** False where its state does not allow it, or, with a revision, where it was changed meanwhile. */
export async function stepSurvey(
  database: Database,
  environment: number,
  id: string,
  step: SurveyStep,
  now: number,
  revision?: number,
): Promise<boolean> {
  const { from, to } = STEPS[step]
  const [updated] = await database.write([
    {
      sql: `UPDATE survey SET status = ?1, revision = revision + 1, updated_at = ?2,
          launched_at = CASE WHEN ?3 THEN ?2 ELSE launched_at END,
          completed_at = CASE WHEN ?1 = 'completed' THEN ?2 WHEN ?3 THEN NULL ELSE completed_at END
        WHERE environment = ?4 AND id = ?5 AND status IN (SELECT value FROM json_each(?6))
          AND (?7 IS NULL OR revision = ?7)`,
      args: [to, now, Number(step === 'launch'), environment, id, JSON.stringify(from), revision ?? null],
    },
    NEW_VERSION,
  ])
  return updated?.changes === 1
}

/** Completes what has come to its end, in all environments. Says whether there was any. */
export async function completeEnded(database: Database, now: number): Promise<boolean> {
  const ended = `status IN ('in-progress', 'paused') AND definition ->> 'endsAt' <= ?1`
  // Looked for first: a write that changes nothing would still tell every process to read all anew.
  if ((await database.read(`SELECT 1 FROM survey WHERE ${ended} LIMIT 1`, [toTime(now)])).length === 0)
    return false
  await database.write([
    {
      sql: `UPDATE survey SET status = 'completed', revision = revision + 1, updated_at = ?2, completed_at = ?2
        WHERE ${ended}`,
      args: [toTime(now), now],
    },
    NEW_VERSION,
  ])
  return true
}

/** Drafts and archived ones that nobody answered, with their showings. False where it is none of these. */
export async function removeSurvey(database: Database, environment: number, id: string): Promise<boolean> {
  const [removed] = await database.write([
    {
      sql: `DELETE FROM survey WHERE environment = ? AND id = ? AND status IN ('draft', 'archived')
        AND NOT EXISTS (SELECT 1 FROM showing WHERE survey = survey.id AND responded_at IS NOT NULL)`,
      args: [environment, id],
    },
  ])
  return removed?.changes === 1
}
