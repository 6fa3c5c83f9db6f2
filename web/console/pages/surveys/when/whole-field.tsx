/** A whole number within bounds: what is typed is handed over once it is one, and said to be none until then. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { count } from '../../../parts/count.tsx'
import { Field, Input } from '../../../parts/field.tsx'
import styles from './when-tab.module.css'

export function WholeField({
  label,
  hideLabel,
  hint,
  unit,
  value,
  least = 1,
  most,
  fractions,
  error,
  path,
  onChange,
}: {
  label: string
  hideLabel?: boolean
  hint?: ComponentChildren
  unit: string
  value: number
  least?: number
  most: number
  /** Also numbers that are not whole. */
  fractions?: boolean
  error?: string | undefined
  /** Of the field in the survey. */
  path: string
  onChange: (value: number) => void
}) {
  const [text, setText] = useState(String(value))
  useEffect(() => {
    // Another value from outside; what spells the same one is left as it was typed.
    if (Number(text) !== value || text.trim() === '') setText(String(value))
  }, [value])
  const isFit = (typed: string): boolean => {
    const number = Number(typed)
    const isNumber = typed.trim() !== '' && (fractions ? Number.isFinite(number) : Number.isInteger(number))
    return isNumber && number >= least && number <= most
  }
  const unfit = `Must be a ${fractions ? '' : 'whole '}number from ${count(least)} to ${count(most)}.`
  return (
    <div data-field={path}>
      <Field
        label={label}
        {...(hideLabel && { hideLabel })}
        {...(hint !== undefined && { hint })}
        error={isFit(text) ? error && `It ${error}.` : unfit}
      >
        {(tied) => (
          <span class={styles.number}>
            <Input
              {...tied}
              type="number"
              inputMode={fractions ? 'decimal' : 'numeric'}
              min={least}
              max={most}
              step={fractions ? 0.1 : 1}
              value={text}
              onInput={(typed) => {
                setText(typed)
                if (isFit(typed)) onChange(Number(typed))
              }}
            />
            {unit}
          </span>
        )}
      </Field>
    </div>
  )
}
