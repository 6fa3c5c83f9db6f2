/** The surveys that a user saw and answered. */
import { Section } from '../../parts/page.tsx'
import styles from './person-page.module.css'

export function PersonSurveys() {
  return (
    <Section title="Surveys">
      <p class={styles.none}>
        None yet. Surveys come with one of the next versions; what this user sees and answers will be listed
        here.
      </p>
    </Section>
  )
}
