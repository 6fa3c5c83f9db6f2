/** Door 3: the Tracking API, so that any Segment SDK can point straight at Asklet. */
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { Json, JsonObject } from '../../shared/segment.ts'
import { KB } from '../ingest/body.ts'
import { keyOfAuthorization } from '../ingest/credential.ts'
import { decode } from '../ingest/decode.ts'
import { Rejection } from '../ingest/rejection.ts'
import { isObject } from '../ingest/safe-json.ts'
import { fieldsOf } from '../ingest/wire-fields.ts'
import {
  type Answer,
  answerJson,
  answerOnceStored,
  type Body,
  type Entrance,
  findSender,
  guarded,
  isRefusal,
  JSON_TYPE,
  readingOf,
  readJson,
  refuseWhole,
  type Sender,
  type Serve,
  toResponse,
  type Visit,
} from './door.ts'
import { projectSettings } from './tracking-settings.ts'

/** Over it SDKs expect 400, not 413. */
const BODY = { bytes: 500 * KB, tooLarge: 400 } as const
const CALLS = 2_500

const LONE = {
  identify: ['/v1/identify', '/v1/identify/', '/v1/i', '/v1/i/'],
  track: ['/v1/track', '/v1/track/', '/v1/t', '/v1/t/'],
  page: ['/v1/page', '/v1/page/', '/v1/p', '/v1/p/'],
  alias: ['/v1/alias', '/v1/alias/', '/v1/a', '/v1/a/'],
  group: ['/v1/group', '/v1/group/', '/v1/g', '/v1/g/'],
  screen: ['/v1/screen', '/v1/screen/', '/v1/s', '/v1/s/'],
}
const BATCH = ['/v1/batch', '/v1/batch/', '/v1/b', '/v1/b/', '/v1/import', '/v1/import/']
const METRICS = ['/v1/m', '/v1/m/']
const SETTINGS = ['/v1/projects/:key/settings', '/projects/:key/settings']

export function trackingDoor(deps: Deps): Entrance {
  const batch = guarded(deps, 'tracking', answer, receiveBatch)
  const lone = Object.entries(LONE).flatMap(([type, paths]) => {
    const serve = serveLone(deps, type)
    return paths.map((path): [string, Serve] => [path, serve])
  })
  return { paths: [...BATCH.map((path): [string, Serve] => [path, batch]), ...lone], refuse: answer }
}

/** Calls of one type, one a request. */
export const serveLone = (deps: Deps, type: string): Serve =>
  guarded(deps, 'tracking', answer, (visit) => receiveOne(visit, type))

/** What SDKs ask for besides, before they send and after. */
export const trackingRoutes = (deps: Deps) =>
  new Hono()
    .on('OPTIONS', ['/v1/*', ...SETTINGS], () => new Response(null, { status: 204, headers: PREFLIGHT }))
    // What SDKs measure of themselves: nobody here reads it, and without an answer they would keep trying.
    .on('POST', METRICS, () => toResponse(ACCEPTED))
    .on('GET', SETTINGS, async (c) => {
      const key = c.req.param('key') ?? ''
      const serve = guarded(deps, 'tracking', answer, (visit) => projectSettings(visit, key, HEADERS))
      return toResponse(await serve(c.req.raw))
    })
    // Without them the console's page would answer a GET with 200. A POST is left to `noSuchAddress`, so that each door
    // stays the only handler of its own.
    .on(['GET', 'PUT', 'PATCH', 'DELETE'], ['/v1/*', ...SETTINGS], refuseAddress)

/** What is answered where the Tracking API would have an address and has none. Undefined for any other path. */
export const noSuchAddress = (path: string): Response | undefined =>
  /^\/v1(\/|$)|^\/projects\/[^/]+\/settings$/.test(path) ? refuseAddress() : undefined

function refuseAddress(): Response {
  return toResponse(answer(new Rejection(404, 'not_found', 'The Tracking API has no such address here')))
}

/** Any page may send: a key in a header is no cookie, and browser keys are public. */
const ANY_ORIGIN = { 'access-control-allow-origin': '*' } as const
const HEADERS = { ...JSON_TYPE, ...ANY_ORIGIN } as const
const PREFLIGHT = {
  ...ANY_ORIGIN,
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, x-retry-count',
  'access-control-max-age': '86400',
}

/** Python needs `code` and `message`; Ruby reads `error`, and parses every body. */
const answer = ({ status, code, message, headers }: Rejection): Answer =>
  answerJson({ success: false, code, message, error: message }, status, {
    ...HEADERS,
    ...headers,
    'access-control-expose-headers': 'retry-after',
  })

/** PHP, Python and Jitsu want exactly 200. */
const ACCEPTED = answerJson({ success: true }, 200, HEADERS)

async function receiveOne(visit: Visit, type: string): Promise<Answer> {
  const { sender, body, fields } = await admit(visit)
  const reading = readingOf(visit, sender, body, keysIn(fields, sender))
  reading.type = type
  const read = decode(body.value, reading)
  const status = !isRefusal(read) || read.code === 'not_for_asklet' ? 200 : 400
  return answerOnceStored(
    visit,
    sender,
    { status, bytes: body.text.length, read: [read] },
    isRefusal(read) && status !== 200 ? answer(new Rejection(status, read.code, read.detail)) : ACCEPTED,
  )
}

async function receiveBatch(visit: Visit): Promise<Answer> {
  const { sender, body, fields } = await admit(visit)
  const { batch } = fields
  if (!Array.isArray(batch) || batch.length === 0)
    throw await refuseWhole(
      visit,
      sender,
      new Rejection(400, 'empty_batch', '"batch" must be an array of at least one call'),
    )
  if (batch.length > CALLS)
    throw await refuseWhole(
      visit,
      sender,
      new Rejection(400, 'batch_too_large', `"batch" has ${batch.length} calls; send at most ${CALLS}`),
    )
  const reading = readingOf(visit, sender, body, keysIn(fields, sender))
  reading.sentAt = fields.sentAt
  const read = batch.map((message) => decode(inherit(message, fields), reading))
  return answerOnceStored(visit, sender, { status: 200, bytes: body.text.length, read }, ACCEPTED)
}

/** The key is in the header, or in the body: Python and Kotlin send it only there. */
async function admit(visit: Visit): Promise<{ sender: Sender; body: Body; fields: JsonObject }> {
  const key = keyOfAuthorization(visit.request.headers)
  const known = key === undefined ? undefined : findSender(visit, key)
  const body = await readJson(visit, known, BODY)
  const fields = isObject(body.value) ? fieldsOf(body.value) : {}
  const { writeKey } = fields
  return {
    sender: known ?? findSender(visit, typeof writeKey === 'string' ? writeKey : undefined),
    body,
    fields,
  }
}

const keysIn = ({ writeKey }: JsonObject, { key }: Sender): 0 | 1 => (writeKey === key ? 1 : 0)

/** A batch's `context` and `integrations` hold for each of its messages; what a message says itself wins. */
function inherit(message: Json, batch: JsonObject): Json {
  if (!isObject(message) || (batch.context === undefined && batch.integrations === undefined)) return message
  const own = fieldsOf(message)
  return {
    ...message,
    ...merged('context', batch, own),
    ...merged('integrations', batch, own),
  }
}

function merged(name: 'context' | 'integrations', batch: JsonObject, message: JsonObject): JsonObject {
  const shared = batch[name]
  const own = message[name] ?? {}
  return isObject(shared) && isObject(own) ? { [name]: { ...shared, ...own } } : {}
}
