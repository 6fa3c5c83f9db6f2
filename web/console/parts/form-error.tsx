/** Why a form was not taken, above its button: `<FormError error={error} />`. */
import styles from './form-error.module.css'
import { Icon } from './icon.tsx'

export function FormError({ error }: { error: Error | undefined }) {
  if (!error) return null
  return (
    <p class={styles.error} role="alert">
      <Icon name="warn" />
      <span>{error.message}</span>
    </p>
  )
}
