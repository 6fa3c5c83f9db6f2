/** A small field for a whole number, with what it counts after it. */
import { Field, Input } from '../../../parts/field.tsx'
import styles from './fields.module.css'

export function NumberField({
  label,
  unit,
  text,
  least = 1,
  autoFocus,
  onInput,
}: {
  label: string
  unit: string
  text: string
  least?: number
  autoFocus?: boolean
  onInput: (text: string) => void
}) {
  return (
    <Field label={label} hideLabel>
      {(tied) => (
        <span class={styles.number}>
          <Input
            {...tied}
            type="number"
            inputMode="numeric"
            min={least}
            step={1}
            autoFocus={autoFocus ?? false}
            value={text}
            onInput={onInput}
          />
          <span aria-hidden="true">{unit}</span>
        </span>
      )}
    </Field>
  )
}
