/** What a door hands to ingest: one request's calls, already read and understood, and what it learned of the sender. */
import type { Call, JsonObject, Source } from '../../shared/segment.ts'

export type Door = 'segment' | 'webhook' | 'tracking' | 'console' | 'sdk'

/** A call that a door refused by itself. It is written to Live calls, and counts nowhere. */
export type Refusal = {
  outcome: 'unsupported' | 'invalid'
  /** As the sender spelled it, or "batch" where the whole body was refused. */
  type: string
  name?: string
  userId?: string
  anonymousId?: string
  messageId?: string
  /** What a program may compare, as Segment names it where Segment does: `event_not_defined`. */
  code: string
  /** The reason in words, naming the field: `"event" must be a string on a track call`. */
  detail: string
  /** Empty where the body was no JSON. */
  payload: JsonObject
}

export type Envelope = {
  /** `environment.number`. */
  environment: number
  door: Door
  source: Extract<Source, 'server' | 'browser' | 'sdk' | 'signed'>
  keyId?: string
  /** Milliseconds; one for the whole request. */
  receivedAt: number
  /** Size of the body as decoded: what the request weighs in the queue. */
  bytes: number
  /** The HTTP status that the door will answer with once it is stored: shown in Live calls. */
  status: number
  calls: readonly Call[]
  refusals: readonly Refusal[]
}

export interface Ingest {
  /** To be asked before a body of so many bytes is parsed. @throws {Unavailable} when the queue is full. */
  requireRoom(bytes: number): void
  /**
   * Resolves once every call of the envelope is durable.
   * @throws {Unavailable} when the queue is full or the database cannot take it: answer 503 with Retry-After.
   */
  submit(envelope: Envelope): Promise<void>
  /** A call without a right key: a line in the list of strangers, at most a few a second. Never throws, nobody waits for it. */
  stranger(seen: { door: Door; reason: string; hint: string; at: number }): void
  /** Waits until nothing is under way. */
  drain(): Promise<void>
}
