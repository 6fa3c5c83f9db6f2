/** Requests: track names that wait for review, and what becomes of them. */
import { groupBy } from '../../../shared/group-by.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { nearName } from '../../../shared/event.ts'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import { Approval, Denial, Lifting, Request } from '../../../shared/request.ts'
import { toTime } from '../../../shared/time.ts'
import type { Deps } from '../../deps.ts'
import { conflict, notFound } from '../../problem.ts'
import { Conflict, type Statement } from '../../store/database.ts'
import { readUsers } from '../../store/event-usage.ts'
import { removeDenials } from '../../store/denial.ts'
import { createEvents, findEvent, type EventDraft } from '../../store/event.ts'
import { addMappings } from '../../store/mapping.ts'
import {
  countReview,
  denyNames,
  denyPattern,
  listRequestNames,
  listRequests,
  retireTallies,
  type StoredRequest,
} from '../../store/request.ts'
import { mayDo } from '../../account/who.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { fromCursor, toPage } from './cursor.ts'
import { json, operation, query } from './operation.ts'

const Place = v.tuple([v.number(), v.string()])
const Review = v.object({ requests: v.number(), automatic: v.number() })

export const requestRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/requests',
    operation({
      summary: 'List the names that wait for review',
      description: 'Lately seen first. Viewers see no samples.',
      role: 'viewer',
      answers: { 200: v.object({ ...pageOf(Request).entries, total: v.number() }) },
    }),
    query(v.object({ ...PageQuery.entries, search: v.optional(v.pipe(v.string(), v.maxLength(200))) })),
    async (c) => {
      const { limit, cursor, search } = c.req.valid('query')
      const { database, definitions, overviews } = c.get('deps')
      const { number } = c.get('environment')
      const who = c.get('who')
      const [rows, { requests: total }] = await Promise.all([
        listRequests(database, number, { search, limit: limit + 1, after: fromCursor(Place, cursor) }),
        countReview(database, number),
      ])
      const pairs = rows.flatMap(({ name, tallies }) => tallies.map((tally) => [name, tally] as const))
      const users = await readUsers(overviews, pairs)
      const near = groupBy(definitions.rules(number).events.keys(), nearName)
      const withSample = who !== undefined && mayDo(who, 'editor')
      const page = toPage(
        rows,
        limit,
        ({ name, lastAt }) => [lastAt, name],
        (row) => show(row, users.get(row.name) ?? 0, near.get(nearName(row.name)) ?? [], withSample),
      )
      return c.json({ ...page, total })
    },
  )
  .post(
    '/requests/approve',
    operation({
      summary: 'Approve names',
      description:
        'Each as an event of its own, or all into the event named. Of "all", names that an event has already go on waiting. `backfill` counts what was held of them since they were first seen, at most the days that are held.',
      role: 'editor',
      answers: { 200: v.object({ approved: v.number() }) },
      refusals: { 409: 'An event of one of the names is there already' },
    }),
    json(Approval),
    async (c) => {
      const { names, event: into, backfill } = c.req.valid('json')
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const asked = await waiting(deps, number, names)
      const approved = into === undefined ? withoutTaken(deps, number, asked, names === 'all') : asked
      const before = backfill ? [] : [retireTallies(number, approved, deps.now())]
      await (into === undefined
        ? approveAsNew(deps, number, approved, before)
        : approveInto(deps, number, into, approved, before))
      await deps.definitions.refresh()
      return c.json({ approved: approved.length })
    },
  )
  .post(
    '/requests/deny',
    operation({
      summary: 'Deny names, or every name like a pattern',
      description:
        'Calls of a denied name are not counted until the denial is lifted. The answer names the denials.',
      role: 'editor',
      answers: { 200: v.object({ denied: v.number(), ids: v.array(v.string()) }) },
      refusals: { 409: 'The pattern is denied already' },
    }),
    json(Denial),
    async (c) => {
      const { names, pattern } = c.req.valid('json')
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const before = await listRequestNames(deps.database, number)
      const ids =
        pattern === undefined
          ? await denyNames(deps.database, number, await waiting(deps, number, names ?? []), deps.now())
          : await denyPattern(deps.database, number, pattern, deps.now()).catch((error: unknown) => {
              throw error instanceof Conflict ? conflict(`"${pattern}" is denied already.`) : error
            })
      await deps.definitions.refresh()
      const denied = before.length - (await listRequestNames(deps.database, number)).length
      return c.json({ denied, ids })
    },
  )
  .post(
    '/requests/lift',
    operation({
      summary: 'Lift denials',
      description: 'Their names wait for review again, with what is still held of them.',
      role: 'editor',
      answers: { 200: v.object({ lifted: v.number() }) },
    }),
    json(Lifting),
    async (c) => {
      const { database, definitions } = c.get('deps')
      const lifted = await removeDenials(database, c.get('environment').number, c.req.valid('json').ids)
      await definitions.refresh()
      return c.json({ lifted })
    },
  )
  .get(
    '/review-count',
    operation({
      summary: 'Count what waits for review',
      description: '`automatic` are events that were accepted by themselves and not looked at since.',
      role: 'viewer',
      answers: { 200: Review },
    }),
    async (c) => c.json(await countReview(c.get('deps').database, c.get('environment').number)),
  )

/** @throws {Problem} 404 where one of the names does not wait. */
async function waiting(
  { database }: Deps,
  environment: number,
  names: readonly string[] | 'all',
): Promise<string[]> {
  const all = await listRequestNames(database, environment)
  if (names === 'all') return all
  const known = new Set(all)
  const missing = names.filter((name) => !known.has(name))
  if (missing.length > 0) throw notFound(`A request named ${quoted(missing)}`)
  return [...new Set(names)]
}

/**
 * Names that an event has already, which counts something else: they cannot be events of their own. Among all they go on waiting.
 * @throws {Problem} 409 where they were named.
 */
function withoutTaken({ definitions }: Deps, environment: number, names: string[], all: boolean): string[] {
  const { events } = definitions.rules(environment)
  const taken = names.filter((name) => events.has(name))
  if (taken.length > 0 && !all)
    throw conflict(
      `${quoted(taken)}: an event of that name is there already and counts something else. Approve the name into it, or into another.`,
    )
  return names.filter((name) => !events.has(name))
}

const quoted = (names: readonly string[]): string =>
  names
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(', ')

async function approveAsNew(
  { database, now }: Deps,
  environment: number,
  names: readonly string[],
  before: readonly Statement[],
): Promise<void> {
  const drafts = names.map((name): EventDraft => ({
    name,
    kind: 'code',
    mappings: [{ name, conditions: [] }],
  }))
  await createEvents(database, environment, drafts, now(), before).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error
    throw conflict(
      'An event of one of these names is there already and counts something else. Approve that name into it.',
    )
  })
}

async function approveInto(
  { database, now }: Deps,
  environment: number,
  id: string,
  names: readonly string[],
  before: readonly Statement[],
): Promise<void> {
  const event = await findEvent(database, environment, id)
  if (!event || event.status === 'denied') throw notFound(`The event "${id}"`)
  if (event.kind !== 'code')
    throw conflict(`"${event.name}" is no Code event, so track names cannot feed it.`)
  await addMappings(database, environment, id, names, now(), before)
}

const JsonObject = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))
const Properties = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()))

const show = (
  row: StoredRequest,
  users: number,
  similar: readonly string[],
  withSample: boolean,
): Request => ({
  name: row.name,
  count: row.count,
  users,
  firstSeenAt: toTime(row.firstAt),
  lastSeenAt: toTime(row.lastAt),
  sample: withSample ? v.parse(JsonObject, row.sample) : null,
  properties: v.parse(Properties, row.properties),
  similar: [...similar],
})
