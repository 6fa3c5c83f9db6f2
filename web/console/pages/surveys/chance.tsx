/** Whether a person gets a survey the next time something triggers it, gate by gate, and the filter condition by condition. */
import type { SurveyChance } from '../../../../shared/survey-chance.ts'
import { exactTime } from '../../time.tsx'
import { Explanation, Line } from './explanation.tsx'
import styles from './explanation.module.css'

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

const TIME = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)/

/** The server says times in UTC; people read their own. */
export const WithTimes = ({ text }: { text: string }) => (
  <>
    {text.split(TIME).map((part, at) =>
      at % 2 === 1 ? (
        <time key={at} dateTime={part}>
          {exactTime(part)}
        </time>
      ) : (
        part
      ),
    )}
  </>
)

/** `2 of 5 do not hold` */
export function verdict({ eligible, reasons }: SurveyChance): string {
  if (eligible) return 'would get it'
  const unmet = reasons.filter(({ met }) => !met).length
  return unmet === 1 ? 'would not get it, for one reason' : `would not get it, for ${unmet} reasons`
}
