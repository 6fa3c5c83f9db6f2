/** Why a person would get a survey in progress or would not, as the API answers it. */
import * as v from 'valibot'
import type { Explanation as ExplanationOf } from './explain.ts'

const GATES = ['schedule', 'filter', 'sample', 'window', 'once', 'responses', 'perDay', 'open'] as const

export const Explanation: v.GenericSchema<ExplanationOf> = v.variant('kind', [
  v.object({
    met: v.boolean(),
    kind: v.picklist(['and', 'or', 'not']),
    of: v.array(v.lazy(() => Explanation)),
  }),
  v.object({ met: v.boolean(), kind: v.literal('condition'), asked: v.string(), found: v.string() }),
])

export const SurveyChance = v.object({
  survey: v.object({ id: v.string(), name: v.string() }),
  /** All gates are met: the next trigger may show it. */
  eligible: v.boolean(),
  /** Gate by gate, with what was asked and what was found in words. */
  reasons: v.array(v.object({ kind: v.picklist(GATES), met: v.boolean(), text: v.string() })),
  /** The filter, condition by condition; null where it takes everyone. */
  filter: v.nullable(Explanation),
})
export type SurveyChance = v.InferOutput<typeof SurveyChance>
