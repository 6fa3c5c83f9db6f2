/**
 * A text field with a list of what it could become: arrow keys move, Enter takes, Esc closes the list.
 * With `onText` a text that is not in the list can be taken as it is. Where it is `free`, the text stands as it is typed,
 * and the list only suggests: Enter takes what was moved to, if anything.
 */
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { classes } from './classes.ts'
import { Field, Input } from './field.tsx'
import styles from './combobox.module.css'

export type Choice = { key: string; label: string; detail?: ComponentChildren }

/** What was found for an earlier text goes at once where it does not fit what is typed now. */
export const isFound = (label: string, text: string): boolean =>
  label.toLowerCase().includes(text.trim().toLowerCase())

export function Combobox({
  label,
  hideLabel,
  hint,
  error,
  placeholder,
  text,
  choices,
  none,
  textWords,
  autoFocus,
  free,
  inputMode,
  onInput,
  onChoose,
  onText,
}: {
  label: string
  hideLabel?: boolean
  hint?: ComponentChildren
  error?: string | undefined
  placeholder?: string
  text: string
  /** Undefined while they are read. */
  choices: readonly Choice[] | undefined
  /** Said where there are none; nothing where the text is free. */
  none?: string
  /** How the text itself is offered: `Add “checkout”`. */
  textWords?: (text: string) => string
  autoFocus?: boolean
  free?: boolean
  inputMode?: 'decimal'
  onInput: (text: string) => void
  onChoose: (key: string) => void
  onText?: (text: string) => void
}) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const first = free ? -1 : 0
  const [active, setActive] = useState(first)
  const typed = text.trim()
  const offersText =
    onText !== undefined && typed !== '' && !(choices ?? []).some((choice) => choice.label === typed)
  const all: Choice[] = [
    ...(choices ?? []),
    ...(offersText ? [{ key: '', label: textWords?.(typed) ?? typed }] : []),
  ]
  const at = Math.min(active, all.length - 1)
  // Without a suggestion there is nothing to say.
  const shown = open && !(free && all.length === 0)

  const take = (choice: Choice | undefined) => {
    if (!choice) return
    setOpen(false)
    setActive(first)
    if (offersText && choice === all.at(-1)) onText(typed)
    else onChoose(choice.key)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (!open && !free) return
      const next = event.key === 'ArrowDown' ? at + 1 : at <= 0 ? all.length - 1 : at - 1
      setActive(next % Math.max(1, all.length))
    } else if (event.key === 'Enter' && open && all.length > 0) {
      // Where nothing was moved to, Enter is the form's, or whoever holds the field's.
      if (at < 0) return setOpen(false)
      event.preventDefault()
      take(all[at])
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <div class={styles.box}>
      <Field
        label={label}
        error={error}
        {...(hint !== undefined && { hint })}
        {...(hideLabel && { hideLabel })}
      >
        {(tied) => (
          <Input
            {...tied}
            role="combobox"
            aria-expanded={shown}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={shown && all[at] ? `${id}-${at}` : undefined}
            autocomplete="off"
            spellcheck={false}
            {...(inputMode && { inputMode })}
            autoFocus={autoFocus}
            placeholder={placeholder}
            value={text}
            onInput={(next) => {
              onInput(next)
              setOpen(true)
              setActive(first)
            }}
            onClick={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={press}
          />
        )}
      </Field>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={`Choices for: ${label}`}
        class={styles.list}
        hidden={!shown}
      >
        {all.map((choice, place) => (
          <li
            key={choice.key}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            class={classes(styles.choice, place === at && styles.active)}
            onMouseEnter={() => setActive(place)}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            <span class={styles.label}>{choice.label}</span>
            {choice.detail && <span class={styles.detail}>{choice.detail}</span>}
          </li>
        ))}
        {all.length === 0 && (
          <li role="option" aria-disabled="true" aria-selected={false} class={styles.none}>
            {choices === undefined ? 'Looking…' : none}
          </li>
        )}
      </ul>
    </div>
  )
}
