/** Chooses an event that makes a survey appear, or makes one that looks at URLs or clicks. */
import { useState } from 'preact/hooks'
import type { EventKind } from '../../../../../shared/event.ts'
import { Badge } from '../../../parts/badge.tsx'
import { Button } from '../../../parts/button.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { SearchInput } from '../../../parts/search-input.tsx'
import { ErrorState, Skeleton } from '../../../parts/states.tsx'
import { usePaged } from '../../../paged.ts'
import { useEnvironment } from '../../../session.tsx'
import { useKept } from '../../../use-kept.ts'
import { accepted, type Event } from '../../events/data.ts'
import { NewEventPanel } from '../../events/event-panel.tsx'
import { KINDS } from '../../events/event-words.ts'
import { type CanTrigger, canTrigger } from './can-trigger.ts'
import { SdkLine } from './sdk-line.tsx'
import { Seen } from './trigger-row.tsx'
import styles from './triggers.module.css'

export function TriggerPanel({
  chosen,
  onChoose,
  onClose,
}: {
  /** IDs of events that are triggers already. */
  chosen: readonly string[]
  onChoose: (event: string) => void
  onClose: () => void
}) {
  const [making, setMaking] = useState<EventKind>()
  if (making)
    return (
      <NewEventPanel
        key={making}
        kinds={[making]}
        onMade={({ id }) => onChoose(id)}
        onClose={() => setMaking(undefined)}
      />
    )
  return (
    <Panel
      kicker="When it appears"
      title="Add a trigger"
      onClose={onClose}
      foot={
        <>
          <Button icon="plus" onClick={() => setMaking('page-url')}>
            New Page URL event
          </Button>
          <Button icon="plus" onClick={() => setMaking('click')}>
            New Click event
          </Button>
        </>
      }
    >
      <Choose chosen={chosen} onChoose={onChoose} />
    </Panel>
  )
}

function Choose({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (event: string) => void }) {
  const { id: env } = useEnvironment()
  const [search, setSearch] = useState('')
  const list = usePaged(accepted, [env, search.trim()])
  const items = useKept(list.items)
  const [open, setOpen] = useState<string>()
  if (!items)
    return list.error ? (
      <ErrorState error={list.error} retry={list.reload} />
    ) : (
      <Skeleton rows={6} label="events" />
    )
  // Those that can come first; what is alike stays as it came, lately seen first.
  const free = items
    .filter(({ id }) => !chosen.includes(id))
    .sort((one, other) => ORDER.indexOf(canTrigger(one)) - ORDER.indexOf(canTrigger(other)))
  return (
    <div class={styles.choose}>
      <SearchInput label="Search accepted events" value={search} onSearch={setSearch} />
      {free.length === 0 ? (
        <p class={styles.none}>
          {search !== ''
            ? `No event is found by “${search}”.`
            : 'No event is left. Make one below: it needs no code in your page.'}
        </p>
      ) : (
        <ul role="list" class={styles.events}>
          {free.map((event) => (
            <Choice
              key={event.id}
              event={event}
              open={open === event.id}
              onOpen={() => setOpen(open === event.id ? undefined : event.id)}
              onChoose={() => onChoose(event.id)}
            />
          ))}
        </ul>
      )}
      {list.more && (
        <Button small onClick={() => void list.more?.()}>
          More events
        </Button>
      )}
    </div>
  )
}

const ORDER: readonly CanTrigger[] = ['yes', 'unseen', 'only-segment']

/** One that cannot trigger yet says why, before it can be taken all the same. */
function Choice({
  event,
  open,
  onOpen,
  onChoose,
}: {
  event: Event
  open: boolean
  onOpen: () => void
  onChoose: () => void
}) {
  const can = canTrigger(event)
  return (
    <li class={styles.event}>
      <button
        type="button"
        class={styles.choice}
        {...(can !== 'yes' && { 'aria-expanded': open })}
        onClick={can === 'yes' ? onChoose : onOpen}
      >
        <span class={styles.title}>
          <strong>{event.name}</strong>
          <Badge>{KINDS[event.kind]}</Badge>
          {can === 'only-segment' && <Badge tone="warn">cannot trigger; it can filter</Badge>}
          {can === 'unseen' && <Badge>not seen yet</Badge>}
        </span>
        <Seen event={event} />
      </button>
      {open && can !== 'yes' && (
        <div class={styles.why}>
          <SdkLine event={event} />
          <Button small onClick={onChoose}>
            {can === 'unseen' ? 'Use it' : 'Use it: the line will be in the page'}
          </Button>
        </div>
      )}
    </li>
  )
}
