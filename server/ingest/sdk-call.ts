/** Reads one call of the web SDK: a page's own spelling of what Segment's calls say. */
import type { Call, Json, JsonObject } from '../../shared/segment.ts'
import type { SdkBatch } from '../../shared/sdk.ts'
import { readUserAgent } from '../../shared/user-agent.ts'
import { decode, type Reading } from './decode.ts'
import type { Refusal } from './envelope.ts'
import { isObject } from './safe-json.ts'

/** Who a batch speaks for, once its signature was looked at. */
export type SdkSender = Pick<SdkBatch, 'visitorId' | 'anonymousId'> & {
  userId?: string
  /** A user ID that came without the signature that it needs. */
  unsigned?: string
}

export function readSdkCall(value: unknown, sender: SdkSender, reading: Reading): Call | Refusal {
  const { visitorId, anonymousId, userId } = sender
  const call = isObject(value) ? value : {}
  const message = toMessage(call)
  const named: JsonObject = { ...message, anonymousId: visitorId, ...(userId !== undefined && { userId }) }
  if (call['type'] === 'user' && userId === undefined) return refuseUser(sender, named)
  const read = decode(named, reading)
  if ('outcome' in read) return { ...read, type: typeof call['type'] === 'string' ? call['type'] : read.type }
  // What the page says is what Live calls shows; whom it is of stands beside it.
  const { anonymousId: _, ...payload } = read.payload
  const own = { visitorId, anonymousId, userId, payload: { ...payload, visitorId } }
  switch (read.type) {
    case 'track':
      return call['type'] === 'click'
        ? { ...read, ...own, type: 'click', url: textOf(call['url']) }
        : { ...read, ...own }
    case 'identify':
      // Attributes are the visitor's own, so that they go with it; only a user call ties it to someone.
      return call['type'] === 'attributes' ? { ...read, ...own, userId: undefined } : { ...read, ...own }
    case 'page':
      return { ...read, ...own }
    default:
      // `toMessage` makes no other.
      return refuseUser(sender, named)
  }
}

/** In Segment's words. What is none of the SDK's types stays as it is, and is refused by its name. */
function toMessage({ type, ...call }: JsonObject): JsonObject {
  const { messageId = null, timestamp = null } = call
  const common = { messageId, timestamp }
  switch (type) {
    case 'track': {
      const { event = null, properties = {}, url = null } = call
      return { ...common, type, event, properties, ...(url !== null && { url }) }
    }
    case 'click':
      return {
        ...common,
        type: 'track',
        event: call['event'] ?? null,
        properties: { url: call['url'] ?? null },
      }
    case 'page': {
      const { url = null, title = null, referrer = null } = call
      return { ...common, type, properties: { url, title, referrer } }
    }
    case 'attributes':
      return { ...common, type: 'identify', traits: traitsOf(call['attributes']) }
    case 'user':
      return { ...common, type: 'identify', traits: {} }
    default:
      return { ...common, type: type ?? null }
  }
}

/** The user agent is read here, and not kept. */
function traitsOf(attributes: Json = {}): Json {
  if (!isObject(attributes) || typeof attributes['$userAgent'] !== 'string') return attributes
  const { $userAgent: userAgent, ...others } = attributes
  return { ...readUserAgent(userAgent.slice(0, 1_000)), ...others }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const refuseUser = ({ visitorId, unsigned }: SdkSender, { messageId }: JsonObject): Refusal => ({
  outcome: 'invalid',
  type: 'user',
  userId: unsigned,
  anonymousId: visitorId,
  messageId: typeof messageId === 'string' ? messageId : undefined,
  code: 'identity_not_signed',
  detail:
    unsigned === undefined
      ? '"userId" is missing; a user call must name the user ID'
      : `The user ID "${unsigned}" came without a right signature; the visitor stays anonymous. Sign it on your server with the identity secret.`,
  payload: { type: 'user', visitorId },
})
