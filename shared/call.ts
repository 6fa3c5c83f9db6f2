/** A line of Live calls, as the console shows it. */
import * as v from 'valibot'
import { OUTCOMES } from './segment.ts'
import { Time } from './time.ts'

export const CallLine = v.object({
  id: v.number(),
  messageId: v.nullable(v.string()),
  door: v.string(),
  /** As the sender spelled it; "batch" where a whole body was refused. */
  type: v.string(),
  /** The event of a track call, the name of a page call. */
  name: v.nullable(v.string()),
  userId: v.nullable(v.string()),
  anonymousId: v.nullable(v.string()),
  receivedAt: Time,
  outcome: v.picklist(OUTCOMES),
  /** The outcome's reason in words. */
  detail: v.string(),
  /** The HTTP status that was sent back. */
  status: v.number(),
  /** Null for viewers. */
  payload: v.nullable(v.record(v.string(), v.unknown())),
})
export type CallLine = v.InferOutput<typeof CallLine>

/** A call without a right key. */
export const Stranger = v.object({ at: Time, door: v.string(), reason: v.string(), hint: v.string() })

/** What is known of a message ID or user ID that someone looks for. */
export const Arrival = v.object({
  /** The answer in a sentence. */
  answer: v.string(),
  arrived: v.boolean(),
  lines: v.array(CallLine),
})

export const TestCall = v.strictObject({
  type: v.picklist(['identify', 'track'], 'must be "identify" or "track"'),
})
