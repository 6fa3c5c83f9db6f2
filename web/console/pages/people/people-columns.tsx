/** The columns of the list of users. */
import type { Person } from '../../../../shared/person.ts'
import { Count, counted } from '../../parts/count.tsx'
import type { Column } from '../../parts/table.tsx'
import { Ago } from '../../time.tsx'
import styles from './people-columns.module.css'
import { emailOf, keyAttributes, personName, valueText } from './person-name.ts'

const ATTRIBUTES = 4

export const PEOPLE_COLUMNS: readonly Column<Person>[] = [
  { key: 'name', head: 'User', cell: (person) => <Name person={person} />, grow: true },
  {
    key: 'id',
    head: 'User ID',
    cell: ({ userId }) => (
      <code class={styles.id} title={userId}>
        {userId}
      </code>
    ),
    wide: true,
  },
  {
    key: 'attributes',
    head: 'Attributes',
    cell: ({ attributes }) => <KeyAttributes attributes={attributes} />,
    wide: true,
  },
  {
    key: 'events',
    head: 'Events',
    cell: ({ events }) => <Events events={events} />,
    number: true,
    wide: true,
  },
  {
    key: 'created',
    head: 'Created',
    cell: ({ createdAt }) => <Ago at={createdAt} />,
    number: true,
    wide: true,
  },
  {
    key: 'seen',
    head: 'Last seen',
    cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} none="never" />,
    number: true,
  },
]

function Name({ person }: { person: Person }) {
  const name = personName(person)
  const email = emailOf(person.attributes)
  return (
    <span class={styles.who}>
      <span class={styles.name}>{name}</span>
      {email !== undefined && email !== name && <span class={styles.email}>{email}</span>}
    </span>
  )
}

function KeyAttributes({ attributes }: Pick<Person, 'attributes'>) {
  return (
    <span class={styles.attributes}>
      {keyAttributes(attributes, ATTRIBUTES).map(([key, value]) => (
        <span key={key} title={`${key}: ${valueText(value)}`} class={styles.attribute}>
          <span class={styles.key}>{key}</span> {valueText(value)}
        </span>
      ))}
    </span>
  )
}

function Events({ events }: Pick<Person, 'events'>) {
  const sum = events.reduce((total, { count }) => total + count, 0)
  const each = events.map(({ event, count }) => `${event}: ${counted(count, 'time')}`).join('\n')
  return (
    <span title={each}>
      <Count of={sum} compact />
    </span>
  )
}
