/** A message's top-level fields, however its sender spelled them: "userId", "UserId", "user_id", "userID". */
import type { JsonObject } from '../../shared/segment.ts'

/** The fields that Asklet reads, under Segment's names. */
const FIELDS = [
  'type',
  'userId',
  'anonymousId',
  'previousId',
  'messageId',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'event',
  'name',
  'category',
  'properties',
  'traits',
  'context',
  'integrations',
  'batch',
  'writeKey',
] as const

const BY_FOLDED = new Map<string, string>(FIELDS.map((name) => [fold(name), name]))
/** With what else Segment and RudderStack send, so that their messages are read as they are. */
const PLAIN = new Set<string>([
  ...FIELDS,
  'receivedAt',
  'version',
  'channel',
  'projectId',
  'groupId',
  'rudderId',
  'request_ip',
  '_metadata',
])
/** Longer keys are none of ours in any spelling. */
const LONGEST = 40

/** The message itself where every field is spelled as Segment does; else its known fields under Segment's names. */
export function fieldsOf(message: JsonObject): JsonObject {
  for (const key in message) if (!PLAIN.has(key)) return respelled(message)
  return message
}

/** Whether a key is `writeKey` in some spelling: what it holds is never stored. */
export const isWriteKey = (key: string): boolean => key.length <= LONGEST && fold(key) === 'writekey'

function respelled(message: JsonObject): JsonObject {
  const fields: JsonObject = {}
  for (const [key, value] of Object.entries(message)) {
    const name = key.length > LONGEST ? undefined : BY_FOLDED.get(fold(key))
    if (name === undefined || value === null) continue
    // Segment's own spelling wins over another of the same field.
    if (key === name || fields[name] === undefined) fields[name] = value
  }
  return fields
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[_\- ]/g, '')
}
