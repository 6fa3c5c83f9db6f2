/** Sign-in, back to where one was. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { api, done, issueOf, signedOut } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Input } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Gate } from '../../parts/gate.tsx'
import { useSubmit } from '../../use-submit.ts'

export function SignIn() {
  const { query, route } = useLocation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { submit, busy, error } = useSubmit(async () => {
    await done(api['sign-in'].$post({ json: { email, password } }))
    signedOut.set(false)
    route(insideOf(query['to']), true)
  })
  return (
    <Gate title="Sign in">
      <form onSubmit={submit}>
        <Field label="Email" error={issueOf(error, 'email')}>
          {(tied) => (
            <Input
              {...tied}
              type="email"
              name="email"
              autocomplete="username"
              required
              autoFocus
              value={email}
              onInput={setEmail}
            />
          )}
        </Field>
        <Field label="Password" error={issueOf(error, 'password')}>
          {(tied) => (
            <Input
              {...tied}
              type="password"
              name="password"
              autocomplete="current-password"
              required
              value={password}
              onInput={setPassword}
            />
          )}
        </Field>
        <FormError error={error} />
        <Button kind="main" type="submit" busy={busy}>
          Sign in
        </Button>
      </form>
    </Gate>
  )
}

/** Only a path of this console: anywhere else would lead a person away right after they typed a password. */
export function insideOf(to = '/'): string {
  const here = 'http://asklet.invalid'
  const url = URL.canParse(to, here) ? new URL(to, here) : undefined
  return url?.origin === here ? url.pathname + url.search : '/'
}
