/** Whom a survey asks: its filter with how many people it matches, and why a certain user would not get it. */
import { Note } from '../../../parts/note.tsx'
import { Section } from '../../../parts/page.tsx'
import type { SurveyTab } from '../survey-tab.ts'
import { FilterEditor } from './filter-editor.tsx'
import { ReachNote } from './reach-note.tsx'
import { WhyNot } from './why-not.tsx'

export function AudienceTab({ survey, change, readOnly }: SurveyTab) {
  const { platform, filter } = survey
  if (platform === 'link')
    return (
      <Note title="Whoever has the link can answer">
        A link survey asks no filter. To ask only some people, send the link to them, or make a web or email
        survey.
      </Note>
    )
  return (
    <>
      <Section title="Who is asked" lead={LEADS[platform]}>
        {filter !== null && platform !== 'email' && <ReachNote />}
        <FilterEditor
          filter={filter}
          readOnly={readOnly}
          onChange={(next, merge) => change({ filter: next }, merge)}
        />
      </Section>
      <WhyNot survey={survey} />
    </>
  )
}

const LEADS = {
  web: 'Of the people who do what triggers the survey, those who meet this filter. Without one, everyone.',
  mobile: 'Of the people who do what triggers the survey, those who meet this filter. Without one, everyone.',
  email: 'Of the users who have an email address, those who meet this filter. Without one, all of them.',
} as const
