/**
 * A word on a tint; the word carries the meaning, the tint only helps.
 *
 *   <Badge tone="warn">Sampled</Badge>
 *   <OutcomeBadge outcome="counted" />
 */
import type { ComponentChildren } from 'preact'
import type { Outcome } from '../../../shared/segment.ts'
import styles from './badge.module.css'
import { classes } from './classes.ts'

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad'

export function Badge({
  tone = 'plain',
  title,
  children,
}: {
  tone?: Tone
  title?: string
  children: ComponentChildren
}) {
  return (
    <span class={classes(styles.badge, styles[tone])} title={title}>
      {children}
    </span>
  )
}

const TONES: Readonly<Record<Outcome, Tone>> = {
  stored: 'good',
  counted: 'good',
  held: 'accent',
  requested: 'warn',
  denied: 'plain',
  duplicate: 'plain',
  unsupported: 'warn',
  invalid: 'bad',
  erased: 'plain',
}

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <Badge tone={TONES[outcome]}>{outcome}</Badge>
}
