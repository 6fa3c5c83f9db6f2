/** The frame of pages before sign-in: the mark and one form. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Mark } from '../shell/mark.tsx'
import styles from './gate.module.css'

export function Gate({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ComponentChildren
  children?: ComponentChildren
}) {
  useEffect(() => {
    document.title = `${title} · Asklet`
  }, [title])
  return (
    <main class={styles.gate}>
      <div class={styles.card}>
        <Mark />
        <div class={styles.words}>
          <h1>{title}</h1>
          {lead && <p class={styles.lead}>{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  )
}
