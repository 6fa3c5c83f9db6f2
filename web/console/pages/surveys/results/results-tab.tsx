/** The Results tab: how many were shown it, answered, and went through to its end. */
import type { Survey } from '../../../../../shared/survey.ts'
import { Count } from '../../../parts/count.tsx'
import { EmptyState } from '../../../parts/states.tsx'
import { Ago } from '../../../time.tsx'
import { percentOf } from '../rates.ts'
import styles from './results-tab.module.css'

export function ResultsTab({ survey }: { survey: Survey }) {
  const { showings, responses, completions, lastResponseAt, status } = survey
  if (showings === 0 && responses === 0)
    return (
      <EmptyState icon="surveys" title="No answers yet">
        {status === 'draft'
          ? 'They appear here once the survey is launched and somebody has answered.'
          : 'Nobody has been shown it so far. Answers appear here as they are given.'}
      </EmptyState>
    )
  return (
    <dl class={styles.numbers}>
      <Figure name="Shown" of={showings} />
      <Figure name="Answered" of={responses} note={`${percentOf(responses, showings)} of those shown it`} />
      <Figure
        name="Went to the end"
        of={completions}
        note={`${percentOf(completions, responses)} of those who answered`}
      />
      <div class={styles.figure}>
        <dt>Last response</dt>
        <dd class={styles.value}>
          <Ago at={lastResponseAt} none="none yet" />
        </dd>
      </div>
    </dl>
  )
}

function Figure({ name, of, note }: { name: string; of: number; note?: string }) {
  return (
    <div class={styles.figure}>
      <dt>{name}</dt>
      <dd class={styles.value}>
        <Count of={of} />
      </dd>
      {note !== undefined && <dd class={styles.note}>{note}</dd>}
    </div>
  )
}
