/** Reads one message off the wire: a call that Asklet understands, or the reason in words that it does not. */
import { EVENT_NAME_LENGTH } from '../../shared/event.ts'
import { grouped } from '../../shared/grouped.ts'
import type { Call, Json, JsonObject } from '../../shared/segment.ts'
import { KB } from './body.ts'
import {
  aCall,
  ID_LENGTH,
  readId,
  readMessageId,
  readNamed,
  readObject,
  readOptionalString,
  readType,
  requireUserId,
} from './call-fields.ts'
import type { Refusal } from './envelope.ts'
import { Fault } from './fault.ts'
import { DEPTH, isObject, makeSafe, safeText, weigh } from './safe-json.ts'
import { type Occurred, occurredAt } from './timestamp.ts'
import { fieldsOf, isWriteKey } from './wire-fields.ts'

const EVENT_BYTES = 32 * KB
/** Segment's own bound. A longer one works here; the note is for who wonders why it does not there. */
const MESSAGE_ID_LENGTH = 100

/** What a door knows of a message besides its text. */
export type Reading = {
  /** Milliseconds. */
  receivedAt: number
  /** The type that the path names; it wins over the message's own. */
  type?: string
  /** The batch's; a message's own wins. */
  sentAt?: Json
  /** From an SDK and not by way of Segment: the clock is the device's, and `integrations` is still to be heeded. */
  direct?: boolean
  mayErase: boolean
  /** The text that it was parsed from has escapes of what cannot be stored: `hasUnsafeEscape`. */
  unsafe?: boolean
  /** The sender's key, where the message holds it: masked in the payload. */
  secret?: string
}

/** `message` becomes the payload where it can: its write key is taken out in place. */
export function decode(message: unknown, reading: Reading): Call | Refusal {
  let fields: JsonObject = {}
  let payload: JsonObject = {}
  try {
    if (!isObject(message)) throw new Fault('not_an_object', 'A call must be a JSON object')
    fields = fieldsOf(message)
    const { endless } = checkWeight(message)
    const isSafe = !reading.unsafe && reading.secret === undefined && !endless
    payload = isSafe ? message : makeSafe(message, reading.secret)
    if (!isSafe) fields = fieldsOf(payload)
    if (fields.writeKey !== undefined)
      for (const key of Object.keys(payload)) if (isWriteKey(key)) delete payload[key]
    return readCall(fields, payload, reading)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return refuse(error, fields, payload, reading)
  }
}

function checkWeight(message: JsonObject): { endless: boolean } {
  const { size, tooDeep, endless } = weigh(message)
  if (tooDeep) throw new Fault('too_deep', `The call nests over ${DEPTH} levels deep`)
  if (size * 6 <= EVENT_BYTES) return { endless }
  const bytes = new TextEncoder().encode(JSON.stringify(message)).length
  if (bytes <= EVENT_BYTES) return { endless }
  throw new Fault(
    'event_too_large',
    `The call has ${grouped(bytes)} bytes; send at most ${grouped(EVENT_BYTES)} (32 KB)`,
  )
}

function readCall(fields: JsonObject, payload: JsonObject, reading: Reading): Call {
  const type = readType(reading.type ?? fields.type)
  if (reading.direct) refuseForOthers(fields.integrations)
  const messageId = readMessageId(fields.messageId)
  const { at, note } = whenOf(fields, messageId, reading)
  const common = { messageId, at, note, payload }
  // Object.assign: V8 takes 4 µs to spread two objects into one, and 0.1 µs for this.
  switch (type) {
    case 'identify': {
      const named = readNamed(fields, type)
      const traits = readObject(fields, 'traits', type)
      return Object.assign(named, common, { type, traits: isEmpty(traits) ? contextTraits(fields) : traits })
    }
    case 'alias':
      return Object.assign(common, {
        type,
        userId: requireUserId(fields, type),
        previousId: readId(fields, 'previousId'),
        anonymousId: readId(fields, 'anonymousId'),
      })
    case 'track': {
      const named = readNamed(fields, type)
      const event = readEvent(fields.event)
      return Object.assign(named, common, { type, event, properties: readObject(fields, 'properties', type) })
    }
    case 'page': {
      const named = readNamed(fields, type)
      const name = readOptionalString(fields, 'name', type)
      readOptionalString(fields, 'category', type)
      const properties = readObject(fields, 'properties', type)
      return Object.assign(named, common, { type, name, url: urlOf(properties, fields.context), properties })
    }
    case 'delete':
      if (!reading.mayErase)
        throw new Fault(
          'erase_not_allowed',
          'A browser key cannot erase a user; send delete with a server key',
        )
      return Object.assign(common, { type, userId: requireUserId(fields, type) })
  }
}

function readEvent(event: Json | undefined): string {
  if (event === undefined || event === null || event === '')
    throw new Fault('event_not_defined', `"event" is missing; ${aCall('track')} must name its event`)
  if (typeof event !== 'string')
    throw new Fault('event_not_string', `"event" must be a string on ${aCall('track')}`)
  if (event.length <= EVENT_NAME_LENGTH) return event
  throw new Fault('event_too_long', `"event" must be at most ${EVENT_NAME_LENGTH} characters`)
}

/** `{All: false}` without a true entry for Asklet, or an entry that says false. */
function refuseForOthers(integrations: Json | undefined): void {
  if (!isObject(integrations)) return
  const { Asklet: own, All: all } = integrations
  if (own === undefined || own === null ? all !== false : own) return
  throw new Fault(
    'not_for_asklet',
    '"integrations" turns Asklet off for this call; set "Asklet" to true in it to send the call here',
    'unsupported',
  )
}

function whenOf(fields: JsonObject, messageId: string | undefined, reading: Reading): Occurred {
  const sentAt = reading.direct ? (fields.sentAt ?? reading.sentAt) : undefined
  const occurred = occurredAt(fields.timestamp ?? fields.originalTimestamp, sentAt, reading.receivedAt)
  if (messageId === undefined || messageId.length <= MESSAGE_ID_LENGTH) return occurred
  const note = `Its messageId is over ${MESSAGE_ID_LENGTH} characters, more than Segment takes.`
  return { at: occurred.at, note: occurred.note === undefined ? note : `${occurred.note} ${note}` }
}

function isEmpty(object: JsonObject): boolean {
  return Object.keys(object).length === 0
}

/** Where RudderStack puts the traits of an identify. */
function contextTraits({ context }: JsonObject): JsonObject {
  return isObject(context) && isObject(context.traits) ? context.traits : {}
}

function urlOf({ url }: JsonObject, context: Json | undefined): string | undefined {
  if (typeof url === 'string' && url !== '') return url
  const page = isObject(context) && isObject(context.page) ? context.page : {}
  return typeof page.url === 'string' && page.url !== '' ? page.url : undefined
}

function refuse(
  { outcome, code, message }: Fault,
  fields: JsonObject,
  payload: JsonObject,
  reading: Reading,
): Refusal {
  return {
    outcome,
    code,
    detail: message,
    type: reading.type ?? shown(fields.type) ?? 'unknown',
    name: shown(fields.event) ?? shown(fields.name),
    userId: shown(fields.userId),
    anonymousId: shown(fields.anonymousId),
    messageId: shown(fields.messageId),
    payload,
  }
}

/** So much of a refused value as it takes to recognise it: it may be neither short nor safe. */
function shown(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? safeText(value.slice(0, ID_LENGTH)) : undefined
}
