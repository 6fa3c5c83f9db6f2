/** Promotion: what another environment defines otherwise, and taking over what is agreed to. Definitions, never data. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { EnvironmentChange } from '../../../shared/environment.ts'
import type { Issue } from '../../../shared/issue.ts'
import { Agreement, Promoted, Promotion } from '../../../shared/promotion.ts'
import { mayDo, type Who } from '../../account/who.ts'
import type { Deps } from '../../deps.ts'
import { conflict, invalid } from '../../problem.ts'
import { listAdmins } from '../../store/account.ts'
import { type EventUpdate, type StoredEvent, withEventIds } from '../../store/event.ts'
import { type Taken, takeOver } from '../../store/promotion.ts'
import { newId } from '../../store/random.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { json, operation, query } from './operation.ts'
import { compare, type Compared, definitionAs, eventKey, settingsOf } from './promotion-difference.ts'

export const promotionRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/',
    operation({
      summary: 'Say what another environment defines otherwise',
      description:
        'Events with their mappings, surveys, and settings that this environment lacks or has otherwise. `refused` says what cannot be promoted as it is.',
      role: 'viewer',
      answers: { 200: Promotion },
    }),
    query(v.object({ from: v.pipe(v.string(), v.nonEmpty('must be the ID of an environment')) })),
    async (c) => {
      const deps = c.get('deps')
      const { difference } = await compare(deps, c.get('environment'), c.req.valid('query').from)
      return c.json({ ...difference, ...(await whomToAsk(deps, c.get('who'))) })
    },
  )
  .post(
    '/',
    operation({
      summary: 'Take over what another environment defines',
      description:
        'What is named of the difference, all of it or nothing. With `seen` only as it was looked at. New surveys arrive as drafts; one that is in progress here changes at once. Answers what still differs.',
      role: 'admin',
      answers: { 200: Promoted },
      refusals: { 409: 'Something named cannot be taken over as it is, or changed meanwhile' },
    }),
    json(Agreement),
    async (c) => {
      const deps = c.get('deps')
      const agreed = c.req.valid('json')
      const target = c.get('environment')
      const compared = await compare(deps, target, agreed.from)
      demandPossible(compared.difference, agreed)
      const taken = takenOf(compared, agreed, deps.now())
      await takeOver(deps.database, target.number, taken, deps.now())
      await deps.definitions.refresh()
      const changed = deps.definitions.environmentById(target.id) ?? target
      const { difference } = await compare(deps, changed, agreed.from)
      return c.json({ ...difference, promoted: promotedOf(taken) })
    },
  )

const whomToAsk = async ({ database }: Deps, who: Who | undefined): Promise<{ admins?: string[] }> =>
  who && mayDo(who, 'admin') ? {} : { admins: await listAdmins(database) }

/** @throws {Problem} 400 for what does not differ, 409 for what cannot be taken over as it is. */
function demandPossible(difference: Promotion, agreed: Agreement): void {
  const unknown: Issue[] = []
  /** With the name of what they are of. */
  const refused: (Issue & { of: string })[] = []
  const judge = (path: string, of: string, found?: { tag: string; refused?: readonly Issue[] }) => {
    if (!found) return void unknown.push({ path, message: 'does not differ' })
    if (agreed.seen && !agreed.seen.includes(found.tag))
      refused.push({ path, message: 'has changed since it was looked at: look again', of })
    for (const issue of found.refused ?? [])
      refused.push({ path: [path, issue.path].filter(Boolean).join('.'), message: issue.message, of })
  }
  const [events, surveys] = [
    indexed(difference.events, eventKey),
    indexed(difference.surveys, ({ id }) => id),
  ]
  const settings = indexed(difference.settings, ({ part }) => part)
  const along = new Set(agreed.events.map(eventKey))
  for (const [place, one] of agreed.events.entries())
    judge(`events.${place}`, one.name, events.get(eventKey(one)))
  for (const [place, id] of agreed.surveys.entries()) {
    const found = surveys.get(id)
    judge(`surveys.${place}`, found?.name ?? id, found)
    for (const name of found?.needs ?? [])
      if (!along.has(eventKey({ name, status: 'accepted' })))
        refused.push({
          path: `surveys.${place}`,
          message: `needs the event “${name}”: take it over too`,
          of: found?.name ?? id,
        })
  }
  for (const [place, name] of agreed.settings.entries()) judge(`settings.${place}`, name, settings.get(name))
  if (unknown.length > 0) throw invalid(unknown)
  if (refused.length > 0)
    throw conflict(
      `${refused.map(({ of, message }) => `“${of}” ${message}`).join('; ')}.`,
      refused.map(({ path, message }) => ({ path, message })),
    )
}

const indexed = <T>(items: readonly T[], key: (item: T) => string): Map<string, T> =>
  new Map(items.map((item) => [key(item), item]))

/** Everything is there as it was compared: nothing is read between judging and writing. */
function takenOf({ source, target, twins }: Compared, agreed: Agreement, now: number): Taken {
  const settings = Object.entries(settingsOf(source)).filter(([name]) => agreed.settings.includes(name))
  const events = [...new Set(agreed.events.map(eventKey))].flatMap((key) => source.events.get(key) ?? [])
  const newEvents = withEventIds(
    events.filter((event) => !target.events.has(eventKey(event))),
    now,
  )
  const accepted = newEvents.filter(({ status }) => status === 'accepted')
  const ids = new Map([...target.accepted, ...accepted.map(({ name, id }) => [name, id] as const)])
  const surveys = source.surveys
    .filter(({ id }) => agreed.surveys.includes(id))
    .map(({ id, name, platform, definition }) => ({
      origin: id,
      content: { name, platform, definition: definitionAs(definition, source, ids) },
    }))
  return {
    settings: v.parse(EnvironmentChange, Object.fromEntries(settings)),
    newEvents,
    changedEvents: events.flatMap((event) => {
      const twin = target.events.get(eventKey(event))
      return twin ? [{ event: twin, update: updateTo(event) }] : []
    }),
    newSurveys: surveys.flatMap((survey) =>
      twins.has(survey.origin) ? [] : [{ ...survey, id: newId('srv', now) }],
    ),
    changedSurveys: surveys.flatMap(({ origin, content }) => {
      const twin = twins.get(origin)
      return twin ? [{ ...twin, content }] : []
    }),
  }
}

function updateTo({ kind, status, description, mappings, url, click, countsFrom }: StoredEvent): EventUpdate {
  return {
    description,
    countsFrom: countsFrom ?? null,
    ...(url && { url }),
    ...(click && { click }),
    ...(kind === 'code' && status === 'accepted' && { mappings }),
  }
}

const promotedOf = ({ newSurveys, changedSurveys }: Taken): Promoted['promoted'] => [
  ...newSurveys.map(({ id, content: { name } }) => ({ id, name, status: 'draft' as const })),
  ...changedSurveys.map(({ survey: { id, status }, content: { name } }) => ({ id, name, status })),
]
