/** Numbered steps of one way in. `<Steps><Step title="Add the destination">…</Step></Steps>` */
import type { ComponentChildren } from 'preact'
import { CopyButton } from '../../parts/copy-button.tsx'
import styles from './steps.module.css'

export function Steps({ children }: { children: ComponentChildren }) {
  return (
    <ol role="list" class={styles.steps}>
      {children}
    </ol>
  )
}

export function Step({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <li class={styles.step}>
      <div class={styles.body}>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  )
}

/** Values to type into a form elsewhere: each with its label and a copy button. `shown` where it differs from what is copied. */
export function Values({ rows }: { rows: readonly { label: string; value: string; shown?: string }[] }) {
  return (
    <dl class={styles.values}>
      {rows.map(({ label, value, shown = value }) => (
        <div key={label} class={styles.value}>
          <dt>{label}</dt>
          <dd>
            <code>{shown}</code>
            <CopyButton text={value} label={`Copy: ${label}`} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
