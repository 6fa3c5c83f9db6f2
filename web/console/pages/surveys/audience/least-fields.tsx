/** A condition on page views or sessions: at least so many. */
import type { LeastCondition } from '../../../../../shared/filter.ts'
import { numberOf, numberText } from './condition.ts'
import type { FieldsOf } from './edit.ts'
import styles from './fields.module.css'
import { NumberField } from './number-field.tsx'

const WORDS = {
  pageViews: ['Viewed at least', 'pages'],
  sessions: ['Came for at least', 'sessions'],
} as const

export function LeastFields({ name, condition, onChange }: FieldsOf<LeastCondition>) {
  const [before, after] = WORDS[condition.kind]
  return (
    <div class={styles.fields}>
      <span class={styles.words}>{before}</span>
      <NumberField
        label={`${before} so many ${after}: ${name}`}
        unit={after}
        least={0}
        text={numberText(condition.value)}
        onInput={(typed) => onChange({ ...condition, value: numberOf(typed) })}
      />
      {condition.kind === 'sessions' && (
        <span class={styles.hint}>A session is half a day, in UTC, with an event in it.</span>
      )}
    </div>
  )
}
