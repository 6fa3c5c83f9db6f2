/** The survey that is being edited, for every part of its page. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Survey } from '../../../../../shared/survey.ts'
import type { Issue } from '../../../api.ts'
import { issueAt } from '../survey-tab.ts'
import type { Editor } from './editor.ts'
import type { Change } from './parts.ts'

type EditedSurvey = {
  /** As it is edited, also where that is not saved. */
  survey: Survey
  change: (change: Change, merge?: string) => void
  editor: Editor
  /** Whoever may only look, or a survey that is archived. */
  readOnly: boolean
  /** What is to be said at fields: what keeps it from being saved, and, once asked for, from being launched. */
  issues: readonly Issue[]
}

const Current = createContext<EditedSurvey | undefined>(undefined)
export const EditedSurveyProvider = Current.Provider

export function useEditedSurvey(): EditedSurvey {
  const edited = useContext(Current)
  if (!edited) throw new Error('only on the page of a survey')
  return edited
}

/** What is wrong at a field: `issueAt('questions.0.text')`. */
export function useIssueAt(): (path: string) => string | undefined {
  const { issues } = useEditedSurvey()
  return (path) => issueAt(issues, path)
}
