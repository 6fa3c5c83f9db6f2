/** What a template is: a survey to start from, and what to know of it before. */
import type * as v from 'valibot'
import type { NewSurvey } from '../survey-input.ts'

export const GOALS = ['loyalty', 'product', 'growth', 'help'] as const
export type Goal = (typeof GOALS)[number]

export const GOAL_WORDS: Readonly<Record<Goal, string>> = {
  loyalty: 'Loyalty and satisfaction',
  product: 'Product and features',
  growth: 'Growth and pricing',
  help: 'Help and research',
}

export type SurveyTemplate = {
  id: string
  name: string
  goal: Goal
  /** What it finds out, and when to show it. */
  description: string
  /** What the law or its makers ask to be said wherever it is named. */
  notice?: string
  /** What to put in its place before it is launched, beside a trigger. */
  toDo?: string
  survey: Omit<v.InferInput<typeof NewSurvey>, 'name' | 'status'>
}

/** Where NPS is named. */
export const NPS_NOTICE =
  'Net Promoter®, Net Promoter Score® and NPS® are registered trademarks of Bain & Company, Inc., NICE Systems, Inc. (which took over Satmetrix Systems, Inc.) and Fred Reichheld. Asklet is not affiliated with them.'
