/** The Accepted tab: what counts, where it is seen, and how much. */
import { useState } from 'preact/hooks'
import { usePaged } from '../../paged.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button, IconButton } from '../../parts/button.tsx'
import { Count, counted } from '../../parts/count.tsx'
import { ListView } from '../../parts/list-view.tsx'
import { Sparkline } from '../../parts/sparkline.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { useResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { useSearch, withQuery } from '../../search.ts'
import { useEnvironment } from '../../session.tsx'
import { useShortcuts } from '../../shortcuts.ts'
import { useStore } from '../../store.ts'
import { Ago } from '../../time.tsx'
import { useMayEdit } from '../../use-may-edit.ts'
import styles from './accepted.module.css'
import { useEventsAt } from './address.ts'
import { leaving, markReviewed } from './changes.ts'
import { accepted, type Event, pollOf } from './data.ts'
import { feedOf, isUnreviewed, KINDS, sourceWords } from './event-words.ts'

export function Accepted({ open }: { open: string | undefined }) {
  const { id: env } = useEnvironment()
  const at = useEventsAt()
  const mayEdit = useMayEdit()
  const [search] = useSearch()
  const list = usePaged(accepted, [env, search], { every: pollOf(accepted, [env, search]) })
  const gone = useStore(leaving)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string>()

  const items = list.items?.filter(({ id }) => !gone.has(id))
  const anyUnreviewed = items?.some(isUnreviewed) ?? false
  const targets = (): string[] => {
    const ids = selected.size > 0 ? selected : new Set([open ?? current])
    return (items ?? []).filter((event) => ids.has(event.id) && isUnreviewed(event)).map(({ id }) => id)
  }
  const mark = (ids: string[]) => {
    setSelected(new Set())
    if (ids.length > 0) void markReviewed(env, ids)
  }
  useShortcuts('Events', mayEdit ? { r: ['Mark as reviewed', () => mark(targets())] } : {})

  const columns: Column<Event>[] = [
    { key: 'name', head: 'Name', grow: true, cell: (event) => <Name event={event} /> },
    ...(mayEdit && anyUnreviewed
      ? [
          {
            key: 'reviewed',
            head: <span class="said">Reviewed</span>,
            cell: (event: Event) =>
              isUnreviewed(event) && (
                <IconButton
                  small
                  icon="check"
                  label={`Mark ${event.name} as reviewed`}
                  onClick={() => mark([event.id])}
                />
              ),
          },
        ]
      : []),
    { key: 'kind', head: 'Kind', wide: true, cell: (event) => KINDS[event.kind] },
    {
      key: 'sources',
      head: 'Seen from',
      wide: true,
      cell: (event) => sourceWords(event.sources) || <span class={styles.none}>not yet</span>,
    },
    {
      key: 'surveys',
      head: 'Surveys',
      wide: true,
      number: true,
      cell: ({ surveys }) =>
        surveys.length === 0 ? (
          <span class={styles.none}>–</span>
        ) : (
          <span title={surveys.join(', ')}>{surveys.length}</span>
        ),
    },
    {
      key: 'users',
      head: 'Users',
      wide: true,
      number: true,
      cell: ({ users }) => <Count of={users} compact />,
    },
    { key: 'count', head: 'Count', number: true, cell: (event) => <Count of={event.count} compact /> },
    {
      key: 'last',
      head: 'Last seen',
      cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} none="never" />,
    },
    {
      key: 'daily',
      head: '30 days',
      wide: true,
      cell: ({ daily, name }) => <Sparkline days={daily} name={name} />,
    },
  ]
  const unreviewedSelected = targets()
  return (
    <ListView
      what="events"
      list={{ ...list, items }}
      empty={<Empty />}
      selection={
        selected.size > 0 && (
          <div class={styles.selection}>
            <strong>{counted(selected.size, 'event')} selected</strong>
            <Button
              small
              icon="check"
              disabled={unreviewedSelected.length === 0}
              onClick={() => mark(unreviewedSelected)}
            >
              Mark as reviewed
            </Button>
            <Button small kind="plain" onClick={() => setSelected(new Set())}>
              Clear
            </Button>
          </div>
        )
      }
    >
      {(rows) => (
        <Table
          label="Accepted events"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowName={({ name }) => name}
          href={({ id }) => withQuery(at.event(id), { search })}
          open={open}
          onCurrent={setCurrent}
          more={list.more}
          {...(mayEdit && anyUnreviewed && { selected, onSelect: setSelected })}
        />
      )}
    </ListView>
  )
}

function Name({ event }: { event: Event }) {
  const feed = feedOf(event)
  return (
    <span class={styles.name}>
      <span class={styles.word}>{event.name}</span>
      {isUnreviewed(event) && (
        <span class={styles.automatic}>
          <Badge tone="accent" title="It became an event at its first call, as auto accept was on">
            accepted automatically
          </Badge>
        </span>
      )}
      {feed && (
        <span class={styles.feed} title={feed}>
          {feed}
        </span>
      )}
    </span>
  )
}

function Empty() {
  const { id: env, firstCallAt, autoAccept } = useEnvironment()
  const at = useEventsAt()
  const mayEdit = useMayEdit()
  const waiting = useResource(review, [env]).data?.requests ?? 0
  if (!firstCallAt)
    return (
      <EmptyState
        icon="connect"
        title="No call has come yet"
        action={
          <Button kind="main" href={`/${env}/connect`}>
            Connect Segment
          </Button>
        }
      >
        Events appear here with the first track call that Segment sends.
      </EmptyState>
    )
  if (waiting > 0)
    return (
      <EmptyState
        icon="events"
        title={`${counted(waiting, 'name waits', 'names wait')} for review`}
        action={
          <Button kind="main" href={at.review}>
            Review
          </Button>
        }
      >
        Nothing is counted before it is approved, as auto accept is off.
      </EmptyState>
    )
  return (
    <EmptyState
      icon="events"
      title="No events yet"
      action={mayEdit && <Button href={at.fresh}>New event</Button>}
    >
      {autoAccept
        ? 'Calls come in, but none was a track call. The first of each name makes an event here; a Page URL event can be made now.'
        : 'Calls come in, but none was a track call. Each new name will wait under To review, as auto accept is off.'}
    </EmptyState>
  )
}
