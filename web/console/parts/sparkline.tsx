/** Thirty days as small bars, the last one today. `<Sparkline days={event.daily} name="Order Completed" />` */
import { counted } from './count.tsx'
import styles from './sparkline.module.css'

const STEP = 4
const HEIGHT = 24

export function Sparkline({ days, name }: { days: readonly number[]; name: string }) {
  const most = Math.max(...days, 0)
  const sum = days.reduce((total, day) => total + day, 0)
  const text = `${name}: ${counted(sum, 'time')} in ${days.length} days, ${counted(days.at(-1) ?? 0, 'time')} today, at most ${counted(most, 'time')} a day`
  // A day with any use shows at least a pixel.
  const bars = days
    .map((day, at) => {
      const height = day === 0 ? 0 : Math.max(1.5, (day / most) * (HEIGHT - 1))
      return height === 0
        ? ''
        : `M${at * STEP + 0.5} ${HEIGHT}v${(-height).toFixed(1)}h${STEP - 1}V${HEIGHT}z`
    })
    .join('')
  return (
    <svg
      class={styles.chart}
      viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={text}
    >
      <title>{text}</title>
      <path class={styles.ground} d={`M0 ${HEIGHT - 0.5}h${days.length * STEP}`} />
      <path class={styles.bars} d={bars} />
    </svg>
  )
}
