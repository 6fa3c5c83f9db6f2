/** An event: its kinds, its mapping to track names, and what the console sends and gets of it. */
import * as v from 'valibot'
import { operandFault } from './compare.ts'
import { Time } from './time.ts'
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

/** A condition on one property of a track call, as it is kept. `key` may be dotted (`order.total`). */
export const PropertyCondition = v.object({
  key: v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(250)),
  op: v.picklist(['is', 'isNot', 'isSet', 'isNotSet', 'gt', 'gte', 'lt', 'lte', 'contains', 'oneOf']),
  value: v.optional(
    v.union([
      v.pipe(v.string(), v.maxLength(1_000)),
      v.number(),
      v.boolean(),
      v.pipe(
        v.array(v.union([v.pipe(v.string(), v.maxLength(1_000)), v.number(), v.boolean()])),
        v.maxLength(100),
      ),
    ]),
  ),
})
export type PropertyCondition = v.InferOutput<typeof PropertyCondition>

const NewPropertyCondition = v.pipe(
  PropertyCondition,
  v.forward(
    v.check(
      ({ op, value }) => operandFault(op, value) === undefined,
      ({ input: { op, value } }) => operandFault(op, value) ?? '',
    ),
    ['value'],
  ),
)

/** One track name that feeds an event; with conditions only the calls that meet all of them do. */
export const Mapping = v.object({
  name: TrackName,
  conditions: v.optional(v.pipe(v.array(NewPropertyCondition), v.maxLength(10)), []),
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

const described = v.pipe(v.string(), v.trim(), v.maxLength(1_000, 'must be at most 1,000 characters'))
const Mappings = v.pipe(
  v.array(Mapping),
  v.maxLength(100, 'may hold at most 100 names'),
  v.check(
    (mappings) => new Set(mappings.map(({ name }) => name)).size === mappings.length,
    'may hold each name once, with all of its conditions',
  ),
)
const TrackNames = v.pipe(v.array(TrackName), v.maxLength(100, 'may hold at most 100 names'))

/** `trackNames` is short for `mappings` without conditions. A Code event maps to its own name by default. */
export const NewEvent = v.pipe(
  v.strictObject({
    name: v.pipe(
      EventName,
      v.check((name) => name !== PAGEVIEW, 'is reserved for the page view of every page call'),
    ),
    description: v.optional(described, ''),
    kind: v.optional(v.picklist(EVENT_KINDS), 'code'),
    /** A denial is made by denying a request or a pattern. */
    status: v.optional(v.literal('accepted')),
    trackNames: v.optional(TrackNames),
    mappings: v.optional(Mappings),
    url: v.optional(UrlMatch),
    click: v.optional(Click),
  }),
  v.forward(
    v.check(
      ({ kind, url }) => (kind === 'page-url') === (url !== undefined),
      'belongs to a Page URL event, which needs one',
    ),
    ['url'],
  ),
  v.forward(
    v.check(
      ({ kind, click }) => (kind === 'click') === (click !== undefined),
      'belongs to a Click event, which needs one',
    ),
    ['click'],
  ),
  v.forward(
    v.check(
      ({ kind, mappings, trackNames }) =>
        kind === 'code' || (mappings === undefined && trackNames === undefined),
      'belong to a Code event; a Page URL or Click event has none',
    ),
    ['trackNames'],
  ),
)
export type NewEvent = v.InferOutput<typeof NewEvent>

/** An event's name never changes: surveys, filters and pages name it. */
export const EventChange = v.strictObject({
  description: v.optional(described),
  trackNames: v.optional(TrackNames),
  mappings: v.optional(Mappings),
  url: v.optional(UrlMatch),
  click: v.optional(Click),
  /** Where both send it: which of the two counts; null for the first that sent it. */
  countsFrom: v.optional(v.nullable(v.picklist(['segment', 'sdk']))),
  /** Lifts a denial and counts the name from now on. */
  status: v.optional(v.literal('accepted')),
  /** Marks an event that was accepted by itself as looked at. */
  reviewed: v.optional(v.literal(true)),
})
export type EventChange = v.InferOutput<typeof EventChange>

export const Event = v.object({
  id: v.string(),
  name: v.string(),
  description: v.string(),
  kind: v.picklist(EVENT_KINDS),
  status: v.picklist(['accepted', 'denied']),
  /** A denied pattern: `*` in its name stands for anything. */
  isPattern: v.boolean(),
  trackNames: v.array(v.string()),
  mappings: v.array(Mapping),
  url: v.nullable(UrlMatch),
  click: v.nullable(Click),
  countsFrom: v.nullable(v.picklist(['segment', 'sdk'])),
  /** Where it was seen. */
  sources: v.array(v.picklist(['segment', 'sdk'])),
  acceptedAutomatically: v.boolean(),
  reviewedAt: v.nullable(Time),
  createdAt: Time,
  /** Names of the surveys that use it. */
  surveys: v.array(v.string()),
  /** Occurrences of all identities, known or not. */
  count: v.number(),
  /** Known users who did it. */
  users: v.number(),
  firstSeenAt: v.nullable(Time),
  lastSeenAt: v.nullable(Time),
  /** Occurrences of the last 30 UTC days, today last. */
  daily: v.array(v.number()),
})
export type Event = v.InferOutput<typeof Event>

/** Names that differ only in case, spaces or punctuation are near: "Order Completed" and "order_completed". */
export const nearName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
