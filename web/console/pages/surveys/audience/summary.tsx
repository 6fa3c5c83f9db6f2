/** How many people the filter matches, and what it says, in a sentence. */
import { sayFilter } from '../../../../../shared/say-filter.ts'
import { classes } from '../../../parts/classes.ts'
import { count, counted } from '../../../parts/count.tsx'
import { Icon } from '../../../parts/icon.tsx'
import styles from './summary.module.css'
import type { Settled } from './tree.ts'
import type { Counting } from './use-counts.ts'

export function Summary({
  everyone,
  settled: { filter, left },
  counting: { counts, waiting, error },
}: {
  everyone: string
  settled: Settled
  counting: Counting
}) {
  const share = counts && counts.known > 0 ? (100 * counts.count) / counts.known : 0
  return (
    <section class={styles.summary} aria-label="Who is asked" aria-busy={waiting}>
      <p class={classes(styles.figure, waiting && styles.old)} role="status">
        <strong class={styles.number}>{counts ? count(counts.count) : '…'}</strong>{' '}
        <span>
          {counts ? `of ${counted(counts.known, 'known user')}` : 'of the known users'}
          {counts && counts.known > 0 && <span class={styles.share}> · {percent(share)}</span>}
        </span>
      </p>
      <span class={styles.bar} aria-hidden="true">
        <span class={styles.part} style={{ inlineSize: `${share}%` }} />
      </span>
      <p class={styles.sentence}>{filter === null ? everyone : sayFilter(filter)}</p>
      {left > 0 && (
        <p class={styles.note}>
          <Icon name="info" />
          {left === 1
            ? 'One condition is not complete yet, and left out until it is.'
            : `${left} conditions are not complete yet, and left out until they are.`}
        </p>
      )}
      {error && (
        <p class={styles.note} role="alert">
          <Icon name="warn" />
          Not counted: {error.message}
        </p>
      )}
    </section>
  )
}

/** Nobody is told 0 % of some, or 100 % of not quite all. */
function percent(share: number): string {
  if (share > 0 && share < 1) return 'under 1 %'
  if (share < 100 && share > 99) return 'over 99 %'
  return `${Math.round(share)} %`
}
