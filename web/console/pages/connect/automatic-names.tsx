/** Asks once in each environment, when the first names were accepted by themselves, whether that is wanted. */
import { useState } from 'preact/hooks'
import { api, done } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { Icon } from '../../parts/icon.tsx'
import { toast } from '../../parts/toast.tsx'
import { useResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { environments, useSession } from '../../session.tsx'
import { createKeptStore, useStore } from '../../store.ts'
import styles from './automatic-names.module.css'

/** The environments where the question was answered in this browser. */
const answered = createKeptStore<string>('asklet.auto-accept-asked', (kept) => kept ?? '')

export function AutomaticNames() {
  const { environment, me } = useSession()
  const { id, autoAccept } = environment
  const waiting = useResource(review, [id])
  const already = useStore(answered).split(' ').includes(id)
  const [busy, setBusy] = useState(false)
  const names = waiting.data?.automatic ?? 0
  if (already || !autoAccept || names === 0 || me.role === 'viewer') return null

  const keep = () => answered.set(`${answered.get()} ${id}`.trim())
  const letMeReview = async () => {
    setBusy(true)
    try {
      await done(api.environments[':env'].$patch({ param: { env: id }, json: { autoAccept: false } }))
      keep()
      environments.reload()
      toast('New names now wait for you under Events › To review')
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
    setBusy(false)
  }
  return (
    <div class={styles.question} role="status">
      <Icon name="bolt" />
      <p class={styles.words}>
        {counted(names, 'new name was', 'new names were')} accepted automatically, and counted from the first
        call on.
      </p>
      <Button small onClick={keep}>
        Keep doing this
      </Button>
      <Button small kind="plain" busy={busy} onClick={() => void letMeReview()}>
        Let me review new names
      </Button>
    </div>
  )
}
