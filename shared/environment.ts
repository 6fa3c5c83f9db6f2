/** An environment and its keys, as the console sends and gets them. */
import * as v from 'valibot'
import { Settings } from './settings.ts'
import { Time } from './time.ts'

/** Surveys in a development environment skip resurvey windows and sampling, so that a team can test. */
export const EnvironmentKind = v.picklist(['development', 'production'])
export type EnvironmentKind = v.InferOutput<typeof EnvironmentKind>

/** A server key is secret; a browser key is public, as analytics.js shows it to the world. */
export const KeyKind = v.picklist(['server', 'browser'])
export type KeyKind = v.InferOutput<typeof KeyKind>

export const SegmentKey = v.object({
  id: v.string(),
  kind: KeyKind,
  /** Left out for who may not see keys. */
  key: v.optional(v.string()),
  /** Enough to recognise it by: `ask_dev_…4f2a`. */
  hint: v.string(),
  createdAt: Time,
  lastUsedAt: v.nullable(Time),
})
export type SegmentKey = v.InferOutput<typeof SegmentKey>

export const Environment = v.object({
  /** As in addresses: "production". */
  id: v.string(),
  name: v.string(),
  kind: EnvironmentKind,
  sdkId: v.string(),
  autoAccept: v.boolean(),
  /** Left out for who may not see keys. */
  webhookSecret: v.optional(v.string()),
  /** Signs the web SDK's user IDs; null: none is asked for. Left out for who may not see keys. */
  identitySecret: v.optional(v.nullable(v.string())),
  /** Whether user IDs of the web SDK must be signed. */
  identitySigned: v.boolean(),
  firstCallAt: v.nullable(Time),
  /** The live ones, server keys first. */
  keys: v.array(SegmentKey),
  ...Settings.entries,
})
export type Environment = v.InferOutput<typeof Environment>

export const EnvironmentList = v.object({
  items: v.array(Environment),
  /** Where the doors are, as far as Asklet knows: PUBLIC_URL, or the address that this was asked by. */
  publicUrl: v.string(),
  /** Whom to ask for keys, by email; only for who may not see them. */
  keyHolders: v.optional(v.array(v.string())),
})

export const EnvironmentName = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.maxLength(60, 'must be at most 60 characters'),
)

export const NewEnvironment = v.strictObject({ name: EnvironmentName, kind: EnvironmentKind })
export const NewKey = v.strictObject({ kind: KeyKind })

/** Any part of what can be set; a misspelled name is refused, as leaving it out silently would look like success. */
export const EnvironmentChange = v.partial(
  v.strictObject({ name: EnvironmentName, autoAccept: v.boolean(), ...Settings.entries }),
)
export type EnvironmentChange = v.InferOutput<typeof EnvironmentChange>
