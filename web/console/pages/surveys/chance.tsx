/** Whether a person gets a survey the next time something triggers it, gate by gate, and the filter condition by condition. */
import type { SurveyChance } from '../../../../shared/survey-chance.ts'
import { Explanation, Line } from './explanation.tsx'
import styles from './explanation.module.css'
import { WithTimes } from './with-times.tsx'

export function Chance({ chance: { reasons, filter } }: { chance: SurveyChance }) {
  return (
    <ul role="list" class={styles.list}>
      {reasons.map(({ kind, met, text }) => (
        <Line key={kind} met={met}>
          <WithTimes text={text} />
          {kind === 'filter' && filter && (
            <div class={styles.inner}>
              <Explanation of={filter} />
            </div>
          )}
        </Line>
      ))}
    </ul>
  )
}

/** `would not get it, for 2 reasons` */
export function verdict({ eligible, reasons }: SurveyChance): string {
  if (eligible) return 'would get it'
  const unmet = reasons.filter(({ met }) => !met).length
  return unmet === 1 ? 'would not get it, for one reason' : `would not get it, for ${unmet} reasons`
}
