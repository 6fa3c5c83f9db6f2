/** What it takes to make one environment's definitions those of another: a difference to agree to. Never data. */
import * as v from 'valibot'

/** One part that differs. `before` is the target's, undefined where it has none; `after` is what it would become. */
export const Difference = v.object({ part: v.string(), before: v.unknown(), after: v.unknown() })
export type Difference = v.InferOutput<typeof Difference>

const CHANGES = ['new', 'changed'] as const
const common = {
  name: v.string(),
  change: v.picklist(CHANGES),
  differences: v.array(Difference),
  /** Why it cannot be promoted as it is. */
  refused: v.nullable(v.string()),
}

export const Promotion = v.object({
  /** IDs of the environments. */
  from: v.string(),
  to: v.string(),
  /** By name, and denials as events of that status. */
  events: v.array(v.object({ ...common, status: v.picklist(['accepted', 'denied']) })),
  /** By their ID where they come from. New ones arrive as drafts. */
  surveys: v.array(
    v.object({
      ...common,
      id: v.string(),
      /** Events that it names and that the target lacks: they are to come along. */
      needs: v.array(v.string()),
    }),
  ),
  settings: v.array(Difference),
})
export type Promotion = v.InferOutput<typeof Promotion>

/** What of the difference is agreed to. */
export const Agreement = v.strictObject({
  from: v.pipe(v.string(), v.nonEmpty('must be the ID of an environment')),
  events: v.optional(
    v.array(v.strictObject({ name: v.string(), status: v.picklist(['accepted', 'denied']) })),
    [],
  ),
  /** IDs where they come from. */
  surveys: v.optional(v.array(v.string()), []),
  settings: v.optional(v.array(v.string()), []),
})
export type Agreement = v.InferOutput<typeof Agreement>

/** The parts that differ; objects and lists are compared by what they hold. */
export const differencesOf = (before: object | undefined, after: object): Difference[] =>
  Object.entries(after).flatMap(([part, value]) => {
    const old: unknown = before && Object.entries(before).find(([name]) => name === part)?.[1]
    return JSON.stringify(old) === JSON.stringify(value) ? [] : [{ part, before: old ?? null, after: value }]
  })
