/** How many have answered, and how far that is from what is wanted. */
import type { Survey } from '../../../../../shared/survey.ts'
import { Count, counted } from '../../../parts/count.tsx'
import styles from './progress.module.css'

export function Progress({ survey: { responses, delivery, status } }: { survey: Survey }) {
  if (delivery.mode !== 'until' || status === 'draft') return <Count of={responses} compact />
  const wanted = delivery.responses
  const part = Math.min(1, responses / wanted)
  return (
    <span class={styles.progress} title={`${counted(responses, 'response')} of ${wanted}`}>
      <span>
        <Count of={responses} compact />
        <span class={styles.wanted}>
          {' '}
          / <Count of={wanted} compact />
        </span>
      </span>
      <svg class={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <path class={styles.ground} d="M0 0h100v4H0z" />
        <path class={styles.done} d={`M0 0h${(100 * part).toFixed(1)}v4H0z`} />
      </svg>
    </span>
  )
}
