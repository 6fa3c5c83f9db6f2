/** Events: what the team tracks, the names that feed them, and what they counted. */
import { Hono } from 'hono'
import * as v from 'valibot'
import {
  Event,
  EVENT_KINDS,
  EventChange,
  Mapping,
  NewEvent,
  type Mapping as NameMapping,
} from '../../../shared/event.ts'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import { Time, toTime } from '../../../shared/time.ts'
import type { Deps } from '../../deps.ts'
import { conflict, invalid, notFound } from '../../problem.ts'
import { Conflict } from '../../store/database.ts'
import { removeDenials } from '../../store/denial.ts'
import { readNameCounts, readUsage } from '../../store/event-usage.ts'
import {
  createEvents,
  deleteEvent,
  findEvent,
  listEvents,
  removeEvent,
  updateEvent,
  type StoredEvent,
} from '../../store/event.ts'
import { listSurveyUses, surveysOf } from '../../store/survey-use.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { fromCursor, toPage } from './cursor.ts'
import { json, operation, query } from './operation.ts'
import { demandEvent, readCounted, readEvent, showEvent, sourcesOf, talliesOf } from './show-event.ts'

const Place = v.tuple([v.number(), v.string()])

export const eventRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/',
    operation({
      summary: 'List events',
      description:
        'Lately seen first. Denied names and patterns are events of the status "denied". Over many occurrences `users` may be some minutes old.',
      role: 'viewer',
      answers: { 200: pageOf(Event) },
    }),
    query(
      v.object({
        ...PageQuery.entries,
        status: v.optional(v.picklist(['accepted', 'denied'])),
        kind: v.optional(v.picklist(EVENT_KINDS)),
        search: v.optional(v.pipe(v.string(), v.maxLength(200))),
      }),
    ),
    async (c) => {
      const { cursor, limit, status, kind, search } = c.req.valid('query')
      const { database, definitions } = c.get('deps')
      const { number } = c.get('environment')
      const rules = definitions.rules(number)
      const after = fromCursor(Place, cursor)
      const rows = await listEvents(database, number, {
        status,
        kind,
        search,
        limit: limit + 1,
        after,
        tallies: talliesOf(rules, [...rules.events.keys()]),
      })
      const names = rows.slice(0, limit).map(({ event }) => event.name)
      const [counted, uses] = await Promise.all([
        readCounted(c.get('deps'), talliesOf(rules, names)),
        listSurveyUses(database, number),
      ])
      return c.json(
        toPage(
          rows,
          limit,
          ({ event, lastAt }) => [lastAt, event.id],
          ({ event }) => showEvent(event, counted.get(event.name), sourcesOf(rules, event.name), uses),
        ),
      )
    },
  )
  .post(
    '/',
    operation({
      summary: 'Make an event',
      description:
        'A Code event counts the calls of its track names (its own by default), and what is kept of them. A Page URL event counts from now on.',
      role: 'editor',
      answers: { 201: Event },
      refusals: { 409: 'There is an event of this name' },
    }),
    json(NewEvent),
    async (c) => {
      const { trackNames, mappings, ...draft } = c.req.valid('json')
      const { deps, number } = { deps: c.get('deps'), number: c.get('environment').number }
      const names = draft.kind === 'code' ? (mappings ?? plain(trackNames ?? [draft.name])) : []
      const [id] = await createEvents(
        deps.database,
        number,
        [{ ...draft, mappings: names }],
        deps.now(),
      ).catch((error: unknown) => {
        if (!(error instanceof Conflict)) throw error
        throw conflict(
          `There is an event "${draft.name}" already. Map the name to it instead, or choose another.`,
        )
      })
      await deps.definitions.refresh()
      return c.json(await readEvent(deps, number, id ?? ''), 201)
    },
  )
  .post(
    '/preview',
    operation({
      summary: 'Say what a mapping would count',
      description:
        'Before it is saved: the calls kept of its names, how many more those are than the event has, and since when those came.',
      role: 'viewer',
      answers: {
        200: v.object({ calls: v.number(), added: v.number(), since: v.nullable(Time) }),
      },
    }),
    json(
      v.strictObject({ event: v.optional(v.string()), mappings: v.pipe(v.array(Mapping), v.maxLength(100)) }),
    ),
    async (c) => {
      const { event: id, mappings } = c.req.valid('json')
      const { database, definitions, now } = c.get('deps')
      const { number } = c.get('environment')
      const event = id === undefined ? undefined : await findEvent(database, number, id)
      if (id !== undefined && event === undefined) throw notFound(`The event "${id}"`)
      // A mapping with conditions counts from when it is made, so it brings no history.
      const whole = mappings.filter(({ conditions }) => conditions.length === 0).map(({ name }) => name)
      const counts = await readNameCounts(database, number, whole)
      const usage =
        event && (await readUsage(database, talliesOf(definitions.rules(number), [event.name]), now()))
      const calls = [...counts.values()].reduce((sum, { count }) => sum + count, 0)
      const kept = new Set(event?.mappings.map(({ name }) => name))
      const fresh = [...counts].flatMap(([name, counted]) => (kept.has(name) ? [] : [counted]))
      const added = fresh.reduce((sum, { count }) => sum + count, 0)
      const since = Math.min(...fresh.map(({ firstAt }) => firstAt))
      return c.json({
        calls: Math.max(calls, (event && usage?.get(event.name)?.count) ?? 0),
        added,
        since: Number.isFinite(since) ? toTime(since) : null,
      })
    },
  )
  .get('/:id', operation({ summary: 'Read an event', role: 'viewer', answers: { 200: Event } }), async (c) =>
    c.json(await readEvent(c.get('deps'), c.get('environment').number, c.req.param('id'))),
  )
  .patch(
    '/:id',
    operation({
      summary: 'Change an event',
      description:
        'Its name never changes. A mapping covers what is kept of its names; one with new conditions counts from now. `status: "accepted"` makes a denied name an event.',
      role: 'editor',
      answers: { 200: Event },
      refusals: { 409: 'An event of the name of this denial is there' },
    }),
    json(EventChange),
    async (c) => {
      const {
        trackNames,
        mappings = trackNames && plain(trackNames),
        status,
        ...change
      } = c.req.valid('json')
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const event = await demandEvent(deps, number, c.req.param('id'))
      if (event.status === 'denied') {
        if (status === undefined)
          throw conflict(`"${event.name}" is denied. Lift that first, with "status": "accepted".`)
        const id = await lift(deps, number, event, mappings)
        return c.json(await readEvent(deps, number, id))
      }
      refuseForeignParts(event, { ...change, mappings })
      await updateEvent(deps.database, number, event, { ...change, mappings }, deps.now())
      await deps.definitions.refresh()
      return c.json(await readEvent(deps, number, event.id))
    },
  )
  .delete(
    '/:id',
    operation({
      summary: 'Delete an event, or lift a denial',
      description:
        'What was counted under its names stays, and counts again where they are mapped again. Names that feed no other event wait for review. One that surveys use is only deleted with `force=true`: its triggers then do nothing, and its conditions count it as never done.',
      role: 'editor',
      answers: { 204: 'Deleted' },
      refusals: { 409: 'Surveys use it, and `force` does not say that it goes all the same' },
    }),
    query(
      v.object({
        /** `true`: also where surveys use it. They are left without it. */
        force: v.optional(v.picklist(['true', 'false'], 'must be true or false')),
      }),
    ),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const event = await demandEvent(deps, number, c.req.param('id'))
      if (event.status === 'denied') await removeDenials(deps.database, number, [event.id])
      else {
        const force = c.req.valid('query').force === 'true'
        if (!(await removeEvent(deps.database, number, event, force))) await refuseUsed(deps, number, event)
      }
      await deps.definitions.refresh()
      return c.body(null, 204)
    },
  )

const plain = (names: readonly string[]): NameMapping[] =>
  [...new Set(names)].map((name) => ({ name, conditions: [] }))

/** @throws {Problem} 409 where surveys use it. None do where somebody else deleted it just now. */
async function refuseUsed({ database }: Deps, environment: number, event: StoredEvent): Promise<void> {
  const surveys = surveysOf(event, await listSurveyUses(database, environment))
  if (surveys.length === 0) return
  const names = surveys.map((name) => `"${name}"`).join(', ')
  throw conflict(
    `${surveys.length === 1 ? 'The survey' : 'The surveys'} ${names} ${surveys.length === 1 ? 'uses' : 'use'} it. Take it out there first, or delete it all the same with ?force=true.`,
  )
}

/** A denied name becomes an event; a denied pattern is only lifted by deleting it. */
async function lift(
  { database, definitions, now }: Deps,
  environment: number,
  event: StoredEvent,
  mappings: readonly NameMapping[] | undefined,
): Promise<string> {
  if (event.isPattern) throw conflict(`"${event.name}" is a pattern. Delete it to lift it.`)
  const draft = { name: event.name, kind: 'code', mappings: [...(mappings ?? plain([event.name]))] } as const
  const [id] = await createEvents(database, environment, [draft], now(), [deleteEvent(environment, event.id)])
  await definitions.refresh()
  return id ?? ''
}

function refuseForeignParts(
  event: StoredEvent,
  change: { mappings?: unknown; url?: unknown; click?: unknown },
): void {
  const issues = (
    [
      ['trackNames', change.mappings, 'code', 'Code'],
      ['url', change.url, 'page-url', 'Page URL'],
      ['click', change.click, 'click', 'Click'],
    ] as const
  ).flatMap(([path, given, kind, title]) =>
    given !== undefined && event.kind !== kind ? [{ path, message: `belongs to a ${title} event` }] : [],
  )
  if (issues.length > 0) throw invalid(issues)
}
