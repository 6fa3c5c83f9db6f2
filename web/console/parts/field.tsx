/**
 * Form fields with their label, hint and error tied together.
 *
 *   <Field label="Name" hint="Cannot be changed later." error={errors.name}>
 *     {(tied) => <Input {...tied} name="name" required value={name} onInput={setName} />}
 *   </Field>
 *
 * `onInput` hands over the text. Errors of an `ApiError` come as `issueOf(error, 'name')`.
 */
import { type ComponentChildren, h, type TargetedInputEvent } from 'preact'
import { useId } from 'preact/hooks'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

type Tied = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

export function Field({
  label,
  hint,
  error,
  hideLabel,
  row,
  children,
}: {
  label: ComponentChildren
  hint?: ComponentChildren
  error?: string | undefined
  /** Still read out. */
  hideLabel?: boolean
  /** Label and hint beside the control, where there is room: for pages of settings. */
  row?: boolean
  children: (tied: Tied) => ComponentChildren
}) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={classes(styles.field, row && styles.row)}>
      <label for={id} class={hideLabel ? 'said' : styles.label}>
        {label}
      </label>
      <div class={styles.holder}>
        {children({
          id,
          ...(described && { 'aria-describedby': described }),
          ...(error && { 'aria-invalid': true }),
        })}
      </div>
      {hint && (
        <p id={`${id}-hint`} class={styles.hint}>
          {hint}
        </p>
      )}
      {/* There from the start, so that what appears in it is read out. */}
      <p id={`${id}-error`} class={styles.error} aria-live="polite" hidden={!error}>
        {error && (
          <>
            <Icon name="warn" /> {error}
          </>
        )}
      </p>
    </div>
  )
}

type Common = {
  id?: string
  name?: string
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  class?: string | undefined
  onInput?: (text: string) => void
}
type Text = Common & {
  value: string
  placeholder?: string
  readOnly?: boolean
  minLength?: number
  maxLength?: number
  spellcheck?: boolean
  onKeyDown?: (event: KeyboardEvent) => void
  onBlur?: () => void
}
type InputProps = Text & {
  type?: 'text' | 'email' | 'password' | 'number' | 'url' | 'date' | 'datetime-local'
  inputMode?: 'numeric' | 'decimal'
  min?: number
  max?: number
  step?: number
  autocomplete?: 'off' | 'username' | 'current-password' | 'new-password'
  /** The id of a `datalist`. */
  list?: string
  /** With a list that it opens itself. */
  role?: 'combobox'
  'aria-expanded'?: boolean
  'aria-controls'?: string
  'aria-autocomplete'?: 'list'
  'aria-activedescendant'?: string | undefined
  onClick?: () => void
}
type SelectProps = Common & {
  value: string
  /** Value and words. */
  options: readonly (readonly [value: string, words: string])[]
}

export function Input({ onInput, class: className, ...rest }: InputProps) {
  // JSX wants a literal `type`: Preact types an input's attributes by it.
  const attributes = {
    ...rest,
    class: classes(styles.control, className),
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput?.(event.currentTarget.value),
  }
  return h('input', attributes)
}

export function Textarea({ onInput, class: className, rows, ...rest }: Text & { rows?: number }) {
  return (
    <textarea
      {...rest}
      rows={rows}
      class={classes(styles.control, styles.area, className)}
      onInput={(event) => onInput?.(event.currentTarget.value)}
    />
  )
}

export function Select({ onInput, class: className, options, value, ...rest }: SelectProps) {
  return (
    <select
      {...rest}
      class={classes(styles.control, styles.select, className)}
      onChange={(event) => onInput?.(event.currentTarget.value)}
    >
      {options.map(([one, words]) => (
        <option key={one} value={one} selected={one === value}>
          {words}
        </option>
      ))}
    </select>
  )
}
