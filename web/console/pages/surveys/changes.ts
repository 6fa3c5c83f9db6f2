/** What can be done to a whole survey, each with its message and its undo. */
import type { Survey } from '../../../../shared/survey.ts'
import type { SurveyStep } from '../../../../shared/survey-state.ts'
import { api, done } from '../../api.ts'
import { offerUndo, toast } from '../../parts/toast.tsx'
import { createStore } from '../../store.ts'
import { oneSurvey, surveyIn, surveys } from './data.ts'
import { forgetEditor } from './editing/editor.ts'

const one = api.environments[':env'].surveys[':id']

/** IDs of surveys that are deleted or archived unless that is undone: no list shows them as they were. */
export const leaving = createStore<ReadonlySet<string>>(new Set())

function leave(env: string, { id }: Survey, text: string, commit: () => Promise<unknown>): void {
  leaving.set(new Set([...leaving.get(), id]))
  const stay = () => leaving.set(new Set([...leaving.get()].filter((other) => other !== id)))
  offerUndo(text, {
    commit: async () => {
      await commit()
      forgetEditor(env, id)
      await Promise.all([surveys.reload(), oneSurvey.reload([env, id])])
      stay()
    },
    undo: stay,
  })
}

export const deleteSurvey = (env: string, survey: Survey): void =>
  leave(env, survey, `“${survey.name}” deleted`, () => done(one.$delete({ param: { env, id: survey.id } })))

export const archiveSurvey = (env: string, survey: Survey): void =>
  leave(env, survey, `“${survey.name}” archived`, () => takeStep(env, survey.id, 'archive'))

/** @throws {ApiError} 409 with `issues` where something is missing. */
export function takeStep(env: string, id: string, step: SurveyStep): Promise<Survey> {
  const param = { env, id }
  switch (step) {
    case 'launch':
      return surveyIn(one.launch.$post({ param }))
    case 'pause':
      return surveyIn(one.pause.$post({ param }))
    case 'resume':
      return surveyIn(one.resume.$post({ param }))
    case 'complete':
      return surveyIn(one.complete.$post({ param }))
    case 'archive':
      return surveyIn(one.archive.$post({ param }))
  }
}

/** The copy, or undefined where it could not be made. */
export async function duplicateSurvey(env: string, survey: Survey): Promise<Survey | undefined> {
  try {
    const copy = await surveyIn(one.duplicate.$post({ param: { env, id: survey.id } }))
    surveys.reload()
    toast(`“${copy.name}” made`)
    return copy
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    return undefined
  }
}
