/** A score with its interval: the number, and a line on its scale that says between what it lies. */
import styles from './score.module.css'

type Estimate = { value: number; low: number; high: number }

/** With a minus sign that is as wide as a digit. */
const whole = (value: number): string => String(Math.round(value) || 0).replace('-', '−')

export function Score({
  name,
  score: { value, low, high },
  least,
  most,
  unit = '',
}: {
  name: string
  score: Estimate
  /** The ends of its scale. */
  least: number
  most: number
  unit?: string
}) {
  const at = (score: number) => ((score - least) / (most - least)) * 100
  const words = `between ${whole(low)} and ${whole(high)}${unit}`
  return (
    <div class={styles.score}>
      <p class={styles.number}>
        <span class={styles.name}>{name}</span> <b>{whole(value)}</b>
        {unit}
      </p>
      <div class={styles.scale}>
        <svg class={styles.line} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
          <path class={styles.axis} d="M0 6h100" />
          {least < 0 && <path class={styles.axis} d={`M${at(0)} 2v8`} />}
          <rect
            class={styles.interval}
            x={at(low)}
            y="4"
            width={Math.max(0.5, at(high) - at(low))}
            height="4"
          />
          <rect class={styles.value} x={Math.max(0, at(value) - 0.4)} y="1" width="0.8" height="10" />
        </svg>
        <p class={styles.ends} aria-hidden="true">
          <span>{whole(least)}</span>
          <span>{most}</span>
        </p>
      </div>
      <p class={styles.words}>95 % sure: {words}</p>
    </div>
  )
}
