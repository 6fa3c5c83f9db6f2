/** What keeps an edited survey from being saved, by the same schema as the server's: each with its place. */
import * as v from 'valibot'
import { SurveyChange } from '../../../../../shared/survey-input.ts'
import type { Issue } from '../../../api.ts'
import type { Parts } from './parts.ts'

export function faultsOf(parts: Parts): Issue[] {
  const { issues = [] } = v.safeParse(SurveyChange, parts)
  return issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: issue.message }))
}
