/** Why a form was not taken, above its button: `<FormError error={error} />`. */
import styles from './form-error.module.css'
import { Icon } from './icon.tsx'

export function FormError({ error }: { error: Error | undefined }) {
  return (
    <div role="alert">
      {error && (
        <p class={styles.error}>
          <Icon name="warn" />
          <span>{error.message}</span>
        </p>
      )}
    </div>
  )
}
