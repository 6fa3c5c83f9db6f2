/** One answer: its words, a bar for its share, how many and what percent. With `href`, what leads to who gave it. */
import type { ComponentChildren } from 'preact'
import { count } from '../../../parts/count.tsx'
import { percentOf } from '../rates.ts'
import styles from './bar.module.css'

export function Bar({
  name,
  of,
  whole,
  href,
  tone = 'accent',
}: {
  name: ComponentChildren
  of: number
  whole: number
  href?: string | undefined
  tone?: 'accent' | 'good' | 'plain' | 'bad'
}) {
  const share = whole === 0 ? 0 : (100 * of) / whole
  return (
    <li class={styles.row}>
      <span class={styles.name}>{href !== undefined && of > 0 ? <a href={href}>{name}</a> : name}</span>
      <svg class={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class={styles.ground} width="100" height="1" />
        <rect class={styles[tone]} width={share.toFixed(2)} height="1" />
      </svg>
      <span class={styles.count}>{count(of)}</span>
      <span class={styles.share}>{percentOf(of, whole)}</span>
    </li>
  )
}
