/** A request: a track name that came while nothing counts it, waiting for review. */
import * as v from 'valibot'
import { EventName, TrackName } from './event.ts'
import { Time } from './time.ts'

export const Request = v.object({
  name: v.string(),
  count: v.number(),
  /** Known users who sent it. */
  users: v.number(),
  firstSeenAt: Time,
  lastSeenAt: Time,
  /** A payload of late; null for viewers. */
  sample: v.nullable(v.record(v.string(), v.unknown())),
  /** Properties seen, each with its type: `{"total": "number"}`. */
  properties: v.record(v.string(), v.string()),
  /** Accepted events whose names differ from it only in case, spaces or punctuation. */
  similar: v.array(v.string()),
})
export type Request = v.InferOutput<typeof Request>

const Names = v.pipe(v.array(TrackName), v.minLength(1, 'must name at least one'), v.maxLength(10_000))

/** As a new event each, or all into an existing one. `backfill` counts what was held since the name was first seen. */
export const Approval = v.strictObject({
  names: v.union([v.literal('all'), Names], 'must be a list of names, or "all"'),
  event: v.optional(v.string()),
  backfill: v.optional(v.boolean(), false),
})
export type Approval = v.InferOutput<typeof Approval>

export const Denial = v.pipe(
  v.strictObject({
    names: v.optional(v.union([v.literal('all'), Names], 'must be a list of names, or "all"')),
    /** Denies every name like it, also later ones: `debug_*`. */
    pattern: v.optional(
      v.pipe(EventName, v.regex(/[^*]/, 'must hold something beside *, or it would deny everything')),
    ),
  }),
  v.check(
    ({ names, pattern }) => (names === undefined) !== (pattern === undefined),
    'needs either names or a pattern',
  ),
)
export type Denial = v.InferOutput<typeof Denial>

/** `ids` are those of denials, as a denial's answer or the list of denied events has them. */
export const Lifting = v.strictObject({
  ids: v.pipe(v.array(v.string()), v.minLength(1, 'must name at least one'), v.maxLength(10_000)),
})
export type Lifting = v.InferOutput<typeof Lifting>
