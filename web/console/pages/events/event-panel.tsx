/** The panels of the Accepted tab: one event, found by its address, and a new one. */
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import type { EventKind } from '../../../../shared/event.ts'
import { isMissing } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { later } from '../../parts/later.tsx'
import { Panel } from '../../parts/panel.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { withQuery } from '../../search.ts'
import { useEnvironment } from '../../session.tsx'
import { useStore } from '../../store.ts'
import { useEventsAt } from './address.ts'
import { leaving } from './changes.ts'
import { type Event, oneEvent } from './data.ts'

type Closable = { onClose: () => void }

// Editors of patterns bring the proof that an expression is fast: too much for who only looks at the list.
const EventForm = later<Closable & { event: Event }>(
  () => import('./event-form.tsx').then((module) => module.EventForm),
  ({ event, onClose }, error) => <Opening title={event.name} error={error} onClose={onClose} />,
)
export const NewEventPanel = later<
  Closable & { kinds?: readonly EventKind[]; onMade: (event: Event) => void }
>(
  () => import('./new-event-panel.tsx').then((module) => module.NewEventPanel),
  ({ onClose }, error) => <Opening title="New event" error={error} onClose={onClose} />,
)

export function EventPanel({ id, onClose }: Closable & { id: string }) {
  const { id: env } = useEnvironment()
  const at = useEventsAt()
  const { route } = useLocation()
  const read = useResource(oneEvent, [env, id])
  const gone = useStore(leaving).has(id)
  const event = gone ? undefined : read.data

  useEffect(() => {
    if (event?.status === 'denied') route(withQuery(at.denied, { event: id }), true)
  }, [event?.status])

  if (event) return <EventForm key={id} event={event} onClose={onClose} />
  if (!gone && !isMissing(read.error))
    return <Opening title="Event" error={read.error} retry={read.reload} onClose={onClose} />
  return (
    <Panel title="Event" onClose={onClose}>
      <EmptyState
        icon="events"
        title="There is no such event"
        action={<Button onClick={onClose}>Close</Button>}
      >
        It may have been deleted, or belong to another environment.
      </EmptyState>
    </Panel>
  )
}

function Opening({
  title,
  error,
  retry = () => location.reload(),
  onClose,
}: Closable & { title: string; error: Error | undefined; retry?: () => void }) {
  return (
    <Panel title={title} onClose={onClose}>
      {error ? <ErrorState error={error} retry={retry} /> : <Skeleton rows={8} label="the event" />}
    </Panel>
  )
}
