/** What one environment defines otherwise than another, and what of it cannot be promoted as it is. */
import { sha256 } from '@noble/hashes/sha2.js'
import { PAGEVIEW } from '../../../shared/event.ts'
import type { Issue } from '../../../shared/issue.ts'
import { eventNamesOf, launchFaults } from '../../../shared/launch.ts'
import { differencesOf, type EventContent, type Promotion } from '../../../shared/promotion.ts'
import type { SurveyDefinition } from '../../../shared/survey.ts'
import type { Deps } from '../../deps.ts'
import type { Environment } from '../../ingest/definitions.ts'
import { invalid, Problem } from '../../problem.ts'
import { listEvents, type StoredEvent } from '../../store/event.ts'
import { toHex } from '../../store/random.ts'
import type { Unanswered } from '../../store/survey-answers.ts'
import { listTwins } from '../../store/survey-origin.ts'
import { type CountedSurvey, listSurveys } from '../../store/survey.ts'
import { contentAfter, demandKept } from './surveys.ts'

/** More than an environment may have of either. */
const ALL = 100_000

/** What one of the two defines. */
export type Side = {
  environment: Environment
  /** By `eventKey`. */
  events: ReadonlyMap<string, StoredEvent>
  byId: ReadonlyMap<string, StoredEvent>
  /** IDs of accepted events, by name. */
  accepted: ReadonlyMap<string, string>
  surveys: readonly CountedSurvey[]
}

export type Compared = {
  difference: Promotion
  source: Side
  target: Side
  /** The target's surveys that would change, by the ID of the source's, with what nobody may have answered till then. */
  twins: ReadonlyMap<string, { survey: CountedSurvey; unanswered: Unanswered }>
}

/** One name may be accepted here and denied there. Sorts accepted ones before denials, each by name. */
export const eventKey = ({ name, status }: Pick<StoredEvent, 'name' | 'status'>): string =>
  `${status}:${name}`

/** @throws {Problem} 400 where `from` is no other environment. */
export async function compare(deps: Deps, to: Environment, from: string): Promise<Compared> {
  const other = deps.definitions.environmentById(from)
  if (other === undefined || other.number === to.number)
    throw invalid([{ path: 'from', message: 'must be the ID of another environment' }])
  const [source, target, twinIds] = await Promise.all([
    readSide(deps, other),
    readSide(deps, to),
    listTwins(deps.database, other.number, to.number),
  ])
  const surveys = await Promise.all(
    source.surveys
      .filter(({ status }) => status !== 'archived')
      .map((survey) => {
        const twin = target.surveys.find(({ id }) => id === twinIds.get(survey.id))
        return compareSurvey(deps, survey, twin, source, target)
      }),
  )
  return {
    source,
    target,
    twins: new Map(
      surveys.flatMap(({ id, twin, unanswered }) =>
        twin && unanswered ? [[id, { survey: twin, unanswered }]] : [],
      ),
    ),
    difference: {
      from: source.environment.id,
      to: target.environment.id,
      events: compareEvents(source, target),
      surveys: surveys.flatMap(({ entry }) => entry ?? []),
      settings: differencesOf(settingsOf(target), settingsOf(source)).map((one) => ({
        ...one,
        tag: tagOf(one),
      })),
    },
  }
}

async function readSide({ database }: Deps, environment: Environment): Promise<Side> {
  const [rows, surveys] = await Promise.all([
    listEvents(database, environment.number, { limit: ALL, tallies: [] }),
    listSurveys(database, environment.number, { limit: ALL }),
  ])
  const events = rows.map(({ event }) => event)
  return {
    environment,
    surveys,
    events: new Map(events.map((event) => [eventKey(event), event])),
    byId: new Map(events.map((event) => [event.id, event])),
    accepted: new Map(
      events.filter(({ status }) => status === 'accepted').map(({ name, id }) => [name, id] as const),
    ),
  }
}

export const settingsOf = ({ environment: { autoAccept, settings } }: Side) => ({ autoAccept, ...settings })

const tagOf = (shown: unknown): string =>
  toHex(sha256(new TextEncoder().encode(JSON.stringify(shown)))).slice(0, 16)

function compareEvents(source: Side, target: Side): Promotion['events'] {
  const feeds = new Map<string, string>()
  for (const { name, status, mappings } of target.events.values())
    if (status === 'accepted') for (const mapping of mappings) feeds.set(mapping.name, name)
  const sorted = [...source.events].sort(([one], [other]) => (one < other ? -1 : 1))
  return sorted.flatMap(([, event]) => {
    const { name, status, mappings } = event
    const twin = target.events.get(eventKey(event))
    const differences = differencesOf(twin && contentOfEvent(twin), contentOfEvent(event))
    if (twin && differences.length === 0) return []
    const lifts = mappings
      .map((mapping) => mapping.name)
      .filter(
        (denied) => target.events.get(eventKey({ name: denied, status: 'denied' }))?.isPattern === false,
      )
    return [
      {
        name,
        status,
        change: twin ? 'changed' : 'new',
        differences,
        lifts,
        refused: eventFaults(event, twin, feeds.get(name)),
        tag: tagOf([name, status, differences, lifts]),
      },
    ]
  })
}

function contentOfEvent(event: StoredEvent): EventContent {
  const { kind, description, mappings, url = null, click = null, countsFrom = null, isPattern } = event
  const sorted = [...mappings].sort((one, other) => (one.name < other.name ? -1 : 1))
  return { kind, description, mappings: sorted, url, click, countsFrom, isPattern }
}

const KINDS = { code: 'Code', 'page-url': 'Page URL', click: 'Click' } as const

/** `feeds`: the event of the target that counts a track name of its name. */
function eventFaults(event: StoredEvent, twin: StoredEvent | undefined, feeds: string | undefined): Issue[] {
  if (twin && twin.kind !== event.kind)
    return [
      {
        path: 'kind',
        message: `is a ${KINDS[twin.kind]} event there, and a kind never changes: delete it there first`,
      },
    ]
  if (twin && twin.isPattern !== event.isPattern)
    return [
      {
        path: 'isPattern',
        message: `is denied as a ${twin.isPattern ? 'pattern' : 'name'} there: lift that first`,
      },
    ]
  if (event.status === 'denied' && !event.isPattern && feeds !== undefined)
    return [
      {
        path: 'name',
        message: `feeds the event “${feeds}” there: take it out of that, or delete that, first`,
      },
    ]
  return []
}

/** With triggers by the names of their events; one whose event is gone keeps its ID. */
const contentOfSurvey = ({ name, platform, definition }: CountedSurvey, { byId }: Side) => ({
  name,
  platform,
  ...definition,
  triggers: definition.triggers.map(({ event, delaySeconds }) => ({
    event: byId.get(event)?.name ?? event,
    delaySeconds,
  })),
})

/** With triggers by the IDs that events of their names have elsewhere. */
export const definitionAs = (
  definition: SurveyDefinition,
  { byId }: Side,
  ids: ReadonlyMap<string, string>,
): SurveyDefinition => ({
  ...definition,
  triggers: definition.triggers.flatMap(({ event, delaySeconds }) => {
    const id = ids.get(byId.get(event)?.name ?? '')
    return id === undefined ? [] : [{ event: id, delaySeconds }]
  }),
})

async function compareSurvey(
  deps: Deps,
  survey: CountedSurvey,
  twin: CountedSurvey | undefined,
  source: Side,
  target: Side,
): Promise<{
  id: string
  twin?: CountedSurvey
  unanswered?: Unanswered
  entry?: Promotion['surveys'][number]
}> {
  const { id, name } = survey
  const content = contentOfSurvey(survey, source)
  const differences = differencesOf(twin && contentOfSurvey(twin, target), content)
  if (twin && differences.length === 0) return { id }
  const [known, there] = [source.accepted, target.accepted]
  const named = [...content.triggers.map(({ event }) => event), ...eventNamesOf(content.filter)]
  // A filter may name what is no event anywhere: it counts as never done, there as here.
  const needs = [...new Set(named)].filter(
    (event) => event !== PAGEVIEW && known.has(event) && !there.has(event),
  )
  const ids = new Map([...there, ...needs.map((event) => [event, event] as const)])
  const definition = definitionAs(survey.definition, source, ids)
  const faults = survey.definition.triggers.flatMap(({ event }, place): Issue[] =>
    source.byId.get(event)?.status === 'accepted'
      ? []
      : [{ path: `triggers.${place}.event`, message: 'names an event that is gone: choose another first' }],
  )
  const judged = twin && (await judgeChange(deps, twin, { ...survey, definition }, ids))
  return {
    id,
    ...(twin && { twin }),
    ...(judged?.unanswered && { unanswered: judged.unanswered }),
    entry: {
      id,
      name,
      change: twin ? 'changed' : 'new',
      differences,
      twin: twin ? { id: twin.id, status: twin.status } : null,
      needs,
      refused: faults.length > 0 ? faults : (judged?.refused ?? []),
      tag: tagOf([id, differences, twin?.status]),
    },
  }
}

/** As if the target's survey were edited to be so: what has answers stays, and one in progress stays fit to be shown. */
async function judgeChange(
  deps: Deps,
  twin: CountedSurvey,
  { name, platform, definition }: CountedSurvey,
  ids: ReadonlyMap<string, string>,
): Promise<{ refused: Issue[]; unanswered?: Unanswered }> {
  try {
    const content = contentAfter(twin, { name, platform, ...definition })
    const unanswered = await demandKept(deps, twin, content)
    if (twin.status !== 'in-progress') return { refused: [], unanswered }
    const events = [...ids].map(([event, id]) => ({ id, name: event, status: 'accepted' as const }))
    const launched = { ...content.definition, name, platform, responses: twin.responses }
    return { refused: launchFaults(launched, { events, now: deps.now() }), unanswered }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { refused: [...(error.issues ?? [{ path: '', message: error.message }])] }
  }
}
