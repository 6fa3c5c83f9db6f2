/** The addresses of the Surveys pages: a survey's tab in the path, the open question in the query. */
import type { Question } from '../../../../shared/question.ts'
import { withQuery } from '../../search.ts'

export const TABS = ['build', 'audience', 'when', 'look', 'languages', 'results'] as const
export type Tab = (typeof TABS)[number]

export const surveysHref = (env: string): string => `/${env}/surveys`
export const newSurveyHref = (env: string): string => `/${env}/surveys/new`
export const surveyHref = (env: string, id: string, tab?: Tab): string =>
  `/${env}/surveys/${encodeURIComponent(id)}${tab === undefined ? '' : `/${tab}`}`

const TAB_OF: Readonly<Record<string, Tab>> = {
  filter: 'audience',
  triggers: 'when',
  delivery: 'when',
  resurvey: 'when',
  startsAt: 'when',
  endsAt: 'when',
  look: 'look',
  language: 'languages',
  translations: 'languages',
}

/** Where a fault is mended: the tab, the question, and the field, which then takes the focus. */
export function fieldHref(
  env: string,
  id: string,
  path: string,
  questions: readonly Pick<Question, 'id'>[],
): string {
  const [part = '', at = ''] = path.split('.')
  const tab = TAB_OF[part] ?? 'build'
  const question = part === 'questions' ? questions[Number(at)]?.id : part === 'thankYou' ? 'end' : undefined
  return withQuery(surveyHref(env, id, tab), { question, at: path })
}
