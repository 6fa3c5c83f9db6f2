/** The Denied tab: names and patterns that are kept out, until that is lifted. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { usePaged } from '../../paged.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { ListView } from '../../parts/list-view.tsx'
import { Panel } from '../../parts/panel.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { useSearch, withQuery } from '../../search.ts'
import { useEnvironment } from '../../session.tsx'
import { useShortcuts } from '../../shortcuts.ts'
import { Ago } from '../../time.tsx'
import { useMayEdit } from '../../use-may-edit.ts'
import { useEventsAt } from './address.ts'
import { acceptDenied, lift } from './changes.ts'
import { denials, type Event } from './data.ts'
import styles from './denied.module.css'

export function Denied() {
  const { id: env } = useEnvironment()
  const at = useEventsAt()
  const mayEdit = useMayEdit()
  const { query, route } = useLocation()
  const [search] = useSearch()
  const list = usePaged(denials, [env, search])
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string>()

  const open = query['event']
  const items = list.items ?? []
  const hrefOf = (id: string | undefined) => withQuery(at.denied, { search, event: id })
  const takeAway = (ids: readonly string[]) => {
    denials.change([env, search], (now) => ({
      ...now,
      items: now.items.filter(({ id }) => !ids.includes(id)),
    }))
    setSelected(new Set())
    if (open !== undefined && ids.includes(open)) route(hrefOf(undefined), true)
  }
  const liftAll = (ids: string[]) => {
    const lifted = items.filter(({ id }) => ids.includes(id))
    const [first] = lifted
    if (!first) return
    takeAway(ids)
    const what = lifted.length === 1 ? `“${first.name}”` : counted(lifted.length, 'denial')
    void lift(env, ids, `${what} lifted`)
  }
  const accept = (event: Event) => {
    takeAway([event.id])
    void acceptDenied(env, event)
  }
  const targets = (): string[] => (selected.size > 0 ? [...selected] : [open ?? current ?? ''])
  useShortcuts('Denied', mayEdit ? { l: ['Lift', () => liftAll(targets())] } : {})

  const columns: Column<Event>[] = [
    { key: 'name', head: 'Name', grow: true, cell: (event) => <Name event={event} /> },
    { key: 'since', head: 'Denied', cell: ({ createdAt }) => <Ago at={createdAt} /> },
    ...(mayEdit
      ? [
          {
            key: 'lift',
            head: <span class="said">Lift</span>,
            cell: (event: Event) => (
              <Button
                small
                kind="plain"
                aria-label={`Lift ${event.name}`}
                onClick={() => liftAll([event.id])}
              >
                Lift
              </Button>
            ),
          },
        ]
      : []),
  ]
  const shown = items.find(({ id }) => id === open)
  return (
    <>
      <ListView
        what="denied names"
        list={list}
        empty={
          <EmptyState icon="close" title="Nothing is denied">
            A name that is denied under To review is kept out until that is lifted here.
          </EmptyState>
        }
        selection={
          selected.size > 0 && (
            <div class={styles.selection}>
              <strong>{counted(selected.size, 'name')} selected</strong>
              <Button small onClick={() => liftAll([...selected])}>
                Lift
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
            label="Denied names"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            href={({ id }) => hrefOf(id)}
            open={open}
            onCurrent={setCurrent}
            more={list.more}
            {...(mayEdit && { selected, onSelect: setSelected })}
          />
        )}
      </ListView>
      {open !== undefined && list.items !== undefined && (
        <Panel
          key={open}
          kicker={shown?.isPattern ? 'Denied pattern' : 'Denied name'}
          title={shown?.name ?? 'It is not denied'}
          onClose={() => route(hrefOf(undefined))}
          foot={
            shown &&
            mayEdit && (
              <>
                {!shown.isPattern && <Button onClick={() => accept(shown)}>Accept as an event</Button>}
                <Button kind="main" onClick={() => liftAll([shown.id])}>
                  Lift
                </Button>
              </>
            )
          }
        >
          {shown ? (
            <>
              <p>
                Denied <Ago at={shown.createdAt} />. Calls{' '}
                {shown.isPattern ? 'of names like it' : 'of this name'} are answered and not counted.
              </p>
              <p>
                <strong>Lift</strong>: {shown.isPattern ? 'such names wait' : 'the name waits'} for review
                again with the next call.
              </p>
              {!shown.isPattern && (
                <p>
                  <strong>Accept as an event</strong>: it counts from now on, without a review.
                </p>
              )}
            </>
          ) : (
            <p>The denial was lifted meanwhile.</p>
          )}
        </Panel>
      )}
    </>
  )
}

const Name = ({ event }: { event: Event }) => (
  <span class={styles.name}>
    <span class={styles.word}>{event.name}</span>
    {event.isPattern && <Badge>pattern</Badge>}
  </span>
)
