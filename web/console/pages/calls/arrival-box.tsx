/** "Did it arrive?" for a pasted message ID or user ID. It keeps asking: what is looked for may still be on its way. */
import { useLocation } from 'preact-iso'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Outcome } from '../../../../shared/segment.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { Icon } from '../../parts/icon.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { useShortcuts } from '../../shortcuts.ts'
import { callsHref } from './address.ts'
import styles from './arrival-box.module.css'
import { CallLinks } from './call-links.tsx'
import { arrival } from './data.ts'

/** Milliseconds. */
const AGAIN = 3_000

export function ArrivalBox() {
  const { id: env } = useEnvironment()
  const { query, route } = useLocation()
  const asked = query['find'] ?? ''
  const [text, setText] = useState(asked)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => setText(asked), [asked])
  useShortcuts('This page', { d: ['Did it arrive?', () => input.current?.focus()] })
  const ask = (find: string) => route(callsHref(env, { ...query, call: undefined, find }), true)
  return (
    <form
      class={styles.box}
      role="search"
      aria-label="Did it arrive?"
      onSubmit={(event) => {
        event.preventDefault()
        ask(text.trim())
      }}
    >
      <div class={styles.row}>
        <label for={id} class={styles.label}>
          Did it arrive?
        </label>
        <input
          id={id}
          ref={input}
          class={styles.input}
          placeholder="Paste a message ID or user ID"
          autocomplete="off"
          spellcheck={false}
          maxLength={1_000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">Look</Button>
        {asked !== '' && <IconButton icon="close" label="Close the answer" onClick={() => ask('')} />}
      </div>
      <div aria-live="polite">{asked !== '' && <Answer id={asked} />}</div>
    </form>
  )
}

const ICONS = { yes: 'check', refused: 'warn', no: 'close' } as const
const REFUSED: readonly Outcome[] = ['invalid', 'unsupported']

function Answer({ id }: { id: string }) {
  const { id: env } = useEnvironment()
  const { query } = useLocation()
  const { data, error, loading } = useResource(arrival, [env, id], { every: AGAIN })
  if (loading) return <p class={styles.answer}>Looking…</p>
  if (!data) return <p class={classes(styles.answer, styles.no)}>{error?.message}</p>
  const refused = data.lines.length > 0 && data.lines.every(({ outcome }) => REFUSED.includes(outcome))
  const look = refused ? 'refused' : data.arrived ? 'yes' : 'no'
  return (
    <>
      <p class={classes(styles.answer, styles[look])}>
        <Icon name={ICONS[look]} />
        <span>
          {data.answer}
          {!data.arrived && <span class={styles.still}> Still looking…</span>}
        </span>
      </p>
      {data.lines.length > 0 && (
        <CallLinks lines={data.lines} href={(call) => callsHref(env, { ...query, call })} />
      )}
    </>
  )
}
