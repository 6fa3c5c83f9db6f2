/**
 * Why a form was not taken, above its button: `<FormError error={error} marked={['email']} />`.
 * What is wrong with `marked` fields is said at the fields themselves, by `issueOf`.
 */
import { ApiError } from '../api.ts'
import styles from './form-error.module.css'
import { Icon } from './icon.tsx'

export function FormError({ error, marked = [] }: { error: Error | undefined; marked?: readonly string[] }) {
  if (!error) return null
  const isMarked =
    error instanceof ApiError &&
    error.issues.length > 0 &&
    error.issues.every(({ path }) => marked.includes(path))
  return (
    <p class={styles.error} role="alert">
      <Icon name="warn" />
      <span>{isMarked ? 'Not taken yet: please correct what is marked above.' : error.message}</span>
    </p>
  )
}
