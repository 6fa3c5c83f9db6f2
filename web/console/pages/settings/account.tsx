/** One's own account: where one is signed in, and the password. */
import { useState } from 'preact/hooks'
import { PASSWORD_LENGTH, type Session } from '../../../../shared/account.ts'
import { answer, api, done, issueOf } from '../../api.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Field, Input } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Section } from '../../parts/page.tsx'
import { ErrorState, Skeleton, StaleNote } from '../../parts/states.tsx'
import { offerUndo, toast } from '../../parts/toast.tsx'
import { createResource, useResource } from '../../resource.ts'
import { useMe } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { useSubmit } from '../../use-submit.ts'
import styles from './account.module.css'
import { deviceOf } from './device.ts'

const sessions = createResource(() => answer(api.sessions.$get()))

export function Account() {
  const me = useMe()
  if (me.kind === 'token')
    return <p class={styles.note}>You came in with ADMIN_TOKEN, which has neither sessions nor a password.</p>
  return (
    <>
      <Section title="Sessions" lead={`Where ${me.email} is signed in.`}>
        <Sessions />
      </Section>
      <Section title="Password" lead="A new one ends all other sessions.">
        <Password email={me.email ?? ''} />
      </Section>
    </>
  )
}

function Sessions() {
  const list = useResource(sessions, [])
  const [ending, setEnding] = useState<readonly string[]>([])
  if (list.loading) return <Skeleton rows={2} label="sessions" />
  if (!list.data) return <ErrorState error={list.error} retry={list.reload} />
  const end = ({ id, userAgent }: Session) => {
    setEnding((now) => [...now, id])
    offerUndo(`${deviceOf(userAgent)} is signed out`, {
      commit: async () => {
        await done(api.sessions[':id'].$delete({ param: { id } }))
        sessions.reload()
      },
      undo: () => setEnding((now) => now.filter((one) => one !== id)),
    })
  }
  return (
    <>
      <StaleNote error={list.error} retry={list.reload} />
      <ul role="list" class={styles.list}>
        {list.data.items
          .filter(({ id }) => !ending.includes(id))
          .map((session) => (
            <li key={session.id} class={styles.session}>
              <div>
                <p class={styles.device} title={session.userAgent}>
                  {deviceOf(session.userAgent)} {session.current && <Badge tone="accent">this one</Badge>}
                </p>
                <p class={styles.note}>
                  Seen <Ago at={session.lastSeenAt} />, signed in <Ago at={session.createdAt} />
                </p>
              </div>
              {!session.current && (
                <Button small onClick={() => end(session)} aria-label={`End ${deviceOf(session.userAgent)}`}>
                  End
                </Button>
              )}
            </li>
          ))}
      </ul>
    </>
  )
}

function Password({ email }: { email: string }) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { submit, busy, error } = useSubmit(async () => {
    await done(api.me.password.$post({ json: { current, password } }))
    setCurrent('')
    setPassword('')
    sessions.reload()
    toast('The password is changed, and all other sessions are ended')
  })
  return (
    <form class={styles.form} onSubmit={submit}>
      {/* For password managers: whose password it is. */}
      <input type="text" name="username" autocomplete="username" value={email} readOnly hidden />
      <Field label="Current password" error={issueOf(error, 'current')}>
        {(tied) => (
          <Input
            {...tied}
            type="password"
            autocomplete="current-password"
            required
            value={current}
            onInput={setCurrent}
          />
        )}
      </Field>
      <Field
        label="New password"
        hint={`At least ${PASSWORD_LENGTH.least} characters. A few random words do well.`}
        error={issueOf(error, 'password')}
      >
        {(tied) => (
          <Input
            {...tied}
            type="password"
            autocomplete="new-password"
            required
            minLength={PASSWORD_LENGTH.least}
            value={password}
            onInput={setPassword}
          />
        )}
      </Field>
      <FormError error={error} marked={['current', 'password']} />
      <div>
        <Button type="submit" busy={busy}>
          Change the password
        </Button>
      </div>
    </form>
  )
}
