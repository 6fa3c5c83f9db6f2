/** Door 1: Segment's partner streaming, and the Destination Function that the Connect page gives to paste. One call a request. */
import type { Deps } from '../deps.ts'
import { KB } from '../ingest/body.ts'
import { keyOfAuthorization } from '../ingest/credential.ts'
import { decode } from '../ingest/decode.ts'
import type { Refusal } from '../ingest/envelope.ts'
import { Rejection } from '../ingest/rejection.ts'
import { isObject } from '../ingest/safe-json.ts'
import {
  type Answer,
  answerJson,
  answerOnceStored,
  type Entrance,
  findServer,
  guarded,
  isRefusal,
  JSON_TYPE,
  readingOf,
  readJson,
  refuseWhole,
  type Visit,
} from './door.ts'

const BODY = { bytes: 1_024 * KB }

const PATHS = ['/segment', '/segment/']

export function segmentDoor(deps: Deps): Entrance {
  const serve = guarded(deps, 'segment', answer, receive)
  return { paths: PATHS.map((path) => [path, serve]), refuse: answer }
}

/** Segment shows `message` in its Event Tester and Event Delivery. */
const answer = ({ status, message, headers }: Rejection): Answer =>
  answerJson({ message }, status, { ...JSON_TYPE, ...headers })

const ACCEPTED = answerJson({ success: true })

async function receive(visit: Visit): Promise<Answer> {
  const sender = findServer(visit, keyOfAuthorization(visit.request.headers))
  const body = await readJson(visit, sender, BODY)
  if (!isObject(body.value))
    throw await refuseWhole(
      visit,
      sender,
      new Rejection(400, 'not_an_object', 'Send one call per request, as a JSON object'),
    )
  const read = decode(body.value, readingOf(visit, sender, body))
  const status = isRefusal(read) ? statusOf(read) : 200
  return answerOnceStored(
    visit,
    sender,
    { status, bytes: body.text.length, read: [read] },
    isRefusal(read) ? answerJson({ message: read.detail }, status) : ACCEPTED,
  )
}

/** Segment does not send again what is answered so. */
function statusOf({ outcome, code }: Refusal): number {
  if (outcome === 'unsupported') return 501
  return code === 'event_too_large' ? 413 : 400
}
