/** An event as the console sees it: with what it counted, from where, and which surveys use it. */
import type { Event } from '../../../shared/event.ts'
import { toTime, toTimeOrNull } from '../../../shared/time.ts'
import type { Deps } from '../../deps.ts'
import type { Rules } from '../../ingest/definitions.ts'
import { notFound } from '../../problem.ts'
import { readUsage, readUsers, type EventUsage } from '../../store/event-usage.ts'
import { findEvent, type StoredEvent } from '../../store/event.ts'
import { listSurveyUses, surveysOf, type SurveyUses } from '../../store/survey-use.ts'
import type { TallyOf } from '../../store/tally.ts'

export async function demandEvent({ database }: Deps, environment: number, id: string): Promise<StoredEvent> {
  const event = await findEvent(database, environment, id)
  if (!event) throw notFound(`The event "${id}"`)
  return event
}

export async function readEvent(deps: Deps, environment: number, id: string): Promise<Event> {
  const event = await demandEvent(deps, environment, id)
  const rules = deps.definitions.rules(environment)
  const pairs = talliesOf(rules, [event.name])
  const [counted, uses] = await Promise.all([
    event.status === 'denied' ? undefined : readCounted(deps, pairs),
    listSurveyUses(deps.database, environment),
  ])
  return showEvent(event, counted?.get(event.name), sourcesOf(rules, event.name), uses)
}

export type Counted = EventUsage & { users: number }

/** By name; what was never counted is left out. */
export async function readCounted(
  { database, overviews, now }: Deps,
  pairs: readonly TallyOf[],
): Promise<Map<string, Counted>> {
  const [usage, users] = await Promise.all([readUsage(database, pairs, now()), readUsers(overviews, pairs)])
  return new Map([...usage].map(([name, entry]) => [name, { ...entry, users: users.get(name) ?? 0 }]))
}

/** [event name, tally] of the events named. */
export function talliesOf(rules: Rules, names: Iterable<string>): TallyOf[] {
  const pairs: TallyOf[] = []
  for (const name of names)
    for (const { id } of rules.events.get(name) ?? []) if (id !== undefined) pairs.push([name, id])
  return pairs
}

/** Where an event was seen: a tally has its number from its first call on. */
export const sourcesOf = ({ feeds }: Rules, name: string): Event['sources'] => [
  ...new Set((feeds.get(name) ?? []).filter(({ id }) => id !== undefined).map(({ source }) => source)),
]

export function showEvent(
  event: StoredEvent,
  counted: Counted | undefined,
  sources: Event['sources'],
  uses: SurveyUses,
): Event {
  const { id, name, description, kind, status, isPattern, mappings, url, click, countsFrom } = event
  const denied = status === 'denied'
  return {
    id,
    name,
    description,
    kind,
    status,
    isPattern,
    trackNames: denied && !isPattern ? [name] : mappings.map((mapping) => mapping.name),
    mappings,
    url: url ?? null,
    click: click ?? null,
    countsFrom: countsFrom ?? null,
    sources: denied ? [] : sources,
    acceptedAutomatically: event.acceptedAutomatically,
    reviewedAt: toTimeOrNull(event.reviewedAt),
    createdAt: toTime(event.createdAt),
    surveys: denied ? [] : surveysOf(event, uses),
    count: denied ? 0 : (counted?.count ?? 0),
    users: denied ? 0 : (counted?.users ?? 0),
    firstSeenAt: denied ? null : toTimeOrNull(counted?.firstAt),
    lastSeenAt: denied ? null : toTimeOrNull(counted?.lastAt),
    daily: (!denied && counted?.daily) || Array.from({ length: 30 }, () => 0),
  }
}
