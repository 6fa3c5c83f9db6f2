/** Users: who they are, what they did, and the erasure of one. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import { IdentityMeter, Merge, Person, PersonDetail } from '../../../shared/person.ts'
import { toTime, toTimeOrNull } from '../../../shared/time.ts'
import type { Deps } from '../../deps.ts'
import { identityKey } from '../../ingest/keyed-hash.ts'
import { conflict, invalid, notFound, unavailable } from '../../problem.ts'
import { Conflict, Unavailable } from '../../store/database.ts'
import { listCalls } from '../../store/call.ts'
import {
  countIdentities,
  findPerson,
  listIdentities,
  listMerged,
  listPeople,
  mergePerson,
  readAttributes,
  unmergePerson,
  type StoredPerson,
} from '../../store/person.ts'
import { readDone, readTimeline, type Done } from '../../store/person-done.ts'
import { listSeen, type Seen } from '../../store/showing.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { fromCursor, toPage } from './cursor.ts'
import { talliesOf } from './show-event.ts'
import { json, operation, query } from './operation.ts'

const Place = v.tuple([v.number(), v.number()])
const TIMELINE = 200

export const peopleRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/people',
    operation({
      summary: 'List known users',
      description: 'Newest first. `search` looks for part of the user ID, email or name.',
      role: 'viewer',
      answers: { 200: pageOf(Person) },
    }),
    query(v.object({ ...PageQuery.entries, search: v.optional(v.pipe(v.string(), v.maxLength(200))) })),
    async (c) => {
      const { limit, cursor, search } = c.req.valid('query')
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const after = fromCursor(Place, cursor)
      // A search looks at everyone.
      const reader = search ? deps.longReads : deps.database
      const rows = await listPeople(reader, number, { search, limit: limit + 1, after })
      const shown = await readPeople(deps, number, rows.slice(0, limit))
      const { cursor: next } = toPage(
        rows,
        limit,
        ({ createdAt, id }) => [createdAt, id],
        (row) => row,
      )
      return c.json({ items: shown.map(({ person }) => person), cursor: next })
    },
  )
  .get(
    '/people/:userId',
    operation({ summary: 'Read a user', role: 'viewer', answers: { 200: PersonDetail } }),
    async (c) => c.json(await readDetail(c.get('deps'), c.get('environment').number, c.req.param('userId'))),
  )
  .get(
    '/people/:userId/export',
    operation({
      summary: "Export a user's data",
      description:
        'All that is kept of them: attributes, identities, what they did, and their lines in Live calls.',
      role: 'editor',
      answers: {
        200: v.object({ ...PersonDetail.entries, calls: v.array(v.record(v.string(), v.unknown())) }),
      },
    }),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const detail = await readDetail(deps, number, c.req.param('userId'), 100_000)
      const ids = detail.identities.map(({ id }) => id)
      const lines = await Promise.all(
        ids.map((userId) => listCalls(deps.database, number, { userId, limit: 10_000 })),
      )
      // A call that names two of the identities is found by both.
      const calls = [...new Map(lines.flat().map((line) => [line.id, line])).values()]
      c.header('content-disposition', 'attachment; filename="user.json"')
      return c.json({
        ...detail,
        calls: calls
          .sort((one, other) => other.id - one.id)
          .map(({ receivedAt, ...line }) => ({ ...line, receivedAt: toTime(receivedAt) })),
      })
    },
  )
  .delete(
    '/people/:userId',
    operation({
      summary: 'Erase a user',
      description:
        'All their identities and everything kept of them. Calls older than this that still arrive are dropped.',
      role: 'editor',
      answers: { 204: 'Erased' },
    }),
    async (c) => {
      const { database, ingest, now } = c.get('deps')
      const { number } = c.get('environment')
      const userId = c.req.param('userId')
      await demandPerson(database, number, userId)
      const at = now()
      const call = { type: 'delete', userId, at, payload: {} } as const
      await ingest
        .submit({
          environment: number,
          door: 'console',
          source: 'server',
          receivedAt: at,
          bytes: 0,
          status: 204,
          calls: [call],
          refusals: [],
        })
        .catch((error: unknown) => {
          throw error instanceof Unavailable ? unavailable() : error
        })
      return c.body(null, 204)
    },
  )
  .post(
    '/people/:userId/merge',
    operation({
      summary: 'Join a user into another',
      description: 'From here on all of theirs counts for the other. DELETE parts them again, as they were.',
      role: 'editor',
      answers: { 200: PersonDetail },
      refusals: { 409: 'One of the two is joined already' },
    }),
    json(Merge),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const userId = c.req.param('userId')
      const person = await demandPerson(deps.database, number, userId)
      const into = await findPerson(deps.database, number, c.req.valid('json').into)
      if (!into) throw invalid([{ path: 'into', message: 'must be the ID of a known user' }])
      if (person.id === into.id) throw conflict(`"${userId}" and "${into.userId}" are one user already.`)
      if (person.userId !== userId)
        throw conflict(`"${userId}" is joined into "${person.userId}". Part them first.`)
      if ((await listMerged(deps.database, person)).length > 0)
        throw conflict(`Others are joined into "${userId}". Part them first.`)
      const hash = deps.keyedHash(identityKey(number, 'user', userId))
      await mergePerson(deps.database, person, into, { now: deps.now(), hash }).catch((error: unknown) => {
        throw error instanceof Conflict ? conflict(`"${userId}" is joined into another user already.`) : error
      })
      return c.json(await readDetail(deps, number, into.userId))
    },
  )
  .delete(
    '/people/:userId/merge',
    operation({
      summary: 'Part a user from the one they were joined into',
      role: 'editor',
      answers: { 200: PersonDetail },
    }),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const userId = c.req.param('userId')
      if (!(await unmergePerson(deps.database, number, userId)))
        throw notFound(`A join of "${userId}" into another user`)
      return c.json(await readDetail(deps, number, userId))
    },
  )
  .get(
    '/identity-meter',
    operation({
      summary: 'Count who is known, and who could be',
      description:
        'Filters by Segment events and attributes can match known users only. Over many users it may be some minutes old.',
      role: 'viewer',
      answers: { 200: IdentityMeter },
    }),
    async (c) => {
      const { visitorsTied, visitorsHeard, ...counts } = await countIdentities(
        c.get('deps').overviews,
        c.get('environment').number,
      )
      return c.json({ ...counts, visitorsWithUserId: visitorsTied, visitorsMatched: visitorsHeard })
    },
  )

async function demandPerson(
  database: Deps['database'],
  environment: number,
  userId: string,
): Promise<StoredPerson> {
  const person = await findPerson(database, environment, userId)
  if (!person) throw notFound(`The user "${userId}"`)
  return person
}

/** The page's people, each with their identities and attributes, read together. */
async function readPeople(
  { database, definitions }: Deps,
  environment: number,
  people: readonly StoredPerson[],
) {
  const rules = definitions.rules(environment)
  const identities = await listIdentities(database, people)
  const [attributes, done, seen] = await Promise.all([
    readAttributes(database, environment, identities),
    readDone(database, identities, talliesOf(rules, rules.events.keys())),
    listSeen(database, identities),
  ])
  return people.map(({ id, userId, createdAt }) => {
    const told = attributes.get(id) ?? new Map()
    const events = done.get(id) ?? []
    const own = identities.filter(({ user }) => user === id)
    const person: Person = {
      userId,
      attributes: Object.fromEntries([...told].map(([key, { value }]) => [key, value])),
      createdAt: toTime(createdAt),
      lastSeenAt: toTimeOrNull(
        Math.max(createdAt, ...events.map(({ lastAt }) => lastAt), ...[...told.values()].map(({ at }) => at)),
      ),
      events: events.map(showDone),
      visitors: own.filter(({ kind }) => kind !== 'user').map(({ value }) => value),
      surveys: seen.filter((one) => one.person === id).map(showSeen),
    }
    return { person, told, identities: own }
  })
}

async function readDetail(
  deps: Deps,
  environment: number,
  userId: string,
  timelineRows = TIMELINE,
): Promise<PersonDetail> {
  const stored = await demandPerson(deps.database, environment, userId)
  const rules = deps.definitions.rules(environment)
  const [read] = await readPeople(deps, environment, [stored])
  if (!read) throw notFound(`The user "${userId}"`)
  const { person, told, identities } = read
  const [timeline, merged] = await Promise.all([
    readTimeline(deps.database, identities, talliesOf(rules, rules.events.keys()), timelineRows),
    listMerged(deps.database, stored),
  ])
  return {
    ...person,
    attributeSources: Object.fromEntries(
      [...told].map(([key, { source, at }]) => [key, { source, at: toTime(at) }]),
    ),
    identities: identities.map(({ kind, value }) => ({ kind, id: value })),
    merged,
    timeline: timeline.map(showDone),
  }
}

const showSeen = ({ survey, name, at, respondedAt, completedAt }: Seen) => ({
  id: survey,
  name,
  shownAt: toTime(at),
  respondedAt: toTimeOrNull(respondedAt),
  completedAt: toTimeOrNull(completedAt),
})

const showDone = ({ event, count, firstAt, lastAt }: Done) => ({
  event,
  count,
  firstAt: toTime(firstAt),
  lastAt: toTime(lastAt),
})
