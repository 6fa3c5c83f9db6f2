/** How many people meet one condition by itself: a number over a thin bar, as wide whatever it says. */
import { classes } from '../../../parts/classes.ts'
import { Count, count, counted } from '../../../parts/count.tsx'
import styles from './met-count.module.css'
import type { Counting } from './use-counts.ts'

export function MetCount({ id, counting: { counts, waiting } }: { id: string; counting: Counting }) {
  const met = counts?.conditions.get(id)
  const share = met === undefined || !counts || counts.known === 0 ? 0 : (100 * met) / counts.known
  const words =
    met === undefined || !counts
      ? 'Not counted'
      : `${count(met)} of ${counted(counts.known, 'known user')}, by this alone`
  return (
    <span class={classes(styles.met, waiting && styles.old)} title={words}>
      <span class={styles.number}>
        {met === undefined ? (
          <span aria-hidden="true">–</span>
        ) : (
          <>
            <Count of={met} compact /> <span class="said">meet this</span>
          </>
        )}
      </span>
      <span class={styles.bar} aria-hidden="true">
        <span class={styles.part} style={{ inlineSize: `${share}%` }} />
      </span>
    </span>
  )
}
