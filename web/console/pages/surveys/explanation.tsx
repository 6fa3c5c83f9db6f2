/** A filter, met or not by one person, condition by condition, with what was found of them. */
import type { ComponentChildren } from 'preact'
import type { Explanation as ExplanationOf } from '../../../../shared/explain.ts'
import { classes } from '../../parts/classes.ts'
import { Icon } from '../../parts/icon.tsx'
import styles from './explanation.module.css'
import { WithTimes } from './with-times.tsx'

const GROUPS = {
  and: 'All of these hold',
  or: 'At least one of these holds',
  not: 'This does not hold',
} as const

export function Explanation({ of: explained }: { of: ExplanationOf }) {
  return (
    <ul role="list" class={styles.list}>
      <One of={explained} />
    </ul>
  )
}

function One({ of: explained }: { of: ExplanationOf }) {
  if (explained.kind === 'condition')
    return (
      <Line met={explained.met}>
        <span class={styles.asked}>{explained.asked}</span>{' '}
        <span class={styles.found}>
          found:{' '}
          <span class={styles.value}>
            <WithTimes text={explained.found} />
          </span>
        </span>
      </Line>
    )
  return (
    <Line met={explained.met}>
      <span class={styles.group}>{GROUPS[explained.kind]}</span>
      <ul role="list" class={classes(styles.list, styles.inner)}>
        {explained.of.map((inner, at) => (
          <One key={at} of={inner} />
        ))}
      </ul>
    </Line>
  )
}

/** Something asked, met or not. */
export const Line = ({ met, children }: { met: boolean; children: ComponentChildren }) => (
  <li class={styles.line}>
    <span class={classes(styles.mark, met ? styles.met : styles.unmet)}>
      <Icon name={met ? 'check' : 'close'} />
      <span class="said">{met ? 'Met: ' : 'Not met: '}</span>
    </span>
    <div class={styles.words}>{children}</div>
  </li>
)
