/** An event: its kinds, its mapping to track names, and what the console sends and gets of it. */
import * as v from 'valibot'
import { UrlMatch } from './url-match.ts'

/** The built-in event that every page call counts; no other event may have its name. */
export const PAGEVIEW = 'pageview'
export const EVENT_NAME_LENGTH = 500

export const EventName = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.maxLength(EVENT_NAME_LENGTH, `must be at most ${EVENT_NAME_LENGTH} characters`),
)

export const TrackName = v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(EVENT_NAME_LENGTH))

/** A condition on one property of a track call. `key` may be dotted (`order.total`). */
export const PropertyCondition = v.object({
  key: v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(250)),
  op: v.picklist(['is', 'isNot', 'isSet', 'isNotSet', 'gt', 'gte', 'lt', 'lte', 'contains', 'oneOf']),
  value: v.optional(
    v.union([
      v.pipe(v.string(), v.maxLength(1_000)),
      v.number(),
      v.boolean(),
      v.pipe(v.array(v.union([v.pipe(v.string(), v.maxLength(1_000)), v.number(), v.boolean()])), v.maxLength(100)),
    ]),
  ),
})
export type PropertyCondition = v.InferOutput<typeof PropertyCondition>

/** One track name that feeds an event; with conditions only the calls that meet all of them do. */
export const Mapping = v.object({
  name: TrackName,
  conditions: v.optional(v.pipe(v.array(PropertyCondition), v.maxLength(10)), []),
})
export type Mapping = v.InferOutput<typeof Mapping>

export const Click = v.object({
  selector: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  text: v.optional(v.pipe(v.string(), v.maxLength(250))),
  url: v.optional(UrlMatch),
})
export type Click = v.InferOutput<typeof Click>

export const EVENT_KINDS = ['code', 'page-url', 'click'] as const
export type EventKind = (typeof EVENT_KINDS)[number]
export type EventStatus = 'accepted' | 'denied'
