/** Asklet's own web SDK: not there yet. */
import { Values } from '../steps.tsx'
import { useEnvironment } from '../../../session.tsx'
import styles from './sdks.module.css'

export function WebSdk() {
  const { sdkId } = useEnvironment()
  return (
    <div class={styles.sdks}>
      <p class={styles.lead}>
        Asklet’s own script, which shows surveys in your pages, comes with surveys in one of the next
        versions. There is nothing to install yet. It will be loaded by this ID, which is public and stays the
        same:
      </p>
      <Values rows={[{ label: 'SDK ID', value: sdkId }]} />
      <p class={styles.note}>
        Until then, what your users do comes by any of the other ways, and surveys will choose by it from
        their first day.
      </p>
    </div>
  )
}
