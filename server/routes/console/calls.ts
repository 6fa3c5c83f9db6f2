/** Live calls: what came, what became of it and why. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Arrival, CallLine, Stranger } from '../../../shared/call.ts'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import { OUTCOMES } from '../../../shared/segment.ts'
import { DAY } from '../../../shared/time-slot.ts'
import { Time, toTime } from '../../../shared/time.ts'
import { WINDOW, windowOf } from '../../ingest/commit.ts'
import { messageHash } from '../../ingest/keyed-hash.ts'
import { isSeen, listCalls, listStrangers, type StoredCall } from '../../store/call.ts'
import { listNotices, removeNotice } from '../../store/notice.ts'
import { findPerson } from '../../store/person.ts'
import { mayDo } from '../../account/who.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { fromCursor, toPage } from './cursor.ts'
import { operation, query } from './operation.ts'

const STRANGERS = 100
const ID_LENGTH = 1_000
const searched = v.optional(v.pipe(v.string(), v.maxLength(ID_LENGTH)))
const LineId = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be the ID of a line'), v.transform(Number)),
)

export const callRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/calls',
    operation({
      summary: 'List calls',
      description:
        'Newest first. `userId` also finds an anonymous ID; `after` and `before` give only lines newer or older than that one. Viewers see no payloads.',
      role: 'viewer',
      answers: { 200: pageOf(CallLine) },
    }),
    query(
      v.object({
        ...PageQuery.entries,
        outcome: v.optional(v.picklist(OUTCOMES)),
        type: v.optional(v.pipe(v.string(), v.maxLength(100))),
        userId: searched,
        messageId: searched,
        after: LineId,
        before: LineId,
      }),
    ),
    async (c) => {
      const { limit, cursor, ...search } = c.req.valid('query')
      const before = fromCursor(v.tuple([v.number()]), cursor)?.[0] ?? search.before
      const { database } = c.get('deps')
      const rows = await listCalls(database, c.get('environment').number, {
        ...search,
        before,
        limit: limit + 1,
      })
      const withPayload = maySeePayloads(c.get('who'))
      return c.json(
        toPage(
          rows,
          limit,
          ({ id }) => [id],
          (row) => show(row, withPayload),
        ),
      )
    },
  )
  .get(
    '/calls/arrival',
    operation({
      summary: 'Say whether a call arrived',
      description:
        'For a message ID, a user ID or an anonymous ID. It knows message IDs also of calls without a line.',
      role: 'viewer',
      answers: { 200: Arrival },
    }),
    query(
      v.object({ id: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(ID_LENGTH)) }),
    ),
    async (c) => {
      const { id } = c.req.valid('query')
      const { database, now, keyedHash } = c.get('deps')
      const { number, settings } = c.get('environment')
      const back = Math.ceil((settings.dedupeDays * DAY) / WINDOW)
      const windows = Array.from({ length: back + 1 }, (_, place) => windowOf(now()) - place)
      const [byMessage, byUser, seen, person] = await Promise.all([
        listCalls(database, number, { messageId: id, limit: 20 }),
        listCalls(database, number, { userId: id, limit: 20 }),
        isSeen(database, messageHash(keyedHash, number, id), windows),
        findPerson(database, number, id),
      ])
      const withPayload = maySeePayloads(c.get('who'))
      const lines = [...byMessage, ...byUser].slice(0, 20)
      return c.json({
        answer: answer(id, { byMessage, byUser, seen, known: person !== undefined }),
        arrived: lines.length > 0 || seen || person !== undefined,
        lines: lines.map((line) => show(line, withPayload)),
      })
    },
  )
  .get(
    '/strangers',
    operation({
      summary: 'List calls without a right key',
      description: 'The latest, without payloads. They belong to no environment.',
      role: 'viewer',
      answers: { 200: v.object({ items: v.array(Stranger) }) },
    }),
    async (c) => {
      const strangers = await listStrangers(c.get('deps').database, STRANGERS)
      return c.json({ items: strangers.map((stranger) => ({ ...stranger, at: toTime(stranger.at) })) })
    },
  )
  .get(
    '/notices',
    operation({
      summary: 'List what Asklet has to tell the team',
      role: 'viewer',
      answers: {
        200: v.object({ items: v.array(v.object({ kind: v.string(), detail: v.string(), at: Time })) }),
      },
    }),
    async (c) => {
      const notices = await listNotices(c.get('deps').database, c.get('environment').number)
      return c.json({ items: notices.map((notice) => ({ ...notice, at: toTime(notice.at) })) })
    },
  )
  .delete(
    '/notices/:kind',
    operation({ summary: 'Dismiss a notice', role: 'editor', answers: { 204: 'Dismissed' } }),
    async (c) => {
      await removeNotice(c.get('deps').database, c.get('environment').number, c.req.param('kind'))
      return c.body(null, 204)
    },
  )

const maySeePayloads = (who: EnvironmentEnv['Variables']['who']): boolean =>
  who !== undefined && mayDo(who, 'editor')

type Found = { byMessage: StoredCall[]; byUser: StoredCall[]; seen: boolean; known: boolean }

function answer(id: string, { byMessage, byUser, seen, known }: Found): string {
  // What became of a message is what its first coming did; that it came again changed nothing.
  const message = byMessage.find(({ outcome }) => outcome !== 'duplicate') ?? byMessage[0]
  if (message) return `Yes: message "${id}" came (${message.type}): ${message.outcome}. ${message.detail}`
  if (seen) return `Yes: message "${id}" came and was taken. Its line is not kept any more.`
  const [last] = byUser
  if (last) return `Yes: the last call of "${id}" came (${last.type}): ${last.outcome}. ${last.detail}`
  if (known) return `"${id}" is a known user, but no line of their calls is kept any more.`
  return `No: neither a message nor a user "${id}" came to this environment as far back as is kept.`
}

const show = (call: StoredCall, withPayload: boolean): CallLine => ({
  id: call.id,
  messageId: call.messageId ?? null,
  door: call.door,
  type: call.type,
  name: call.name ?? null,
  userId: call.userId ?? null,
  anonymousId: call.anonymousId ?? null,
  receivedAt: toTime(call.receivedAt),
  outcome: call.outcome,
  detail: call.detail,
  status: call.status,
  payload: withPayload ? call.payload : null,
})
