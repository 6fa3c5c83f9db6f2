/** Approves names: each as an event of its own, or all into one that is there already. */
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Choices } from '../../parts/choices.tsx'
import { counted } from '../../parts/count.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { useStore } from '../../store.ts'
import { type Event, eventByName, type Request } from './data.ts'
import { EventPicker } from './event-picker.tsx'
import { HeldChoice, includeHeld } from './held-choice.tsx'
import type { Into } from './use-decisions.ts'

export function ApproveDialog({
  names,
  items,
  total,
  onClose,
  onApprove,
}: {
  names: string[] | 'all'
  /** The requests that are shown; of all there may be more. */
  items: readonly Request[]
  total: number
  onClose: () => void
  onApprove: (into: Into | undefined) => void
}) {
  const { id: env } = useEnvironment()
  const requests = names === 'all' ? items : items.filter(({ name }) => names.includes(name))
  const like = requests.flatMap(({ similar }) => similar)[0]
  const near = useResource(eventByName, like === undefined ? undefined : [env, like]).data
  const [way, setWay] = useState<'new' | 'into'>(names === 'all' ? 'new' : 'into')
  /** Undefined until one is chosen or the one proposed is taken out. */
  const [chosen, setChosen] = useState<Event | null>()
  const [missing, setMissing] = useState(false)
  const backfill = useStore(includeHeld)
  const event = (chosen === undefined ? near : chosen) ?? undefined
  const many = names === 'all' ? total : names.length
  const what = names !== 'all' && names.length === 1 ? `“${names[0]}”` : counted(many, 'name')
  const calls = requests.reduce((sum, { count }) => sum + count, 0)

  const submit = (submitted: globalThis.Event) => {
    submitted.preventDefault()
    if (way === 'into' && !event) return setMissing(true)
    onApprove(way === 'into' ? event : undefined)
  }
  return (
    <Dialog
      title={`Approve ${names === 'all' ? `all ${what}` : what}`}
      onClose={onClose}
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" type="submit">
            Approve
          </Button>
        </>
      }
    >
      <Choices
        legend="As"
        chosen={way}
        onChoose={setWay}
        choices={[
          ['new', many === 1 ? 'a new event' : 'a new event each'],
          ['into', 'an existing event'],
        ]}
      />
      {way === 'into' && (
        <>
          <EventPicker
            label="Count as"
            chosen={event}
            error={missing && !event ? 'Choose the event that these calls count as.' : undefined}
            onChoose={(picked) => setChosen(picked ?? null)}
          />
          {event && backfill && names !== 'all' && (
            <p>
              <strong>{counted(calls, 'more call')}</strong> for “{event.name}”, which has{' '}
              {counted(event.count, 'call')} so far.
            </p>
          )}
        </>
      )}
      <HeldChoice requests={requests} />
    </Dialog>
  )
}
