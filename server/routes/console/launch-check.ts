/** Refuses to show a survey that lacks something. */
import { eventNamesOf, launchFaults } from '../../../shared/launch.ts'
import type { Deps } from '../../deps.ts'
import { conflict } from '../../problem.ts'
import { listNamedEvents } from '../../store/survey-use.ts'
import type { CountedSurvey } from '../../store/survey.ts'

/** @throws {Problem} 409 whose issues say what is missing, after `why` in words. */
export async function demandFit(
  { database, now }: Deps,
  environment: number,
  { name, platform, definition, responses }: CountedSurvey,
  why: string,
): Promise<void> {
  const events = await listNamedEvents(database, environment, {
    ids: definition.triggers.map(({ event }) => event),
    names: eventNamesOf(definition.filter),
  })
  const faults = launchFaults({ name, platform, responses, ...definition }, { events, now: now() })
  if (faults.length > 0)
    throw conflict(`${why}: ${faults.map(({ path, message }) => `${path} ${message}`).join('; ')}.`, faults)
}
