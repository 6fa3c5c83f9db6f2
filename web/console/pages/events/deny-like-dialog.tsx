/** Denies every name like a pattern, also those that are still to come. */
import { useState } from 'preact/hooks'
import { globMatcher } from '../../../../shared/glob.ts'
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Input } from '../../parts/field.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { type Request, trackNames } from './data.ts'
import styles from './deny-like-dialog.module.css'

/** How many of the names are shown. */
const SHOWN = 6

export function DenyLikeDialog({
  example,
  items,
  onClose,
  onDeny,
}: {
  /** The name that it was asked for from. */
  example: string | undefined
  items: readonly Request[]
  onClose: () => void
  onDeny: (pattern: string) => void
}) {
  const { id: env } = useEnvironment()
  const [pattern, setPattern] = useState(example === undefined ? '' : patternOf(example))
  const [asked, setAsked] = useState(false)
  const names = useResource(trackNames, [env, '']).data?.items
  const typed = pattern.trim()
  const valid = /[^*]/.test(typed)
  const matches = globMatcher(typed)
  const waiting = valid ? items.filter(({ name }) => matches(name)).map(({ name }) => name) : []
  const counting = valid ? (names ?? []).filter(({ name, events }) => events.length > 0 && matches(name)) : []
  return (
    <Dialog
      title="Deny all like a pattern"
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) onDeny(typed)
        else setAsked(true)
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" type="submit">
            Deny
          </Button>
        </>
      }
    >
      <Field
        label="Pattern"
        hint="* stands for anything: debug_* denies debug_click and every other name that begins so."
        error={
          asked && !valid ? 'A pattern needs something beside *, or it would deny every name.' : undefined
        }
      >
        {(tied) => (
          <Input
            {...tied}
            value={pattern}
            placeholder="debug_*"
            autocomplete="off"
            spellcheck={false}
            onInput={setPattern}
          />
        )}
      </Field>
      <div aria-live="polite" class={styles.effect}>
        <p>
          {waiting.length === 0
            ? 'None of the names shown is like that; later ones will be denied.'
            : `${counted(waiting.length, 'name')} of those shown, and every later one like it:`}
        </p>
        {waiting.length > 0 && (
          <ul role="list" class={styles.names}>
            {waiting.slice(0, SHOWN).map((name) => (
              <li key={name}>{name}</li>
            ))}
            {waiting.length > SHOWN && <li class={styles.more}>and {waiting.length - SHOWN} more</li>}
          </ul>
        )}
        {counting.length > 0 && (
          <p class={styles.more}>
            {counted(counting.length, 'accepted name')} like it will go on counting
            {counting.length <= 3 && `: ${counting.map(({ name }) => name).join(', ')}`}.
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** `debug_click` → `debug_*`: up to the first thing that parts words. */
function patternOf(name: string): string {
  const end = name.search(/[\s_\-.:/]/)
  return end > 0 ? `${name.slice(0, end + 1)}*` : `${name}*`
}
