/** How often one person is asked: once or again, and how long after any survey they last saw. */
import { Choices } from '../../../parts/choices.tsx'
import { counted } from '../../../parts/count.tsx'
import { Section } from '../../../parts/page.tsx'
import { Switch } from '../../../parts/switch.tsx'
import { useEnvironment } from '../../../session.tsx'
import { issueAt, type SurveyTab } from '../survey-tab.ts'
import styles from './when-tab.module.css'
import { WholeField } from './whole-field.tsx'

export function Resurvey({ survey: { platform, resurvey }, change, issues }: SurveyTab) {
  const { id, name, resurveyDays } = useEnvironment()
  const { days, once } = resurvey
  const set = (next: Partial<typeof resurvey>, merge?: string) =>
    change({ resurvey: { ...resurvey, ...next } }, merge)
  if (platform === 'link')
    return (
      <Section title="How often somebody is asked">
        <p class={styles.words}>
          Whoever opens the link is asked: the days between two surveys do not hold for link surveys.
        </p>
      </Section>
    )
  return (
    <Section
      title="How often somebody is asked"
      lead="A user is followed by their ID over devices and channels, a visitor without one by their browser."
    >
      <div class={styles.part}>
        <Switch
          checked={once}
          label="Each person gets it once"
          hint="Off: whoever saw it can get it again, after the days below."
          onChange={(on) => set({ once: on })}
        />
        <Choices
          legend="Days since they were last shown any survey"
          chosen={days === null ? 'usual' : 'own'}
          choices={[
            ['usual', `${counted(resurveyDays, 'day')}, as in ${name}`],
            ['own', 'Its own'],
          ]}
          hint={
            <>
              {sayWindow(days ?? resurveyDays)}{' '}
              {days === null && <a href={`/${id}/settings`}>Change it for all surveys</a>}
            </>
          }
          onChoose={(chosen) => set({ days: chosen === 'usual' ? null : resurveyDays })}
        />
        {days !== null && (
          <WholeField
            label="Days between"
            unit={days === 1 ? 'day' : 'days'}
            value={days}
            least={0}
            most={3_650}
            path="resurvey.days"
            error={issueAt(issues, 'resurvey.days')}
            onChange={(next) => set({ days: next }, 'resurvey.days')}
          />
        )}
      </div>
    </Section>
  )
}

/** With 7 days, again on the 8th. */
function sayWindow(days: number): string {
  if (days === 0) return 'Nobody has to wait: two surveys can come on one day.'
  return `Who saw one today can be asked again in ${counted(days + 1, 'day')} at the earliest.`
}
