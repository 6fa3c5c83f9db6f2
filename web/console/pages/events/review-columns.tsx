/** A request as a row: the name, what it resembles, what it carries, how much of it came. */
import { Badge } from '../../parts/badge.tsx'
import { IconButton } from '../../parts/button.tsx'
import { Count } from '../../parts/count.tsx'
import type { Column } from '../../parts/table.tsx'
import { Ago } from '../../time.tsx'
import type { Request } from './data.ts'
import styles from './review-columns.module.css'
import type { Decisions } from './use-decisions.ts'

/** How many properties are named before the rest is a number. */
const NAMED = 3

export const requestColumns = (decide: Pick<Decisions, 'approve' | 'deny'> | false): Column<Request>[] => [
  { key: 'name', head: 'Name', grow: true, cell: (request) => <Name request={request} /> },
  { key: 'properties', head: 'Properties', wide: true, cell: (request) => <Properties of={request} /> },
  {
    key: 'users',
    head: 'Users',
    wide: true,
    number: true,
    cell: ({ users }) => <Count of={users} compact />,
  },
  { key: 'count', head: 'Calls', number: true, cell: (request) => <Count of={request.count} compact /> },
  { key: 'first', head: 'First seen', wide: true, cell: ({ firstSeenAt }) => <Ago at={firstSeenAt} /> },
  { key: 'last', head: 'Last seen', wide: true, cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} /> },
  ...(decide
    ? [
        {
          key: 'decide',
          head: <span class="said">Decide</span>,
          cell: ({ name }: Request) => (
            <span class={styles.decide}>
              <IconButton
                small
                icon="check"
                label={`Approve ${name}`}
                onClick={() => decide.approve([name])}
              />
              <IconButton small icon="close" label={`Deny ${name}`} onClick={() => decide.deny([name])} />
            </span>
          ),
        },
      ]
    : []),
]

function Name({ request: { name, similar } }: { request: Request }) {
  return (
    <span class={styles.name}>
      <span class={styles.word}>{name}</span>
      {similar.length > 0 && (
        <span class={styles.like}>
          <Badge tone="accent">like {similar[0]}</Badge>
        </span>
      )}
    </span>
  )
}

function Properties({ of: { properties } }: { of: Request }) {
  const names = Object.keys(properties)
  const more = names.length - NAMED
  return (
    <span class={styles.properties} title={names.join(', ')}>
      {names.length === 0 ? '–' : names.slice(0, NAMED).join(', ')}
      {more > 0 && ` +${more}`}
    </span>
  )
}
