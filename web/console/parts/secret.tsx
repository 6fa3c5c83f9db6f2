/**
 * A secret: masked until asked for, and copied without being shown.
 * `<Secret value={key} name="server key" />` shows `ask_dev_…4f2a`.
 */
import { useState } from 'preact/hooks'
import { IconButton } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import styles from './secret.module.css'

export function Secret({ value, name }: { value: string; name: string }) {
  const [shown, setShown] = useState(false)
  return (
    <span class={styles.secret}>
      <code class={styles.value}>{shown ? value : masked(value)}</code>
      <span class={styles.actions}>
        <IconButton
          small
          icon={shown ? 'hidden' : 'eye'}
          label={shown ? `Hide the ${name}` : `Show the ${name}`}
          onClick={() => setShown(!shown)}
        />
        <CopyButton text={value} label={`Copy the ${name}`} />
      </span>
    </span>
  )
}

/** Keeps what tells keys apart: the prefix up to its last underscore, and the last four characters. */
export function masked(value: string): string {
  const prefix = value.slice(0, value.lastIndexOf('_', value.length - 9) + 1)
  return `${prefix}…${value.slice(-4)}`
}
