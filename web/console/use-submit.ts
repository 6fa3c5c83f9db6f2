/**
 * One submission of a form at a time: `const { submit, busy, error } = useSubmit(async () => { … })`,
 * `<form onSubmit={submit}>`, `<Button type="submit" busy={busy}>`, `<FormError error={error} />`.
 */
import { useRef, useState } from 'preact/hooks'

export function useSubmit(send: () => Promise<unknown>): {
  submit: (event?: Event) => void
  busy: boolean
  error: Error | undefined
} {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const under = useRef(false)
  const submit = (event?: Event) => {
    event?.preventDefault()
    const form = event?.currentTarget
    if (under.current) return
    under.current = true
    setBusy(true)
    setError(undefined)
    send()
      .catch((reason: unknown) => {
        setError(reason instanceof Error ? reason : new Error(String(reason)))
        // Once it is drawn which fields are wrong.
        if (form instanceof HTMLElement)
          setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      })
      .finally(() => {
        under.current = false
        setBusy(false)
      })
  }
  return { submit, busy, error }
}
