/** The surveys in progress, and which event triggers which, out of the definitions that are read. */
import { namesIn } from '../../shared/filter-names.ts'
import type { Row } from './database.ts'
import { text } from './row.ts'
import type { Rules, RunningSurvey } from './rules.ts'
import { toSurvey } from './survey.ts'

/** @param events rows of `event`; a trigger that is denied or no more triggers nothing. */
export function surveyRules(
  rows: readonly Row[],
  events: readonly Row[],
): Pick<Rules, 'surveys' | 'triggers'> {
  const names = new Map(
    events.flatMap((row) =>
      text(row, 'status') === 'accepted' ? [[text(row, 'id'), text(row, 'name')] as const] : [],
    ),
  )
  const surveys = new Map<string, RunningSurvey>()
  const triggers = new Map<string, { survey: RunningSurvey; delaySeconds: number }[]>()
  for (const row of rows) {
    const survey = toRunning(row)
    surveys.set(survey.id, survey)
    if (survey.platform !== 'web') continue
    for (const { event, delaySeconds } of survey.definition.triggers) {
      const name = names.get(event)
      if (name === undefined) continue
      const own = triggers.get(name) ?? []
      triggers.set(name, own)
      own.push({ survey, delaySeconds })
    }
  }
  return { surveys, triggers }
}

function toRunning(row: Row): RunningSurvey {
  const { id, name, platform, definition, launchedAt, createdAt } = toSurvey(row)
  const { delivery, resurvey, filter, startsAt: begin, endsAt } = definition
  const startsAt = begin === null ? -Infinity : Date.parse(begin)
  return {
    id,
    name,
    platform,
    definition,
    asked: {
      id,
      startsAt,
      endsAt: endsAt === null ? Infinity : Date.parse(endsAt),
      launchedAt: Math.max(launchedAt ?? createdAt, startsAt),
      delivery,
      resurvey,
    },
    named: namesIn(filter),
  }
}
