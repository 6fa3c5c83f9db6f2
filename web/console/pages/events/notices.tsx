/** What Asklet has to say of its own accord about names: why a flood of them stopped auto accept, and what was not kept. */
import { api, done } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Note } from '../../parts/note.tsx'
import { toast } from '../../parts/toast.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { useMayEdit } from '../../use-may-edit.ts'
import { notices } from './data.ts'
import styles from './notices.module.css'

const TITLES: Readonly<Record<string, string>> = {
  flood: 'Auto accept is resting: too many new names',
  held: 'Not all that was held could be kept',
}

export function Notices() {
  const { id: env } = useEnvironment()
  const mayEdit = useMayEdit()
  const shown = (useResource(notices, [env]).data?.items ?? []).filter(({ kind }) => kind in TITLES)
  const dismiss = async (kind: string) => {
    notices.change([env], (now) => ({ items: now.items.filter((notice) => notice.kind !== kind) }))
    try {
      await done(api.environments[':env'].notices[':kind'].$delete({ param: { env, kind } }))
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
      notices.reload()
    }
  }
  return (
    <>
      {shown.map(({ kind, detail, at }) => (
        <Note key={kind} tone="warn" title={TITLES[kind] ?? kind}>
          {detail}{' '}
          <span class={styles.end}>
            <Ago at={at} />
            {mayEdit && (
              <>
                <Button small kind="plain" href={`/${env}/settings`}>
                  Change the limits
                </Button>
                <Button small kind="plain" onClick={() => void dismiss(kind)}>
                  Dismiss
                </Button>
              </>
            )}
          </span>
        </Note>
      ))}
    </>
  )
}
