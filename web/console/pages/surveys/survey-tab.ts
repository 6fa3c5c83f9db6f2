/** What a tab of a survey's page is given. */
import type { Survey, SurveyDefinition } from '../../../../shared/survey.ts'
import type { Issue } from '../../api.ts'

export type SurveyTab = {
  /** As it is edited. */
  survey: Survey
  /** `merge` names what is typed in one go. */
  change: (patch: Partial<SurveyDefinition>, merge?: string) => void
  readOnly: boolean
  /** What is to be said at fields, by their path. */
  issues: readonly Issue[]
}

export const issueAt = (issues: readonly Issue[], path: string): string | undefined =>
  issues.find((issue) => issue.path === path)?.message
