/** The To review tab: names that came while nothing counts them, worked through by keys or by hand. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { usePaged } from '../../paged.ts'
import { announce } from '../../parts/announcer.tsx'
import { Kbd } from '../../parts/kbd.tsx'
import { ListView } from '../../parts/list-view.tsx'
import { Skeleton } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { useResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { useSearch, withQuery } from '../../search.ts'
import { useEnvironment } from '../../session.tsx'
import { useShortcuts } from '../../shortcuts.ts'
import { useStore } from '../../store.ts'
import { useMayEdit } from '../../use-may-edit.ts'
import { useEventsAt } from './address.ts'
import { pollOf, requests } from './data.ts'
import { includeHeld } from './held-choice.tsx'
import { RequestPanel } from './request-panel.tsx'
import { AllBar, SelectionBar } from './review-bar.tsx'
import { requestColumns } from './review-columns.tsx'
import { type Asking, ReviewDialogs } from './review-dialogs.tsx'
import { ReviewEmpty } from './review-empty.tsx'
import styles from './review.module.css'
import { decided, useDecisions } from './use-decisions.ts'

export function Review() {
  const { id: env } = useEnvironment()
  const at = useEventsAt()
  const mayEdit = useMayEdit()
  const { query, route } = useLocation()
  const [search] = useSearch()
  const { items: read, ...list } = usePaged(requests, [env, search], {
    every: pollOf(requests, [env, search]),
  })
  const underWay = useStore(decided)
  const count = useResource(review, [env]).data?.requests
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string>()
  const [asking, setAsking] = useState<Asking>()

  const left = read?.filter(({ name }) => !underWay.has(name))
  const items = left ?? []
  // Each is read by itself, and either may be there first.
  const total = Math.max(count ?? 0, items.length)
  const open = query['name']
  const hrefOf = (name: string | undefined) => withQuery(at.review, { search, name })
  const decide = useDecisions({
    search,
    items,
    open,
    clear: () => setSelected(new Set()),
    goTo: (name) => route(hrefOf(name), true),
  })

  /** What a key is about: what is selected, else what is open, else the row with the focus. */
  const targets = (): string[] => {
    if (selected.size > 0) return [...selected]
    const one = open ?? current
    if (one !== undefined && items.some(({ name }) => name === one)) return [one]
    announce('Choose a name first: j goes to the next one')
    return []
  }
  const askInto = (names: string[]) => {
    if (names.length > 0) setAsking({ what: 'approve', names })
  }
  const askDenyLike = () => setAsking({ what: 'deny like', example: [...selected][0] ?? open ?? current })

  useShortcuts(
    'To review',
    mayEdit && total > 0
      ? {
          a: ['Approve', () => decide.approve(targets())],
          m: ['Approve into an existing event', () => askInto(targets())],
          d: ['Deny', () => decide.deny(targets())],
          h: ['Include what was held, or not', () => includeHeld.set(!includeHeld.get())],
          'shift+a': ['Approve all', () => setAsking({ what: 'approve', names: 'all' })],
          'shift+d': ['Deny all', () => setAsking({ what: 'deny all' })],
          p: ['Deny all like a pattern', askDenyLike],
        }
      : {},
  )

  return (
    <>
      <ListView
        what="names"
        list={{ ...list, items: left }}
        // More may be on the server than was decided on.
        empty={underWay.size > 0 ? <Skeleton rows={10} label="names" /> : <ReviewEmpty />}
        actions={mayEdit && <AllBar items={items} total={total} onDenyLike={askDenyLike} onAsk={setAsking} />}
        selection={
          selected.size > 0 && (
            <SelectionBar
              items={items}
              selected={selected}
              onClear={() => setSelected(new Set())}
              onApprove={() => decide.approve([...selected])}
              onDeny={() => decide.deny([...selected])}
              onInto={() => askInto([...selected])}
            />
          )
        }
      >
        {(rows) => (
          <>
            <Table
              label="Names to review"
              columns={requestColumns(mayEdit && decide)}
              rows={rows}
              rowKey={({ name }) => name}
              href={({ name }) => hrefOf(name)}
              open={open}
              onCurrent={setCurrent}
              more={list.more}
              {...(mayEdit && { selected, onSelect: setSelected })}
            />
            {mayEdit && <Keys />}
          </>
        )}
      </ListView>
      {open !== undefined && left !== undefined && (
        <RequestPanel
          key={open}
          name={open}
          request={items.find(({ name }) => name === open)}
          onClose={() => route(hrefOf(undefined))}
          onApprove={(into) => decide.approve([open], into)}
          onInto={() => askInto([open])}
          onDeny={() => decide.deny([open])}
        />
      )}
      {asking && (
        <ReviewDialogs
          asking={asking}
          items={items}
          total={total}
          decide={decide}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}

const KEYS = [
  ['j k', 'move'],
  ['a', 'approve'],
  ['m', 'approve into an event'],
  ['d', 'deny'],
  ['x', 'select'],
  ['?', 'all keys'],
] as const
const Keys = () => (
  <p class={styles.keys}>
    {KEYS.map(([keys, words]) => (
      <span key={keys}>
        <Kbd keys={keys} /> {words}
      </span>
    ))}
  </p>
)
