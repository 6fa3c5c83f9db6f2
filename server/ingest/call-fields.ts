/** The fields that several types of call share, each read as what it must be. All throw `Fault`. */
import type { CallType, Json, JsonObject, Named } from '../../shared/segment.ts'
import { Fault } from './fault.ts'
import { isObject } from './safe-json.ts'

export const ID_LENGTH = 500
const UNDERSTOOD = 'send Identify, Alias, Track or Page'
const A = { identify: 'an identify', alias: 'an alias', track: 'a track', page: 'a page', delete: 'a delete' }

/** "a track call", for messages. */
export const aCall = (type: CallType): string => `${A[type]} call`

const isMissing = (value: Json | undefined): value is undefined | null | '' =>
  value === undefined || value === null || value === ''

export function readType(sent: Json | undefined): CallType {
  if (isMissing(sent)) throw new Fault('type_not_defined', `"type" is missing; ${UNDERSTOOD}`)
  if (typeof sent !== 'string') throw new Fault('type_not_string', `"type" must be a string; ${UNDERSTOOD}`)
  const type = sent.toLowerCase()
  switch (type) {
    case 'identify':
    case 'alias':
    case 'track':
    case 'page':
    case 'delete':
      return type
    case 'group':
      throw unsupported('Group calls')
    case 'screen':
      throw unsupported('Screen calls')
    default:
      throw unsupported(`Calls of type "${sent.slice(0, 100).toWellFormed()}"`)
  }
}

const unsupported = (what: string): Fault =>
  new Fault('type_not_supported', `${what} are not supported by Asklet; ${UNDERSTOOD}`, 'unsupported')

/** Numbers are taken as strings; null and "" as none. */
export function readId(fields: JsonObject, name: string): string | undefined {
  const value = fields[name]
  if (isMissing(value)) return undefined
  if (typeof value === 'number') {
    // Beyond this, IDs that differ in their last digits are read as one and the same number.
    if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value)
    throw new Fault('id_not_string', `"${name}" is too large a number to be exact; send it as a string`)
  }
  if (typeof value !== 'string') throw new Fault('id_not_string', `"${name}" must be a string`)
  if (value.length <= ID_LENGTH) return value
  throw new Fault('id_too_long', `"${name}" must be at most ${ID_LENGTH} characters`)
}

export function requireUserId(fields: JsonObject, type: CallType): string {
  const userId = readId(fields, 'userId')
  if (userId !== undefined) return userId
  throw new Fault('id_required', `"userId" is missing; ${aCall(type)} must name the user ID`)
}

export function readNamed(fields: JsonObject, type: CallType): Named {
  const userId = readId(fields, 'userId')
  const anonymousId = readId(fields, 'anonymousId')
  if (userId !== undefined) return { userId, anonymousId }
  if (anonymousId !== undefined) return { anonymousId }
  throw new Fault(
    'no_user_anon_id',
    `"userId" and "anonymousId" are missing; ${aCall(type)} must have one of them`,
  )
}

export function readMessageId(value: Json | undefined): string | undefined {
  if (isMissing(value)) return undefined
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value
  throw new Fault('message_id_not_string', '"messageId" must be a string')
}

/** `{}` where it is missing. */
export function readObject(fields: JsonObject, name: string, type: CallType): JsonObject {
  const value = fields[name]
  if (value === undefined || value === null) return {}
  if (isObject(value)) return value
  throw new Fault(`${name}_not_object`, `"${name}" must be an object on ${aCall(type)}`)
}

export function readOptionalString(fields: JsonObject, name: string, type: CallType): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw new Fault(`${name}_not_string`, `"${name}" must be a string on ${aCall(type)}`)
}
