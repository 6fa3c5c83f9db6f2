/** Showings: one time that a survey was put before a person, claimed so that no cap, window or `once` is passed by a race. */
import { PLACE_HELD, SAME_INSTANT, type Shown } from '../../shared/eligibility.ts'
import type { Database, Statement } from './database.ts'
import type { Identity } from './person.ts'
import { randomHex } from './random.ts'
import { integer, optionalInteger, text } from './row.ts'

/** All identities that count for ?1. */
const THEIRS = '(SELECT id FROM identity WHERE id = ?1 UNION ALL SELECT id FROM identity WHERE owner = ?1)'

/** When a person was last shown each survey, by any way but a link. Times are milliseconds. */
export async function readShown(database: Database, person: number): Promise<Map<string, Shown>> {
  const rows = await database.read(
    `SELECT survey, max(at) AS at, max(CASE WHEN responded_at IS NULL AND closed_at IS NULL THEN at END) AS open_at
     FROM showing WHERE identity IN ${THEIRS} AND channel <> 'link' GROUP BY survey`,
    [person],
  )
  return new Map(
    rows.map((row) => [
      text(row, 'survey'),
      { at: integer(row, 'at'), openAt: optionalInteger(row, 'open_at') },
    ]),
  )
}

export type SurveyStanding = { responses: number; places: number; showingsToday: number }

/** Of all people. `today`: the day in the environment's zone. */
export async function readStandings(
  database: Database,
  surveys: readonly string[],
  { today, now }: { today: string; now: number },
): Promise<Map<string, SurveyStanding>> {
  const rows = await database.read(
    `SELECT asked.value AS survey,
       coalesce((SELECT sum(responses) FROM survey_day WHERE survey = asked.value), 0) AS responses,
       (SELECT count(*) FROM showing WHERE survey = asked.value AND responded_at IS NULL AND closed_at IS NULL AND at > ?2) AS places,
       coalesce((SELECT showings FROM survey_day WHERE survey = asked.value AND day = ?3), 0) AS today
     FROM json_each(?1) AS asked`,
    [JSON.stringify(surveys), now - PLACE_HELD, today],
  )
  return new Map(
    rows.map((row) => [
      text(row, 'survey'),
      {
        responses: integer(row, 'responses'),
        places: integer(row, 'places'),
        showingsToday: integer(row, 'today'),
      },
    ]),
  )
}

export type Claim = {
  environment: number
  survey: string
  /** Of the visitor; whom it counts for is looked up within the transaction. */
  identity: number
  trigger: string
  ask?: string
  url?: string
  language: string
  verified: boolean
  at: number
  day: string
  /** What must still hold; undefined where it is not asked. */
  once: boolean
  /** Milliseconds since the last showing of any survey. */
  window: number
  development: boolean
  responsesByNow?: number
  perDay?: number
}

/**
 * The ID of the showing, if every gate that a race could pass still stands: all is asked and written by one transaction.
 * What another request claimed for the same `ask` meanwhile is that again.
 */
export async function claimShowing(database: Database, claim: Claim): Promise<string | undefined> {
  const id = `shw_${claim.at.toString(16).padStart(12, '0')}${randomHex(16)}`
  const outcomes = await database.write([
    insertShowing(id, claim),
    {
      sql: `SELECT id FROM showing WHERE id = ?1 OR (?3 IS NOT NULL AND identity = ?2 AND ask = ?3 AND survey = ?4)`,
      args: [id, claim.identity, claim.ask ?? null, claim.survey],
    },
  ])
  const [row] = outcomes.at(-1)?.rows ?? []
  return row && text(row, 'id')
}

function insertShowing(id: string, claim: Claim): Statement {
  const { environment, survey, identity, trigger, ask, url, language, verified, at, day } = claim
  const theirs = `(SELECT other.id FROM identity AS named
    CROSS JOIN identity AS other ON other.id = coalesce(named.owner, named.id) OR other.owner = coalesce(named.owner, named.id)
    WHERE named.id = ?4)`
  return {
    sql: `INSERT INTO showing (id, environment, survey, identity, channel, trigger, ask, url, language, verified, at, day)
      SELECT ?1, ?2, ?3, ?4, 'web', ?5, ?6, ?7, ?8, ?9, ?10, ?11
      WHERE EXISTS (SELECT 1 FROM survey WHERE id = ?3 AND status = 'in-progress')
        AND EXISTS (SELECT 1 FROM identity WHERE id = ?4)
        AND NOT EXISTS (SELECT 1 FROM showing WHERE identity IN ${theirs} AND channel <> 'link' AND (
          (?12 AND survey = ?3) OR at > ?10 - ?13
          OR (?14 AND survey = ?3 AND responded_at IS NULL AND closed_at IS NULL AND at > ?10 - ${SAME_INSTANT})))
        AND (?15 IS NULL OR ?15 > (SELECT coalesce(sum(responses), 0) FROM survey_day WHERE survey = ?3)
          + (SELECT count(*) FROM showing WHERE survey = ?3 AND responded_at IS NULL AND closed_at IS NULL
              AND at > ?10 - ${PLACE_HELD}))
        AND (?16 IS NULL OR ?16 > coalesce((SELECT showings FROM survey_day WHERE survey = ?3 AND day = ?11), 0))
      ON CONFLICT (identity, ask) WHERE ask IS NOT NULL DO NOTHING`,
    args: [
      id,
      environment,
      survey,
      identity,
      trigger,
      ask ?? null,
      url ?? null,
      language,
      Number(verified),
      at,
      day,
      Number(claim.once),
      claim.window,
      Number(claim.development),
      claim.responsesByNow ?? null,
      claim.perDay ?? null,
    ],
  }
}

export type StoredShowing = { id: string; survey: string; respondedAt?: number; completedAt?: number }

export async function findShowing(
  database: Database,
  environment: number,
  id: string,
): Promise<StoredShowing | undefined> {
  const [row] = await database.read('SELECT * FROM showing WHERE environment = ? AND id = ?', [
    environment,
    id,
  ])
  return (
    row && {
      id: text(row, 'id'),
      survey: text(row, 'survey'),
      respondedAt: optionalInteger(row, 'responded_at'),
      completedAt: optionalInteger(row, 'completed_at'),
    }
  )
}

export type Seen = {
  person: number
  survey: string
  name: string
  at: number
  respondedAt?: number
  completedAt?: number
}

/** Surveys that these people were shown, newest first. */
export async function listSeen(database: Database, identities: readonly Identity[]): Promise<Seen[]> {
  const rows = await database.read(
    `SELECT identity.value ->> 1 AS person, showing.*, survey.name
     FROM json_each(?) AS identity CROSS JOIN showing ON showing.identity = identity.value ->> 0
     CROSS JOIN survey ON survey.id = showing.survey
     ORDER BY showing.at DESC, showing.id DESC LIMIT 10000`,
    [JSON.stringify(identities.map(({ id, user }) => [id, user]))],
  )
  return rows.map((row) => ({
    person: integer(row, 'person'),
    survey: text(row, 'survey'),
    name: text(row, 'name'),
    at: integer(row, 'at'),
    respondedAt: optionalInteger(row, 'responded_at'),
    completedAt: optionalInteger(row, 'completed_at'),
  }))
}
