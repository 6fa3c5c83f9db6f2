/** Door 2: Segment's Webhooks destinations, and those of RudderStack, Jitsu, Hightouch and Customer.io. One call or many. */
import type { Deps } from '../deps.ts'
import type { Json } from '../../shared/segment.ts'
import { DAY } from '../../shared/time-slot.ts'
import { KB } from '../ingest/body.ts'
import { keyOfAuthorization } from '../ingest/credential.ts'
import { decode } from '../ingest/decode.ts'
import type { Refusal } from '../ingest/envelope.ts'
import { Rejection } from '../ingest/rejection.ts'
import { isObject } from '../ingest/safe-json.ts'
import { isSigned } from '../ingest/signature.ts'
import { readTime } from '../ingest/timestamp.ts'
import { fieldsOf } from '../ingest/wire-fields.ts'
import {
  type Answer,
  answerJson,
  answerOnceStored,
  type Body,
  type Entrance,
  findServer,
  guarded,
  isRefusal,
  JSON_TYPE,
  readingOf,
  readJson,
  refuseStranger,
  refuseWhole,
  type Sender,
  type Visit,
} from './door.ts'

const BODY = { bytes: 8_192 * KB }
/** What comes without a key is one call, so no more than one is read of a stranger. */
const KEYLESS_BODY = { bytes: 64 * KB }
const CALLS = 4_000
/** Segment's clock and ours. */
const CLOCKS_APART = 60_000

const PATHS = ['/webhook/segment', '/webhook/segment/']

export function webhookDoor(deps: Deps): Entrance {
  const serve = guarded(deps, 'webhook', answer, receive)
  return { paths: PATHS.map((path) => [path, serve]), refuse: answer }
}

const answer = ({ status, message, headers }: Rejection): Answer =>
  answerJson({ success: false, message }, status, { ...JSON_TYPE, ...headers })

async function receive(visit: Visit): Promise<Answer> {
  const { sender, body } = await admit(visit)
  const messages = messagesOf(body.value)
  if (messages === undefined) return receiveOne(visit, sender, body)
  if (messages.length > CALLS)
    throw await refuseWhole(
      visit,
      sender,
      new Rejection(413, 'batch_too_large', `The batch has ${messages.length} calls; send at most ${CALLS}`),
    )
  const reading = readingOf(visit, sender, body)
  const read = messages.map((message) => decode(unwrapped(message), reading))
  const refused = (outcome: string): number =>
    read.filter((one) => isRefusal(one) && one.outcome === outcome).length
  const unsupported = refused('unsupported')
  const invalid = refused('invalid')
  const counts = { success: true, accepted: read.length - unsupported - invalid, unsupported, invalid }
  if (read.length === 0) return answerJson(counts)
  return answerOnceStored(visit, sender, { status: 200, bytes: body.text.length, read }, answerJson(counts))
}

async function receiveOne(visit: Visit, sender: Sender, body: Body): Promise<Answer> {
  const read = decode(unwrapped(body.value), readingOf(visit, sender, body))
  const status = isRefusal(read) && read.outcome === 'invalid' ? 400 : 200
  const submission = { status, bytes: body.text.length, read: [read] }
  return answerOnceStored(visit, sender, submission, isRefusal(read) ? answerRefused(read, status) : ACCEPTED)
}

const ACCEPTED = answerJson({ success: true })

/** Not the 501 of the partner door where it is of no supported type: Webhooks would send it again for hours. */
const answerRefused = ({ outcome, detail }: Refusal, status: number): Answer =>
  outcome === 'unsupported'
    ? answerJson({ success: true, ignored: detail })
    : answerJson({ success: false, message: detail }, status)

/** Undefined where the body is one message. */
function messagesOf(value: Json): readonly Json[] | undefined {
  if (Array.isArray(value)) return value
  if (!isObject(value)) return undefined
  const { type, batch } = fieldsOf(value)
  return type === undefined && Array.isArray(batch) ? batch : undefined
}

/** The extensible webhook sends `{"json": message}`. */
function unwrapped(message: Json): Json {
  return isObject(message) && isObject(message.json) && fieldsOf(message).type === undefined
    ? message.json
    : message
}

async function admit(visit: Visit): Promise<{ sender: Sender; body: Body }> {
  const { headers } = visit.request
  const key = keyOfAuthorization(headers) ?? headers.get('x-api-key') ?? undefined
  if (key === undefined && headers.has('x-signature')) return admitSigned(visit)

  const sender = findServer(visit, key)
  const body = await readJson(visit, sender, BODY)
  const environment = visit.deps.definitions.environment(sender.environment)
  if (!environment?.settings.signatureRequired) return { sender, body }
  const signature = headers.get('x-signature')
  if (await isSigned(signature, environment.webhookSecret, body)) return { sender, body }
  throw await refuseWhole(
    visit,
    sender,
    new Rejection(
      401,
      'signature_required',
      signature === null
        ? 'X-Signature is missing, and this environment requires it; set the shared secret in the webhook'
        : "X-Signature is wrong: the webhook's shared secret is not this environment's webhook secret",
    ),
  )
}

/** A signature carries no time and covers one element: it lets in one call, and only one that cannot be replayed. */
async function admitSigned(visit: Visit): Promise<{ sender: Sender; body: Body }> {
  const { deps, request, receivedAt } = visit
  const sdkId = new URL(request.url).searchParams.get('environment')
  if (sdkId === null)
    throw refuseStranger(
      visit,
      'no_key',
      'The request has no key; to be known by X-Signature alone, add ?environment=<SDK ID> to the address',
    )
  const environment = deps.definitions.environmentBySdkId(sdkId)
  const body = await readJson(visit, undefined, KEYLESS_BODY)
  const signature = request.headers.get('x-signature')
  if (environment === undefined || !(await isSigned(signature, environment.webhookSecret, body)))
    throw refuseStranger(
      visit,
      'wrong_signature',
      'X-Signature is wrong for this environment, and there is no key',
    )

  const message = messagesOf(body.value) === undefined ? unwrapped(body.value) : undefined
  // No longer than message IDs are remembered: an old signed call, sent again, would count again.
  const days = Math.min(7, environment.settings.dedupeDays)
  const needsKey = needsKeyFor(message, receivedAt, days)
  if (needsKey !== undefined) throw refuseStranger(visit, 'signature_not_enough', needsKey)
  return { sender: { environment: environment.number, source: 'server' }, body }
}

/** Why a signature alone does not let this in. */
function needsKeyFor(message: Json | undefined, receivedAt: number, days: number): string | undefined {
  if (!isObject(message)) return 'X-Signature alone lets in a single call; send a key with batches'
  const { type, messageId, timestamp, originalTimestamp } = fieldsOf(message)
  if (typeof type === 'string' && type.toLowerCase() === 'delete')
    return 'X-Signature alone cannot erase a user; send a key'
  if (typeof messageId !== 'string' || messageId === '')
    return 'X-Signature alone lets in a call with a "messageId"; send a key'
  const at = readTime(timestamp ?? originalTimestamp)
  if (at !== undefined && at > receivedAt - days * DAY && at < receivedAt + CLOCKS_APART) return undefined
  return `X-Signature alone lets in a call with a "timestamp" under ${days} days old; send a key`
}
