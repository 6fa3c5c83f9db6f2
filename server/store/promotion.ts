/** Takes over another environment's definitions in one transaction: all that was agreed to, or nothing. */
import type { EnvironmentChange } from '../../shared/environment.ts'
import type { Database, Statement } from './database.ts'
import { writeEnvironment } from './environment.ts'
import { type EventDraft, type EventUpdate, insertEvents, type StoredEvent, writeEvent } from './event.ts'
import { retireTallies } from './request.ts'
import { isAnsweredLately, type Unanswered } from './survey-answers.ts'
import { insertSurvey, type StoredSurvey, type SurveyContent, writeSurvey } from './survey.ts'
import { NEW_VERSION } from './version.ts'

/** What the target becomes. */
export type Taken = {
  settings: EnvironmentChange
  newEvents: readonly (EventDraft & { id: string })[]
  changedEvents: readonly { event: Pick<StoredEvent, 'id'>; update: EventUpdate }[]
  newSurveys: readonly { id: string; content: SurveyContent; origin: string }[]
  changedSurveys: readonly { survey: StoredSurvey; content: SurveyContent; unanswered: Unanswered }[]
}

/** @throws {Conflict} where an event has been made, or a survey changed or answered, since it was looked at. */
export async function takeOver(
  database: Database,
  environment: number,
  { settings, newEvents, changedEvents, newSurveys, changedSurveys }: Taken,
  now: number,
): Promise<void> {
  const denied = newEvents.filter(({ status, isPattern }) => status === 'denied' && isPattern !== true)
  await database.write([
    ...(Object.keys(settings).length > 0 ? [writeEnvironment(environment, settings)] : []),
    retireTallies(
      environment,
      denied.map(({ name }) => name),
      now,
    ),
    ...insertEvents(environment, newEvents, now),
    ...changedEvents.flatMap(({ event, update }) => writeEvent(environment, event, update, now)),
    ...newSurveys.map(({ id, content, origin }) => insertSurvey(environment, id, content, now, origin)),
    ...changedSurveys.flatMap(({ survey, content, unanswered }) => [
      demandUnchanged(environment, survey, unanswered),
      writeSurvey(environment, survey, content, unanswered, now),
    ]),
    NEW_VERSION,
  ])
}

/** Ends the whole transaction, as a survey must have a state, where it is no longer as it was read. */
function demandUnchanged(
  environment: number,
  { id, revision }: StoredSurvey,
  unanswered: Unanswered,
): Statement {
  const guard = isAnsweredLately(id, unanswered)
  return {
    sql: `UPDATE survey SET status = NULL WHERE environment = ? AND id = ? AND (revision <> ? OR ${guard.sql})`,
    args: [environment, id, revision, ...guard.args],
  }
}
