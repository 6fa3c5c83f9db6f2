/** A block of code with its copy button. `<Code text={snippet} label="Destination Function" />` */
import { classes } from './classes.ts'
import styles from './code.module.css'
import { CopyButton } from './copy-button.tsx'

export function Code({
  text,
  shown = text,
  label,
  tall,
}: {
  text: string
  /** What is shown where it differs from what is copied: with a masked key. */
  shown?: string
  /** What it is, for the copy button and for who cannot see it. */
  label: string
  /** Scrolls beyond some twenty lines. */
  tall?: boolean
}) {
  return (
    <div class={styles.block}>
      {/* Scrolls, so the keyboard must reach it. */}
      <pre class={classes(styles.text, tall && styles.tall)} tabIndex={0} role="region" aria-label={label}>
        <code>{shown}</code>
      </pre>
      <div class={styles.copy}>
        <CopyButton text={text} label={`Copy: ${label}`} />
      </div>
    </div>
  )
}
