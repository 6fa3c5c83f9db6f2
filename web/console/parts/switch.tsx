/**
 * On or off, at once. `<Switch checked={on} onChange={setOn} label="Auto accept" hint="…" />`
 * A `busy` one keeps the focus and shows what was asked for.
 */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import styles from './switch.module.css'

export function Switch({
  checked,
  onChange,
  label,
  hint,
  disabled,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  label: ComponentChildren
  hint?: ComponentChildren
  disabled?: boolean
}) {
  const id = useId()
  return (
    <div class={styles.switch}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class={styles.box}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          const wanted = event.currentTarget.checked
          // What is drawn follows `checked`, also where the change is refused.
          event.currentTarget.checked = checked
          onChange(wanted)
        }}
      />
      <div>
        <label for={id} class={styles.label}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} class={styles.hint}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
