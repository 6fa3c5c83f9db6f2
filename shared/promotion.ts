/** What it takes to make one environment's definitions those of another: a difference to agree to. Never data. */
import * as v from 'valibot'
import { Click, EVENT_KINDS, Mapping } from './event.ts'
import { PLATFORMS, STATUSES, SurveyDefinition } from './survey.ts'
import { StoredUrlMatch } from './url-match.ts'

/** One part that differs. `before` is the target's, null where it has none; `after` is what it would become. */
export const Difference = v.object({ part: v.string(), before: v.unknown(), after: v.unknown() })
export type Difference = v.InferOutput<typeof Difference>

const CHANGES = ['new', 'changed'] as const
const STATUS = v.picklist(['accepted', 'denied'])

/** Stands for a difference as it was looked at: another one has another. */
const tag = v.string()
const common = {
  name: v.string(),
  change: v.picklist(CHANGES),
  differences: v.array(Difference),
  /** Why it cannot be promoted as it is, and where in it; none: it can. */
  refused: v.array(v.object({ path: v.string(), message: v.string() })),
  tag,
}

export const Promotion = v.object({
  /** IDs of the environments. */
  from: v.string(),
  to: v.string(),
  /** By name, and denials as events of that status. */
  events: v.array(
    v.object({
      ...common,
      status: STATUS,
      /** Names denied in the target that it would count: their denials are lifted. */
      lifts: v.array(v.string()),
    }),
  ),
  /** By their ID where they come from. New ones arrive as drafts. */
  surveys: v.array(
    v.object({
      ...common,
      id: v.string(),
      /** The target's, which would change; at once, where it is in progress. */
      twin: v.nullable(v.object({ id: v.string(), status: v.picklist(STATUSES) })),
      /** Events that it names and that the target lacks: they are to come along. */
      needs: v.array(v.string()),
    }),
  ),
  settings: v.array(v.object({ ...Difference.entries, tag })),
  /** Whom to ask, by email; only for who may not promote. */
  admins: v.optional(v.array(v.string())),
})
export type Promotion = v.InferOutput<typeof Promotion>

/** What is done, and what still differs. */
export const Promoted = v.object({
  ...Promotion.entries,
  /** Surveys of the target that were made or changed. */
  promoted: v.array(v.object({ id: v.string(), name: v.string(), status: v.picklist(STATUSES) })),
})
export type Promoted = v.InferOutput<typeof Promoted>

/** What of the difference is agreed to. */
export const Agreement = v.strictObject({
  from: v.pipe(v.string(), v.nonEmpty('must be the ID of an environment')),
  events: v.optional(v.array(v.strictObject({ name: v.string(), status: STATUS })), []),
  /** IDs where they come from. */
  surveys: v.optional(v.array(v.string()), []),
  settings: v.optional(v.array(v.string()), []),
  /** The tags of what was looked at: what differs otherwise by now is refused. Left out, it is taken as it is now. */
  seen: v.optional(v.array(v.string())),
})
export type Agreement = v.InferOutput<typeof Agreement>

/** The parts of an event that are compared. */
export const EventContent = v.object({
  kind: v.picklist(EVENT_KINDS),
  description: v.string(),
  mappings: v.array(Mapping),
  url: v.nullable(StoredUrlMatch),
  click: v.nullable(Click),
  countsFrom: v.nullable(v.picklist(['segment', 'sdk'])),
  isPattern: v.boolean(),
})
export type EventContent = v.InferOutput<typeof EventContent>

/** The parts of a survey that are compared: with triggers by the names of their events, as IDs are an environment's own. */
export const SurveyContent = v.object({
  name: v.string(),
  platform: v.picklist(PLATFORMS),
  ...SurveyDefinition.entries,
  triggers: v.array(v.object({ event: v.string(), delaySeconds: v.number() })),
})
export type SurveyContent = v.InferOutput<typeof SurveyContent>

/** The parts that differ; objects and lists are compared by what they hold. */
export function differencesOf(before: object | undefined, after: object): Difference[] {
  const old = new Map(Object.entries(before ?? {}))
  return Object.entries(after).flatMap(([part, value]) =>
    JSON.stringify(old.get(part)) === JSON.stringify(value)
      ? []
      : [{ part, before: old.get(part) ?? null, after: value }],
  )
}
