/** Whom a survey asks: its filter with how many people it matches, and why a certain user would not get it. */
import type { Filter } from '../../../../../shared/filter.ts'
import { sayFilter } from '../../../../../shared/say-filter.ts'
import { Button } from '../../../parts/button.tsx'
import { Note } from '../../../parts/note.tsx'
import { Section } from '../../../parts/page.tsx'
import type { SurveyTab } from '../survey-tab.ts'
import styles from './audience-tab.module.css'
import { FilterEditor } from './filter-editor.tsx'
import { ReachNote } from './reach-note.tsx'
import { WhyNot } from './why-not.tsx'

export function AudienceTab({ survey, change, readOnly }: SurveyTab) {
  const { platform, filter } = survey
  if (platform === 'link')
    return (
      <div class={styles.link} data-field="filter">
        <Note title="Whoever has the link can answer">
          A link survey asks no filter. To ask only some people, send the link to them, or make a web or email
          survey.
        </Note>
        {filter !== null && (
          <>
            <p>It was made with a filter, which must go before it is launched: {sayFilter(filter)}</p>
            <Button disabled={readOnly} onClick={() => change({ filter: null })}>
              Take the filter out
            </Button>
          </>
        )}
      </div>
    )
  return (
    <>
      <Section title="Who is asked" lead={LEADS[platform]}>
        {filter !== null && platform !== 'email' && <ReachNote />}
        <FilterEditor
          filter={filter}
          within={platform === 'email' ? HAS_EMAIL : undefined}
          everyone={
            platform === 'email' ? 'All known users with an email address.' : 'Everyone, known or not.'
          }
          readOnly={readOnly}
          onChange={(next, merge) => change({ filter: next }, merge)}
        />
      </Section>
      <WhyNot survey={survey} />
    </>
  )
}

const HAS_EMAIL: Filter = { kind: 'attribute', key: 'email', op: 'isSet' }

const LEADS = {
  web: 'Of the people who do what triggers the survey, those who meet this filter. Without one, everyone.',
  mobile: 'Of the people who do what triggers the survey, those who meet this filter. Without one, everyone.',
  email: 'Of the users who have an email address, those who meet this filter. Without one, all of them.',
} as const
