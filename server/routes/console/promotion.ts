/** Promotion: what another environment defines otherwise, and taking over what is agreed to. Definitions, never data. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { PAGEVIEW } from '../../../shared/event.ts'
import { eventNamesOf } from '../../../shared/launch.ts'
import { Agreement, differencesOf, Promotion } from '../../../shared/promotion.ts'
import type { Issue } from '../../../shared/issue.ts'
import { EnvironmentChange } from '../../../shared/environment.ts'
import type { SurveyDefinition } from '../../../shared/survey.ts'
import type { Deps } from '../../deps.ts'
import type { Environment } from '../../ingest/definitions.ts'
import { conflict, invalid } from '../../problem.ts'
import { updateEnvironment } from '../../store/environment.ts'
import { createEvents, listEvents, type StoredEvent, updateEvent } from '../../store/event.ts'
import { listTwins, setOrigin } from '../../store/survey-origin.ts'
import { createSurvey, listSurveys, type CountedSurvey } from '../../store/survey.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { json, operation, query } from './operation.ts'
import { changeSurvey } from './surveys.ts'

/** More than an environment may have of either. */
const ALL = 100_000

export const promotionRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/',
    operation({
      summary: 'Say what another environment defines otherwise',
      description:
        'Events with their mappings, surveys, and settings that this environment lacks or has otherwise.',
      role: 'viewer',
      answers: { 200: Promotion },
    }),
    query(v.object({ from: v.pipe(v.string(), v.nonEmpty('must be the ID of an environment')) })),
    async (c) => {
      const { difference } = await compare(c.get('deps'), c.get('environment'), c.req.valid('query').from)
      return c.json(difference)
    },
  )
  .post(
    '/',
    operation({
      summary: 'Take over what another environment defines',
      description:
        'What is named of the difference, as it is now. New surveys arrive as drafts; one that is in progress here changes at once. Answers what still differs.',
      role: 'admin',
      answers: { 200: Promotion },
      refusals: { 409: 'Something named cannot be taken over as it is' },
    }),
    json(Agreement),
    async (c) => {
      const deps = c.get('deps')
      const agreement = c.req.valid('json')
      const target = c.get('environment')
      const compared = await compare(deps, target, agreement.from)
      demandPossible(compared.difference, agreement)
      await promote(deps, target, compared, agreement)
      await deps.definitions.refresh()
      const changed = deps.definitions.environmentById(target.id) ?? target
      return c.json((await compare(deps, changed, agreement.from)).difference)
    },
  )

type Compared = {
  difference: Promotion
  source: Environment
  sourceEvents: readonly StoredEvent[]
  targetEvents: readonly StoredEvent[]
  sourceSurveys: readonly CountedSurvey[]
  /** By the ID of the source's. */
  twins: ReadonlyMap<string, CountedSurvey>
}

async function compare(
  { database, definitions }: Deps,
  target: Environment,
  from: string,
): Promise<Compared> {
  const source = definitions.environmentById(from)
  if (source === undefined || source.number === target.number)
    throw invalid([{ path: 'from', message: 'must be the ID of another environment' }])
  const read = { limit: ALL, tallies: [] }
  const [sourceEvents, targetEvents, sourceSurveys, targetSurveys, twinIds] = await Promise.all([
    listEvents(database, source.number, read).then((rows) => rows.map(({ event }) => event)),
    listEvents(database, target.number, read).then((rows) => rows.map(({ event }) => event)),
    listSurveys(database, source.number, { limit: ALL }),
    listSurveys(database, target.number, { limit: ALL }),
    listTwins(database, source.number, target.number),
  ])
  const twins = new Map(
    [...twinIds].flatMap(([own, twin]) => {
      const found = targetSurveys.find(({ id }) => id === twin)
      return found ? [[own, found] as const] : []
    }),
  )
  const difference: Promotion = {
    from: source.id,
    to: target.id,
    events: sourceEvents.flatMap((event) => compareEvent(event, targetEvents)),
    surveys: sourceSurveys
      .filter(({ status }) => status !== 'archived')
      .flatMap((survey) => compareSurvey(survey, twins.get(survey.id), sourceEvents, targetEvents)),
    settings: differencesOf(settingsOf(target), settingsOf(source)),
  }
  return { difference, source, sourceEvents, targetEvents, sourceSurveys, twins }
}

const settingsOf = ({ autoAccept, settings }: Environment) => ({ autoAccept, ...settings })

const isLike =
  ({ name, status }: Pick<StoredEvent, 'name' | 'status'>) =>
  (other: Pick<StoredEvent, 'name' | 'status'>): boolean =>
    other.name === name && other.status === status

function partsOf({ kind, description, mappings, url, click, countsFrom, isPattern }: StoredEvent) {
  const sorted = [...mappings].sort((one, other) => (one.name < other.name ? -1 : 1))
  return {
    kind,
    description,
    mappings: sorted,
    url: url ?? null,
    click: click ?? null,
    countsFrom: countsFrom ?? null,
    isPattern,
  }
}

function compareEvent(event: StoredEvent, targets: readonly StoredEvent[]): Promotion['events'] {
  const { name, status } = event
  const target = targets.find(isLike(event))
  const differences = differencesOf(target && partsOf(target), partsOf(event))
  if (target && differences.length === 0) return []
  const refused =
    target && target.kind !== event.kind
      ? `It is of another kind there (${target.kind}), which never changes; delete it there first.`
      : null
  return [{ name, status, change: target ? 'changed' : 'new', differences, refused }]
}

/** With triggers by the names of their events, as IDs differ from one environment to another. */
const contentOf = ({ name, platform, definition }: CountedSurvey, events: readonly StoredEvent[]) => ({
  name,
  platform,
  ...definition,
  triggers: definition.triggers.map(({ event, delaySeconds }) => ({
    event: events.find(({ id }) => id === event)?.name ?? event,
    delaySeconds,
  })),
})

function compareSurvey(
  survey: CountedSurvey,
  twin: CountedSurvey | undefined,
  sourceEvents: readonly StoredEvent[],
  targetEvents: readonly StoredEvent[],
): Promotion['surveys'] {
  const content = contentOf(survey, sourceEvents)
  const differences = differencesOf(twin && contentOf(twin, targetEvents), content)
  if (twin && differences.length === 0) return []
  const named = [...content.triggers.map(({ event }) => event), ...eventNamesOf(content.filter)]
  const needs = [...new Set(named)].filter(
    (name) => name !== PAGEVIEW && !targetEvents.some(isLike({ name, status: 'accepted' })),
  )
  const { id, name } = survey
  const gone = survey.definition.triggers.some(({ event }) => !sourceEvents.some((one) => one.id === event))
  const refused = gone ? 'It has a trigger whose event is gone; choose another first.' : null
  return [{ id, name, change: twin ? 'changed' : 'new', differences, needs, refused }]
}

/** @throws {Problem} 400 for what does not differ, 409 for what cannot be taken over as it is. */
function demandPossible(difference: Promotion, agreed: Agreement): void {
  const unknown: Issue[] = []
  const refused: Issue[] = []
  for (const [place, one] of agreed.events.entries()) {
    const found = difference.events.find(isLike(one))
    if (!found) unknown.push({ path: `events.${place}`, message: 'does not differ' })
    else if (found.refused) refused.push({ path: `events.${place}`, message: found.refused })
  }
  for (const [place, id] of agreed.surveys.entries()) {
    const found = difference.surveys.find((survey) => survey.id === id)
    if (!found) unknown.push({ path: `surveys.${place}`, message: 'does not differ' })
    else {
      if (found.refused) refused.push({ path: `surveys.${place}`, message: found.refused })
      for (const name of found.needs)
        if (!agreed.events.some(isLike({ name, status: 'accepted' })))
          refused.push({ path: `surveys.${place}`, message: `needs the event "${name}"; take it over too` })
    }
  }
  for (const [place, name] of agreed.settings.entries())
    if (!difference.settings.some(({ part }) => part === name))
      unknown.push({ path: `settings.${place}`, message: 'does not differ' })
  if (unknown.length > 0) throw invalid(unknown)
  if (refused.length > 0)
    throw conflict(refused.map(({ path, message }) => `${path}: ${message}`).join('; '), refused)
}

/** What surveys need comes before them. Said again after a failure, what is done already differs no more. */
async function promote(
  deps: Deps,
  target: Environment,
  { source, sourceEvents, targetEvents, sourceSurveys, twins }: Compared,
  agreed: Agreement,
): Promise<void> {
  const { database, now } = deps
  const set = Object.entries(settingsOf(source)).filter(([name]) => agreed.settings.includes(name))
  if (set.length > 0)
    await updateEnvironment(database, target.number, v.parse(EnvironmentChange, Object.fromEntries(set)))

  const events = sourceEvents.filter((event) => agreed.events.some(isLike(event)))
  const fresh = events.filter((event) => !targetEvents.some(isLike(event)))
  if (fresh.length > 0) await createEvents(database, target.number, fresh, now())
  const made = (await listEvents(database, target.number, { limit: ALL, tallies: [] })).map(
    ({ event }) => event,
  )
  for (const event of events) {
    const twin = made.find(isLike(event))
    if (!twin) continue
    const { description, url, click, countsFrom = null } = event
    const mappings = event.kind === 'code' && event.status === 'accepted' ? event.mappings : undefined
    await updateEvent(database, target.number, twin, { description, url, click, countsFrom, mappings }, now())
  }

  for (const survey of sourceSurveys.filter(({ id }) => agreed.surveys.includes(id))) {
    const { name, platform } = survey
    const definition = withTriggersOf(survey.definition, sourceEvents, made)
    const twin = twins.get(survey.id)
    if (twin) await changeSurvey(deps, target.number, twin.id, { name, platform, ...definition })
    else {
      const id = await createSurvey(database, target.number, { name, platform, definition }, now())
      await setOrigin(database, id, survey.id)
    }
  }
}

const withTriggersOf = (
  definition: SurveyDefinition,
  sourceEvents: readonly StoredEvent[],
  targetEvents: readonly StoredEvent[],
): SurveyDefinition => ({
  ...definition,
  triggers: definition.triggers.flatMap(({ event, delaySeconds }) => {
    const name = sourceEvents.find(({ id }) => id === event)?.name
    const twin = targetEvents.find((one) => one.status === 'accepted' && one.name === name)
    return twin ? [{ event: twin.id, delaySeconds }] : []
  }),
})
