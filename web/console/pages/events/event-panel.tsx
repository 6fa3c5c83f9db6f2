/** The panel of one event, found by its address. */
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { isMissing } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Panel } from '../../parts/panel.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { useStore } from '../../store.ts'
import { useEventsAt, withQuery } from './address.ts'
import { leaving } from './changes.ts'
import { oneEvent } from './data.ts'
import { EventForm } from './event-form.tsx'

export function EventPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { id: env } = useEnvironment()
  const at = useEventsAt()
  const { route } = useLocation()
  const read = useResource(oneEvent, [env, id])
  const gone = useStore(leaving).has(id)
  const event = gone ? undefined : read.data

  useEffect(() => {
    if (event?.status === 'denied') route(withQuery(at.denied, { event: id }), true)
  }, [event?.status])

  if (!event)
    return (
      <Panel title="Event" onClose={onClose}>
        {gone || isMissing(read.error) ? (
          <EmptyState
            icon="events"
            title="There is no such event"
            action={<Button onClick={onClose}>Close</Button>}
          >
            It may have been deleted, or belong to another environment.
          </EmptyState>
        ) : read.error ? (
          <ErrorState error={read.error} retry={read.reload} />
        ) : (
          <Skeleton rows={8} label="the event" />
        )}
      </Panel>
    )
  return <EventForm key={id} event={event} onClose={onClose} />
}
