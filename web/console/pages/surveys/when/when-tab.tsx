/** When a survey appears: what triggers it, to how many it is given, from when to when, and how often to one person. */
import type { SurveyTab } from '../survey-tab.ts'
import { Delivery } from './delivery.tsx'
import { Period } from './period.tsx'
import { Resurvey } from './resurvey.tsx'
import { Triggers } from './triggers.tsx'
import styles from './when-tab.module.css'

export function WhenTab(tab: SurveyTab) {
  const { platform } = tab.survey
  return (
    <fieldset disabled={tab.readOnly} class={styles.tab}>
      <legend class="said">When it appears</legend>
      {(platform === 'web' || platform === 'mobile') && <Triggers {...tab} />}
      <Delivery {...tab} />
      <Period {...tab} />
      <Resurvey {...tab} />
    </fieldset>
  )
}
