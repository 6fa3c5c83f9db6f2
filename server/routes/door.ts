/** What the three doors do alike: know the sender, read the body, hand over, and leave a line of what they turn away. */
import type { Deps } from '../deps.ts'
import type { Call, Json } from '../../shared/segment.ts'
import { type Readable, readBody } from '../ingest/body.ts'
import { maskKey } from '../ingest/credential.ts'
import type { Reading } from '../ingest/decode.ts'
import type { Door, Envelope, Refusal } from '../ingest/envelope.ts'
import { Rejection } from '../ingest/rejection.ts'
import { hasUnsafeEscape } from '../ingest/safe-json.ts'
import { Unavailable } from '../store/database.ts'

/** As much of a `Request` as a door looks at, so that a runtime may hand over something lighter. */
export type DoorRequest = Pick<Request, 'url'> & Readable

/** What a door answers, for a runtime to write as it likes. */
export type Answer = {
  readonly status: number
  /** They include the content type. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
export type Serve = (request: DoorRequest) => Promise<Answer>
/** The addresses of a door that calls are posted to, and how it words what it turns away. */
export type Entrance = {
  readonly paths: readonly (readonly [path: string, Serve])[]
  readonly refuse: (rejection: Rejection) => Answer
}

/** One request at a door. */
export type Visit = {
  readonly deps: Deps
  readonly door: Door
  readonly request: DoorRequest
  /** Milliseconds; one for all its calls. */
  readonly receivedAt: number
}

/** Whose calls they are. A webhook admitted by its signature has no key. */
export type Sender = Pick<Envelope, 'environment' | 'source' | 'keyId'> & { key?: string }

/** `answer` words a rejection as the door's senders expect. A bug is answered 503 too: a 500 makes some senders drop calls. */
export const guarded =
  <Answered extends { readonly status: number } = Answer>(
    deps: Deps,
    door: Door,
    answer: (rejection: Rejection) => Answered,
    serve: (visit: Visit) => Promise<Answered>,
  ) =>
  async (request: DoorRequest): Promise<Answered> => {
    let answered: Answered
    try {
      answered = await serve({ deps, door, request, receivedAt: deps.now() })
    } catch (error) {
      if (!(error instanceof Rejection || error instanceof Unavailable))
        deps.log.error('a door failed', { door, cause: String(error) })
      answered = answer(error instanceof Rejection ? error : UNAVAILABLE)
    }
    deps.metrics.answered(door, answered.status)
    return answered
  }

export const NOT_BY_POST = new Rejection(405, 'method_not_allowed', 'This address takes calls by POST only', {
  allow: 'POST',
})

/** Senders keep what is answered so and send it again. */
const UNAVAILABLE = new Rejection(
  503,
  'unavailable',
  'Asklet cannot store calls just now; send this again shortly',
  { 'retry-after': '2' },
)

export const JSON_TYPE = { 'content-type': 'application/json' } as const

export const answerJson = (body: object, status = 200, headers: Answer['headers'] = JSON_TYPE): Answer => ({
  status,
  headers,
  body: JSON.stringify(body),
})
export const toResponse = ({ status, headers, body }: Answer): Response =>
  new Response(body, { status, headers })

/** @throws {Rejection} 401, which leaves a line among the strangers. */
export function findSender(visit: Visit, presented: string | undefined): Sender {
  if (presented === undefined) throw refuseStranger(visit, 'no_key', 'The request has no key')
  const live = visit.deps.definitions.key(presented)
  if (live === undefined)
    throw refuseStranger(
      visit,
      'unknown_key',
      `The key ${maskKey(presented)} is not one of Asklet's, or was revoked; copy a live one from the Connect page`,
      maskKey(presented),
    )
  return { environment: live.environment, source: live.kind, keyId: live.id, key: presented }
}

/** @throws {Rejection} 401, also for a browser key: it is public, and these doors trust what they are told. */
export function findServer(visit: Visit, presented: string | undefined): Sender {
  const sender = findSender(visit, presented)
  if (sender.source === 'server') return sender
  throw refuseStranger(
    visit,
    'browser_key',
    'This is a browser key; this address takes a server key, from the Connect page',
    maskKey(presented ?? ''),
  )
}

/** The 401 to throw, its line written. */
export function refuseStranger(visit: Visit, code: string, reason: string, hint = ''): Rejection {
  visit.deps.ingest.stranger({ door: visit.door, reason, hint, at: visit.receivedAt })
  return new Rejection(401, code, reason)
}

export type Body = { text: string; value: Json }

/** @throws {Rejection} after leaving a line, in Live calls where the sender is known. */
export async function readJson(
  visit: Visit,
  sender: Sender | undefined,
  limits: { bytes: number; tooLarge?: 400 | 413 },
): Promise<Body> {
  try {
    const text = await readBody(visit.request, limits)
    visit.deps.ingest.requireRoom(text.length)
    return { text, value: parse(text) }
  } catch (error) {
    throw error instanceof Rejection ? await refuseWhole(visit, sender, error) : error
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text)
  } catch (error) {
    const where = /position \d+/.exec(String(error))
    throw new Rejection(
      400,
      'invalid_json',
      text === ''
        ? 'The body is empty; send JSON'
        : `The body is not valid JSON${where ? ` at ${where[0]}` : ''}`,
    )
  }
}

/** Leaves a line of a request that is refused as a whole. Returns what to throw. */
export async function refuseWhole(
  visit: Visit,
  sender: Sender | undefined,
  rejection: Rejection,
): Promise<Rejection> {
  const { status, code, message } = rejection
  if (sender === undefined)
    visit.deps.ingest.stranger({ door: visit.door, reason: message, hint: '', at: visit.receivedAt })
  else
    await submit(visit, sender, {
      status,
      bytes: 0,
      read: [{ outcome: 'invalid', type: 'batch', code, detail: message, payload: {} }],
    })
  return rejection
}

export const isRefusal = (read: Call | Refusal): read is Refusal => 'outcome' in read

export type Submission = { status: number; bytes: number; read: readonly (Call | Refusal)[] }

/**
 * Once all is durable. Return it instead of awaiting it: a function that waits keeps the body and all that was parsed of
 * it until then, which is most of what a waiting request would weigh. @throws {Unavailable}
 */
export const answerOnceStored = (
  visit: Visit,
  sender: Sender,
  submission: Submission,
  answered: Answer,
): Promise<Answer> => submit(visit, sender, submission).then(() => answered)

/** Resolves once all is durable. @throws {Unavailable} */
function submit(
  { deps, door, receivedAt }: Visit,
  { environment, source, keyId }: Sender,
  { status, bytes, read }: Submission,
): Promise<void> {
  const calls: Call[] = []
  const refusals: Refusal[] = []
  for (const one of read)
    if (isRefusal(one)) refusals.push(one)
    else calls.push(one)
  return deps.ingest.submit({ environment, door, source, keyId, receivedAt, status, bytes, calls, refusals })
}

/**
 * How the messages of a body are to be read. `keysExpected` is how often the key may stand in the text where it is
 * taken out anyway: as the body's own `writeKey`.
 */
export function readingOf(
  { door, receivedAt }: Visit,
  { source, key }: Sender,
  { text }: Body,
  keysExpected: 0 | 1 = 0,
): Reading {
  let at = key === undefined ? -1 : text.indexOf(key)
  if (at >= 0 && keysExpected === 1) at = text.indexOf(key ?? '', at + 1)
  return {
    receivedAt,
    direct: door === 'tracking',
    mayErase: source === 'server',
    unsafe: hasUnsafeEscape(text),
    secret: at < 0 ? undefined : key,
  }
}
