/** What is different, before it is put before people. */
import { useState } from 'preact/hooks'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { toast } from '../../../parts/toast.tsx'
import { useStore } from '../../../store.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { differencesOf } from '../editing/differences.ts'
import styles from './publish-dialog.module.css'

export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { editor } = useEditedSurvey()
  const { saved, parts, survey } = useStore(editor.state)
  const [busy, setBusy] = useState(false)
  const publish = async () => {
    setBusy(true)
    const done = await editor.flush()
    setBusy(false)
    const { save } = editor.state.get()
    // What is refused is said at its field, behind this dialog.
    if (!done && save.kind === 'offline') return toast(save.message, { tone: 'bad' })
    if (done) toast('Published')
    onClose()
  }
  return (
    <Dialog
      title="Publish changes"
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        void publish()
      }}
      foot={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button kind="main" type="submit" busy={busy}>
            Publish
          </Button>
        </>
      }
    >
      <p>
        {survey.status === 'in-progress'
          ? 'People see them with the next page they open. Answers that were given stay as they are.'
          : 'Answers that were given stay as they are.'}
      </p>
      <ul role="list" class={styles.list}>
        {differencesOf(saved, parts).map(({ what, before, after }) => (
          <li key={`${what} ${before}`} class={styles.difference}>
            <strong>{what}</strong>
            {before !== undefined && before !== '' && <del class={styles.before}>{before}</del>}
            {after !== undefined && after !== '' && <ins class={styles.after}>{after}</ins>}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
