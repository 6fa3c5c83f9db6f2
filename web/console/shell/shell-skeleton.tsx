/** The frame before it is known who is there: as large as the real one. */
import { Skeleton } from '../parts/states.tsx'
import styles from './shell.module.css'

export function ShellSkeleton() {
  return (
    <div class={styles.shell}>
      <div class={styles.bar} />
      <div class={styles.side} />
      <main class={styles.main}>
        <div class={styles.page}>
          <Skeleton rows={6} label="the console" />
        </div>
      </main>
    </div>
  )
}
