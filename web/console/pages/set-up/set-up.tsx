/** The first account, by the link that the first start prints: `/set-up#token=…`. A fragment never reaches a log. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { PASSWORD_LENGTH } from '../../../../shared/account.ts'
import { api, done, issueOf } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Input } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Gate } from '../../parts/gate.tsx'
import { useSubmit } from '../../use-submit.ts'

export function SetUp() {
  const { route } = useLocation()
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token'))
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { submit, busy, error } = useSubmit(async () => {
    await done(api['set-up'].$post({ json: { token: token ?? '', email, password } }))
    route('/', true)
  })
  if (!token)
    return (
      <Gate
        title="This link is not complete"
        lead="Open the whole link that Asklet printed when it started. It ends in “#token=…”. Starting Asklet again prints it again, as long as there is no account."
      >
        <Button href="/sign-in">Sign in instead</Button>
      </Gate>
    )
  return (
    <Gate title="Make the first account" lead="It is an admin’s: it sees keys, and can invite others later.">
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
        <Field
          label="Password"
          hint={`At least ${PASSWORD_LENGTH.least} characters. A few random words do well.`}
          error={issueOf(error, 'password')}
        >
          {(tied) => (
            <Input
              {...tied}
              type="password"
              name="password"
              autocomplete="new-password"
              required
              minLength={PASSWORD_LENGTH.least}
              value={password}
              onInput={setPassword}
            />
          )}
        </Field>
        <FormError error={error} marked={['email', 'password']} />
        <Button kind="main" type="submit" busy={busy}>
          Make the account
        </Button>
      </form>
    </Gate>
  )
}
