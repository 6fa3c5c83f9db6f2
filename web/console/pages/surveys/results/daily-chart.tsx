/** Showings and responses by day. */
import type { SurveyResults } from '../../../../../shared/results.ts'
import { counted } from '../../../parts/count.tsx'
import styles from './daily-chart.module.css'

const HEIGHT = 60
const DAYS = 90

export function DailyChart({ daily }: { daily: SurveyResults['daily'] }) {
  const days = daily.slice(-DAYS)
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const most = Math.max(1, ...days.map(({ showings, responses }) => Math.max(showings ?? 0, responses)))
  const bars = (of: (day: (typeof days)[number]) => number) =>
    days
      .map((day, at) => {
        const height = of(day) === 0 ? 0 : Math.max(1, (of(day) / most) * HEIGHT)
        return height === 0 ? '' : `M${at * 10 + 1} ${HEIGHT}v${-height.toFixed(1)}h8V${HEIGHT}z`
      })
      .join('')
  const answered = days.reduce((sum, { responses }) => sum + responses, 0)
  const best = days.reduce((one, other) => (other.responses > one.responses ? other : one))
  const words = `${counted(answered, 'response')} from ${first.day} to ${last.day}, most on ${best.day}: ${best.responses}`
  return (
    <figure class={styles.figure}>
      <svg
        class={styles.chart}
        viewBox={`0 0 ${Math.max(days.length, 14) * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
      >
        <title>{words}</title>
        <path class={styles.shown} d={bars(({ showings }) => showings ?? 0)} />
        <path class={styles.answered} d={bars(({ responses }) => responses)} />
      </svg>
      <figcaption class={styles.caption}>
        <span>{first.day}</span>
        <span class={styles.key}>
          <i class={styles.keyAnswered} /> answered
          {days.some(({ showings }) => showings !== null) && (
            <>
              {' '}
              <i class={styles.keyShown} /> shown
            </>
          )}
        </span>
        <span>{last.day}</span>
      </figcaption>
    </figure>
  )
}
