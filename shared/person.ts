/** A user as the console shows them. */
import * as v from 'valibot'
import { Time } from './time.ts'

const Source = v.picklist(['server', 'browser', 'sdk', 'signed', 'api', 'csv'])

/** One time that they were shown a survey. */
export const SurveySeen = v.object({
  id: v.string(),
  name: v.string(),
  shownAt: Time,
  respondedAt: v.nullable(Time),
  completedAt: v.nullable(Time),
})

export const Person = v.object({
  userId: v.string(),
  attributes: v.record(v.string(), v.unknown()),
  createdAt: Time,
  lastSeenAt: v.nullable(Time),
  /** Accepted events and `pageview` that they did, most lately done first. */
  events: v.array(v.object({ event: v.string(), count: v.number(), firstAt: Time, lastAt: Time })),
  /** Anonymous and SDK visitor IDs that count for them. */
  visitors: v.array(v.string()),
  /** Surveys seen and answered, lately shown first. */
  surveys: v.array(SurveySeen),
})
export type Person = v.InferOutput<typeof Person>

export const PersonDetail = v.object({
  ...Person.entries,
  /** Where each attribute is from and when it was set. */
  attributeSources: v.record(v.string(), v.object({ source: Source, at: Time })),
  identities: v.array(v.object({ kind: v.picklist(['user', 'anonymous', 'visitor']), id: v.string() })),
  /** Users joined into this one by hand. */
  merged: v.array(v.string()),
  /** What they did of late, in slots of 12 hours, newest first. */
  timeline: v.array(v.object({ event: v.string(), count: v.number(), firstAt: Time, lastAt: Time })),
})
export type PersonDetail = v.InferOutput<typeof PersonDetail>

export const Merge = v.strictObject({ into: v.pipe(v.string(), v.nonEmpty('must name a user')) })

/** Who is known, and who could be: filters by Segment events can match known users only. */
export const IdentityMeter = v.object({
  users: v.number(),
  anonymous: v.number(),
  /** Anonymous identities that count for a user. */
  tied: v.number(),
  /** Identities of the web SDK. */
  visitors: v.number(),
  visitorsWithUserId: v.number(),
  /** SDK visitors whose user Segment knows. */
  visitorsMatched: v.number(),
})
