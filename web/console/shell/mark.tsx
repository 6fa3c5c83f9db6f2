/** Asklet's name and sign. */
import styles from './mark.module.css'

export function Mark() {
  return (
    <span class={styles.mark}>
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <rect class={styles.ground} width="32" height="32" rx="8" />
        <path class={styles.lines} d="M9 10.5h14M9 16h9M9 21.5h5" />
        <circle class={styles.dot} cx="21.5" cy="21.5" r="2.5" />
      </svg>
      Asklet
    </span>
  )
}
