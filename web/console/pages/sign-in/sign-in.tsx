/** Sign-in, back to where one was. */
import { useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { answer, api, done, issueOf, signedOut } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Input } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Gate } from '../../parts/gate.tsx'
import { Skeleton } from '../../parts/states.tsx'
import { createResource, useResource } from '../../resource.ts'
import { useSubmit } from '../../use-submit.ts'
import { insideOf } from './inside-of.ts'

/** Before there is an account, nobody can sign in: then it says where the link is. */
const setUp = createResource(() => answer(api['set-up'].$get()))

export function SignIn() {
  const { data, error, reload } = useResource(setUp, [])
  useEffect(() => signedOut.set(false), [])
  if (data?.needed)
    return (
      <Gate
        title="Make the first account"
        lead="Asklet printed a link for that where it was started. Open it once; it ends in “#token=…”. Starting Asklet again prints a new one."
      >
        <Button onClick={reload}>I have made it: sign in</Button>
      </Gate>
    )
  return (
    <Gate title="Sign in">
      {data && <SignInForm />}
      {!data && !error && <Skeleton rows={4} label="the form" />}
      {error && (
        <>
          <FormError error={error} />
          <Button onClick={reload}>Try again</Button>
        </>
      )}
    </Gate>
  )
}

function SignInForm() {
  const { query, route } = useLocation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { submit, busy, error } = useSubmit(async () => {
    await done(api['sign-in'].$post({ json: { email, password } }))
    route(insideOf(query['to']), true)
  })
  return (
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
      <FormError error={error} marked={['email', 'password']} />
      <Button kind="main" type="submit" busy={busy}>
        Sign in
      </Button>
    </form>
  )
}
