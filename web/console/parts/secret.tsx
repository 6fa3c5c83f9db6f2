/**
 * A secret: masked until asked for, and copied without being shown.
 *
 *   <Secret value={webhookSecret} name="webhook secret" />                 // …4f2a
 *   <Secret value={key.key} shown={key.hint} name="server key" />          // ask_dev_…4f2a
 */
import { useState } from 'preact/hooks'
import { IconButton } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import styles from './secret.module.css'

export function Secret({
  value,
  shown = `…${value.slice(-4)}`,
  name,
}: {
  value: string
  /** In place of the value while it is masked: enough to recognise it by. */
  shown?: string
  name: string
}) {
  const [revealed, setRevealed] = useState(false)
  return (
    <span class={styles.secret}>
      <code class={styles.value}>{revealed ? value : shown}</code>
      <span class={styles.actions}>
        <IconButton
          small
          icon={revealed ? 'hidden' : 'eye'}
          label={revealed ? `Hide the ${name}` : `Show the ${name}`}
          onClick={() => setRevealed(!revealed)}
        />
        <CopyButton text={value} label={`Copy the ${name}`} />
      </span>
    </span>
  )
}
