/** Something to know before going on. `<Note tone="warn" title="…">…</Note>` */
import type { ComponentChildren } from 'preact'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import styles from './note.module.css'

export function Note({
  tone = 'info',
  title,
  children,
}: {
  tone?: 'info' | 'warn'
  title?: string
  children: ComponentChildren
}) {
  return (
    <div class={classes(styles.note, styles[tone])}>
      <Icon name={tone} />
      <div class={styles.words}>
        {title && <p class={styles.title}>{title}</p>}
        <p>{children}</p>
      </div>
    </div>
  )
}
