/** From when to when a survey runs, where that is set; in the reader's own time zone. */
import { Field, Input } from '../../../parts/field.tsx'
import { Section } from '../../../parts/page.tsx'
import { issueAt, type SurveyTab } from '../survey-tab.ts'
import { fromLocal, toLocal } from './local-time.ts'
import styles from './when-tab.module.css'

const FIELDS = [
  ['startsAt', 'Starts', 'Empty: when it is launched.'],
  ['endsAt', 'Ends', 'Empty: when it is completed. Then it is shown to nobody any more.'],
] as const

export function Period({ survey, change, issues }: SurveyTab) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Section title="From when to when" lead={`Launched, it runs within these. Times are yours, ${zone}.`}>
      <div class={styles.pair}>
        {FIELDS.map(([name, label, hint]) => {
          const error = issueAt(issues, name)
          return (
            <div key={name} data-field={name}>
              <Field label={label} hint={hint} error={error && `It ${error}.`}>
                {(tied) => (
                  <Input
                    {...tied}
                    type="datetime-local"
                    value={toLocal(survey[name])}
                    onInput={(typed) => change({ [name]: fromLocal(typed) }, name)}
                  />
                )}
              </Field>
            </div>
          )
        })}
      </div>
    </Section>
  )
}
