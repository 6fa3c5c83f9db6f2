/** Calls without a right key. They belong to no environment, and nothing of their content is kept. */
import type { ComponentChildren } from 'preact'
import { Page } from '../../parts/page.tsx'
import { EmptyState, ErrorState, Skeleton, StaleNote } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { Moment } from '../../time.tsx'
import { strangers } from './data.ts'
import styles from './keyless-calls.module.css'
import { doorWords } from './words.ts'

export function KeylessCalls({ tabs }: { tabs: ComponentChildren }) {
  return (
    <Page
      title="Live calls"
      lead="Turned away, as no environment is theirs. The latest of all, without their content."
      tabs={tabs}
    >
      <Strangers />
    </Page>
  )
}

function Strangers() {
  const { id: env } = useEnvironment()
  const list = useResource(strangers, [env], { every: 5_000 })
  if (list.loading) return <Skeleton rows={6} label="calls without a right key" />
  if (!list.data) return <ErrorState error={list.error} retry={list.reload} />
  if (list.data.items.length === 0)
    return (
      <EmptyState icon="key" title="None: every call had a right key">
        One without a key, or with a wrong or revoked one, would be listed here with the reason.
      </EmptyState>
    )
  return (
    <>
      <StaleNote error={list.error} retry={list.reload} />
      <ul role="list" class={styles.list}>
        {list.data.items.map(({ at, door, reason, hint }, place) => (
          <li key={`${at} ${place}`} class={styles.call}>
            <span class={styles.time}>
              <Moment at={at} />
            </span>
            <p class={styles.reason}>{reason}</p>
            <p class={styles.from}>
              {doorWords(door)}
              {hint && (
                <>
                  {' · '}
                  <code>{hint}</code>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
