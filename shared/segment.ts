/** A Segment call as the rest of Asklet knows it, whatever door it came by and however its sender spelled it. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export type CallType = 'identify' | 'alias' | 'track' | 'page' | 'delete'

type Common = {
  /** What the sender named the message; calls without one are never repeats of each other. */
  messageId?: string
  /** When it happened, in milliseconds, already corrected for skew and bounds. */
  at: number
  /** Said in Live calls when the sent time was replaced: "Timestamp 9999-… is more than 24 h ahead; the received time was taken.". */
  note?: string
  /** The payload as it came, made safe to store, without keys. */
  payload: JsonObject
}

/**
 * An identity as a call names it: a user ID, an anonymous ID, or both. What the web SDK sends is always counted for its
 * visitor, and only tied to the user.
 */
export type Named =
  | { userId: string; anonymousId?: string; visitorId?: undefined }
  | { userId?: undefined; anonymousId: string; visitorId?: undefined }
  | { userId?: string; anonymousId?: string; visitorId: string }

export type Identify = Common & Named & { type: 'identify'; traits: JsonObject }
/** `previousId` is the anonymous ID that `userId` was known by; Segment allows it to be left out. */
export type Alias = Common & { type: 'alias'; userId: string; previousId?: string; anonymousId?: string }
export type Track = Common & Named & { type: 'track'; event: string; properties: JsonObject }
/** `url` is `properties.url`, else `context.page.url`; a page without one is still a page view. */
export type Page = Common & Named & { type: 'page'; name?: string; url?: string; properties: JsonObject }
export type Delete = Common & { type: 'delete'; userId: string }
/** Only from the web SDK: `event` is the name of a Click event. */
export type Click = Common & Named & { type: 'click'; event: string; url: string }

export type Call = Identify | Alias | Track | Page | Delete | Click

/** What became of a call, fixed at its arrival. */
export const OUTCOMES = [
  'stored',
  'counted',
  'held',
  'requested',
  'denied',
  'duplicate',
  'unsupported',
  'invalid',
  'erased',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/**
 * Where a call or an attribute came from. A browser key is public, so what it says of an email is not to be trusted. The
 * web SDK is `signed` where the user ID came with the customer's signature; else its attributes rank below all others.
 */
export type Source = 'server' | 'browser' | 'sdk' | 'signed' | 'api' | 'csv'
