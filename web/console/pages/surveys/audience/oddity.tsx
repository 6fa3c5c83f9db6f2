/** Something is odd about a condition that is complete. */
import type { ComponentChildren } from 'preact'
import { Icon } from '../../../parts/icon.tsx'
import styles from './condition-row.module.css'

export const Oddity = ({ children }: { children: ComponentChildren }) => (
  <p class={styles.odd}>
    <Icon name="warn" />
    <span>{children}</span>
  </p>
)
