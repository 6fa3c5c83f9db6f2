/** What makes a web survey appear: 1 to 10 events that the web SDK sees, each with an optional delay. */
import { useState } from 'preact/hooks'
import { type Trigger, TRIGGERS } from '../../../../../shared/survey.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Section } from '../../../parts/page.tsx'
import { toast } from '../../../parts/toast.tsx'
import { issueAt, type SurveyTab } from '../survey-tab.ts'
import { TriggerPanel } from './trigger-panel.tsx'
import { TriggerRow } from './trigger-row.tsx'
import styles from './triggers.module.css'

export function Triggers({ survey: { triggers }, change, readOnly, issues }: SurveyTab) {
  const [adding, setAdding] = useState(false)
  const set = (next: readonly Trigger[], merge?: string) => change({ triggers: [...next] }, merge)
  const full = triggers.length >= TRIGGERS
  const drop = (at: number, trigger: Trigger, name: string) => {
    set(triggers.toSpliced(at, 1))
    toast(`“${name}” no longer triggers it`, { undo: () => set([...triggers.toSpliced(at, 1, trigger)]) })
  }
  const error = issueAt(issues, 'triggers')
  return (
    <Section
      title="What makes it appear"
      lead="Something that happens in your page and that the web SDK sees there. A call that comes by Segment never does: it can be late, and the page gone."
    >
      <div class={styles.box} data-field="triggers">
        {triggers.length === 0 ? (
          <p class={styles.none}>Nothing yet. Any one of up to {TRIGGERS} events can make it appear.</p>
        ) : (
          <ul role="list" class={styles.list}>
            {triggers.map((trigger, at) => (
              <TriggerRow
                key={trigger.event}
                trigger={trigger}
                at={at}
                error={issueAt(issues, `triggers.${at}.event`)}
                onChange={(next) => set(triggers.toSpliced(at, 1, next), `trigger ${at}`)}
                onRemove={(name) => drop(at, trigger, name)}
              />
            ))}
          </ul>
        )}
        <div>
          <Button
            icon="plus"
            disabled={full}
            aria-describedby="triggers-state"
            onClick={() => setAdding(true)}
          >
            Add a trigger
          </Button>
          <span id="triggers-state" class={styles.state}>
            {full ? `At most ${TRIGGERS}.` : triggers.length > 1 ? 'Any one of them makes it appear.' : ''}
          </span>
        </div>
        {error !== undefined && (
          <p class={styles.error}>
            <Icon name="warn" />
            It {error}.
          </p>
        )}
      </div>
      {adding && !readOnly && (
        <TriggerPanel
          chosen={triggers.map(({ event }) => event)}
          onChoose={(event) => {
            setAdding(false)
            set([...triggers, { event, delaySeconds: 0 }])
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Section>
  )
}
