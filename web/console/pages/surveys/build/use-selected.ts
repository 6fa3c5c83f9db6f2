/** Which question is open in the Build tab: its ID, `end` for the thank-you card, or none yet. It stands in the address. */
import { useLocation } from 'preact-iso'
import { withQuery } from '../../../search.ts'
import { useEditedSurvey } from '../editing/context.tsx'

export function useSelected(): { selected: string; select: (id: string) => void } {
  const { survey } = useEditedSurvey()
  const { path, query, route } = useLocation()
  const { question } = query
  const isThere = question === 'end' || survey.questions.some(({ id }) => id === question)
  return {
    selected: isThere && question !== undefined ? question : (survey.questions[0]?.id ?? ''),
    select: (id) => route(withQuery(path, { question: id }), true),
  }
}
