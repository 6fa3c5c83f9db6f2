/**
 * What a view shows when it has nothing to show yet, nothing at all, or went wrong.
 *
 *   if (list.loading) return <Skeleton rows={8} label="Events" />
 *   if (!list.data) return <ErrorState error={list.error} retry={list.reload} />
 *   if (list.data.items.length === 0)
 *     return <EmptyState icon="events" title="No events yet" action={<Button href="…">Connect</Button>}>What to do next.</EmptyState>
 *   <StaleNote error={list.error} retry={list.reload} />   // over old data, when a newer reading failed
 */
import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import styles from './states.module.css'

export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName
  title: string
  children?: ComponentChildren
  action?: ComponentChildren
}) {
  return (
    <div class={styles.state}>
      <span class={styles.mark}>
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children && <div class={styles.words}>{children}</div>}
      {action && <div class={styles.actions}>{action}</div>}
    </div>
  )
}

export function ErrorState({ error, retry }: { error: Error | undefined; retry?: () => void }) {
  return (
    <div class={styles.state} role="alert">
      <span class={styles.mark}>
        <Icon name="warn" />
      </span>
      <h2>This could not be loaded</h2>
      <p class={styles.words}>{error?.message ?? 'Something went wrong.'}</p>
      {retry && (
        <div class={styles.actions}>
          <Button onClick={retry}>Try again</Button>
        </div>
      )}
    </div>
  )
}

/** Shown over data that is still there, so that nobody takes it for fresh. Nothing when there is no error. */
export function StaleNote({ error, retry }: { error: Error | undefined; retry: () => void }) {
  if (!error) return null
  return (
    <p class={styles.stale} role="status">
      <Icon name="warn" />
      <span>Not up to date: {error.message}</span>
      <Button small kind="plain" onClick={retry}>
        Try again
      </Button>
    </p>
  )
}

/** As tall as what will come, so that nothing moves when it does. */
export function Skeleton({ rows = 1, label }: { rows?: number; label: string }) {
  return (
    <div class={styles.skeleton} role="status">
      <span class="said">Loading {label}…</span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} class={styles.row} aria-hidden="true">
          <span class={styles.bone} />
          <span class={styles.bone} />
        </div>
      ))}
    </div>
  )
}
