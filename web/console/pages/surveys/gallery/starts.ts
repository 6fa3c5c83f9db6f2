/** What a survey can start from: nothing, or one of the templates. */
import * as v from 'valibot'
import type { Question } from '../../../../../shared/question.ts'
import { NewSurvey } from '../../../../../shared/survey-input.ts'
import { SURVEY_TEMPLATES } from '../../../../../shared/survey-templates.ts'
import type { Platform, SurveyDefinition } from '../../../../../shared/survey.ts'
import type { Goal, SurveyTemplate } from '../../../../../shared/templates/template.ts'

export type Start = Pick<SurveyTemplate, 'id' | 'name' | 'description' | 'notice' | 'toDo'> & {
  goal: Goal | undefined
  survey: SurveyTemplate['survey']
  /** As they are shown. */
  questions: readonly Question[]
}

export const BLANK: Start = {
  id: 'blank',
  name: 'Blank survey',
  description: 'Begin with a question of your own.',
  goal: undefined,
  survey: { platform: 'web', questions: [] },
  questions: [],
}

export const STARTS: readonly Start[] = [
  BLANK,
  ...SURVEY_TEMPLATES.map((template) => ({
    ...template,
    questions: whole(template).questions,
  })),
]

/** With all that stands where nothing is said. */
function whole({ name, survey }: Pick<SurveyTemplate, 'name' | 'survey'>): NewSurvey {
  return v.parse(NewSurvey, { ...survey, name })
}

export const previewOf = (
  start: Start,
): Pick<SurveyDefinition, 'questions' | 'thankYou' | 'look' | 'language' | 'translations'> => whole(start)

/** How it is delivered suits one platform: another has its own by default. */
export function inputOf(start: Start, platform: Platform): v.InferInput<typeof NewSurvey> {
  const { delivery, ...survey } = start.survey
  const name = start === BLANK ? 'Untitled survey' : start.name
  return {
    ...survey,
    name,
    platform,
    ...(delivery && platform === survey.platform && { delivery }),
  }
}
