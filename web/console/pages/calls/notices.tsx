/** What Asklet tells the team of its own accord, where it concerns what is looked at. */
import { IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { toast } from '../../parts/toast.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment, useMe } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { dismiss, notices } from './data.ts'
import styles from './notices.module.css'

const TITLES: Readonly<Record<string, string>> = {
  sampled: 'Not every call is listed',
  held: 'Some held calls were let go',
}

export function Notices({ kinds }: { kinds: readonly string[] }) {
  const { id: env } = useEnvironment()
  const { role } = useMe()
  const { data } = useResource(notices, [env], { every: 15_000 })
  const shown = data?.items.filter(({ kind }) => kinds.includes(kind)) ?? []
  const close = (kind: string) =>
    dismiss(env, kind).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    )
  if (shown.length === 0) return null
  return (
    <ul role="list" class={styles.list}>
      {shown.map(({ kind, detail, at }) => (
        <li key={kind} class={styles.notice}>
          <Icon name="info" />
          <p class={styles.words}>
            <strong>{TITLES[kind] ?? kind}</strong> {detail}{' '}
            <span class={styles.when}>
              <Ago at={at} />
              {' · '}
              <a href={`/${env}/settings`}>Limits</a>
            </span>
          </p>
          {role !== 'viewer' && (
            <IconButton small icon="close" label="Dismiss this notice" onClick={() => void close(kind)} />
          )}
        </li>
      ))}
    </ul>
  )
}
