/** On the page of a user who was merged into another: whose page it is instead. */
import { Icon } from '../../parts/icon.tsx'
import styles from './merge-note.module.css'

export function MergeNote({ userId, into }: { userId: string; into: string }) {
  return (
    <p class={styles.note}>
      <Icon name="merge" />
      <span>
        <strong>{userId}</strong> is merged into {into}. The merge can be undone under Identities.
      </span>
    </p>
  )
}
