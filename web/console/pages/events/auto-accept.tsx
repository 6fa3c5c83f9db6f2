/** The switch that lets new names become events by themselves, and what it asks of those that wait. */
import { useState } from 'preact/hooks'
import { answer, api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choices } from '../../parts/choices.tsx'
import { counted } from '../../parts/count.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Switch } from '../../parts/switch.tsx'
import { toast } from '../../parts/toast.tsx'
import { useResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { environments, useEnvironment } from '../../session.tsx'
import { useMayEdit } from '../../use-may-edit.ts'
import { approve, deny } from './changes.ts'
import { HeldChoice, includeHeld } from './held-choice.tsx'

export function AutoAccept() {
  const { id: env, autoAccept } = useEnvironment()
  const mayEdit = useMayEdit()
  const waiting = useResource(review, [env]).data?.requests ?? 0
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Switch
        label="Auto accept"
        checked={autoAccept}
        disabled={!mayEdit}
        onChange={(on) => (on && waiting > 0 ? setAsking(true) : void setAutoAccept(env, on))}
      />
      {asking && <TurnOnDialog waiting={waiting} onClose={() => setAsking(false)} />}
    </>
  )
}

type Fate = 'approve' | 'deny' | 'leave'
const FATES: Readonly<Record<Fate, string>> = {
  approve: 'Each becomes an event of its own, as new names will.',
  deny: 'They are kept out, each until that is lifted under Denied.',
  leave: 'They stay under To review until somebody decides.',
}

function TurnOnDialog({ waiting, onClose }: { waiting: number; onClose: () => void }) {
  const { id: env } = useEnvironment()
  const [fate, setFate] = useState<Fate>('approve')
  const turnOn = async () => {
    onClose()
    if (!(await setAutoAccept(env, true))) return
    if (fate === 'approve') await approve(env, { names: 'all', backfill: includeHeld.get() })
    if (fate === 'deny') await deny(env, { names: 'all' })
  }
  return (
    <Dialog
      title="Turn auto accept on"
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        void turnOn()
      }}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" type="submit">
            Turn on
          </Button>
        </>
      }
    >
      <p>New names become events at their first call again. What about those that wait?</p>
      <Choices
        legend={`${counted(waiting, 'name waits', 'names wait')}`}
        chosen={fate}
        hint={FATES[fate]}
        choices={[
          ['approve', 'Approve all'],
          ['deny', 'Deny all'],
          ['leave', 'Leave them'],
        ]}
        onChoose={setFate}
      />
      {fate === 'approve' && <HeldChoice requests={[]} />}
    </Dialog>
  )
}

/** Shown at once, and put back where the server refuses. Whether it was set. */
async function setAutoAccept(env: string, autoAccept: boolean): Promise<boolean> {
  environments.change([], (now) => ({
    ...now,
    items: now.items.map((one) => (one.id === env ? { ...one, autoAccept } : one)),
  }))
  try {
    await answer(api.environments[':env'].$patch({ param: { env }, json: { autoAccept } }))
    if (!autoAccept) toast('New names wait for review from now on', { undo: () => setAutoAccept(env, true) })
    return true
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    return false
  } finally {
    environments.reload()
  }
}
