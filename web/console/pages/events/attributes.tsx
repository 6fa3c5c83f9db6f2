/** The Attributes tab: the keys that came, what they hold, and those that should never have been sent. */
import { useLocation } from 'preact-iso'
import { usePaged } from '../../paged.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Count } from '../../parts/count.tsx'
import { ListView } from '../../parts/list-view.tsx'
import { Panel } from '../../parts/panel.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { useSearch, withQuery } from '../../search.ts'
import { useEnvironment } from '../../session.tsx'
import { useStore } from '../../store.ts'
import { Ago } from '../../time.tsx'
import { useMayEdit } from '../../use-may-edit.ts'
import { useEventsAt } from './address.ts'
import { erasing, ignoreAttribute, keepAttribute, placeOf } from './attribute-changes.ts'
import styles from './attributes.module.css'
import { type Attribute, attributes } from './data.ts'
import { Facts } from './facts.tsx'

const columns: Column<Attribute>[] = [
  { key: 'key', head: 'Key', grow: true, cell: (attribute) => <Key attribute={attribute} /> },
  {
    key: 'types',
    head: 'Values',
    wide: true,
    cell: ({ types }) => <span class={styles.types}>{types.join(', ') || '–'}</span>,
  },
  {
    key: 'distinct',
    head: 'Distinct',
    number: true,
    wide: true,
    cell: ({ distinct }) => <Count of={distinct} compact />,
  },
  { key: 'users', head: 'Users', number: true, cell: ({ users }) => <Count of={users} compact /> },
  {
    key: 'surveys',
    head: 'Surveys',
    number: true,
    wide: true,
    cell: ({ surveys }) =>
      surveys.length === 0 ? '–' : <span title={surveys.join(', ')}>{surveys.length}</span>,
  },
  { key: 'last', head: 'Last set', cell: ({ lastSetAt }) => <Ago at={lastSetAt} /> },
]

export function Attributes() {
  const { id: env } = useEnvironment()
  const at = useEventsAt()
  const { query, route } = useLocation()
  const [search] = useSearch()
  const list = usePaged(attributes, [env, search])
  const leaving = useStore(erasing)
  const open = query['key']
  const items = list.items?.map((attribute) =>
    leaving.has(placeOf(env, attribute.key))
      ? { ...attribute, ignored: true, types: [], distinct: 0, users: 0, lastSetAt: null }
      : attribute,
  )
  const hrefOf = (key: string | undefined) => withQuery(at.attributes, { search, key })
  const close = () => route(hrefOf(undefined))
  return (
    <>
      <ListView
        what="attributes"
        list={{ ...list, items }}
        empty={
          <EmptyState
            icon="people"
            title="No attributes yet"
            action={<Button href={`/${env}/connect`}>Connect Segment</Button>}
          >
            The traits of identify calls become attributes of users. Their keys are listed here.
          </EmptyState>
        }
      >
        {(rows) => (
          <Table
            label="Attributes"
            columns={columns}
            rows={rows}
            rowKey={({ key }) => key}
            href={({ key }) => hrefOf(key)}
            open={open}
            more={list.more}
          />
        )}
      </ListView>
      {open !== undefined && items !== undefined && (
        <AttributePanel
          key={open}
          name={open}
          attribute={items.find(({ key }) => key === open)}
          onClose={close}
        />
      )}
    </>
  )
}

const Key = ({ attribute: { key, ignored } }: { attribute: Attribute }) => (
  <span class={styles.key}>
    <span class={styles.word}>{key}</span>
    {ignored && <Badge tone="warn">ignored</Badge>}
  </span>
)

function AttributePanel({
  name,
  attribute,
  onClose,
}: {
  name: string
  attribute: Attribute | undefined
  onClose: () => void
}) {
  const { id: env } = useEnvironment()
  const mayEdit = useMayEdit()
  const [survey] = attribute?.surveys ?? []
  return (
    <Panel
      kicker="Attribute"
      title={name}
      onClose={onClose}
      foot={
        mayEdit &&
        attribute &&
        (attribute.ignored ? (
          <Button kind="main" onClick={() => void keepAttribute(env, name)}>
            Keep it again
          </Button>
        ) : (
          <Button
            kind="danger"
            icon="erase"
            disabled={survey !== undefined}
            onClick={() => {
              onClose()
              ignoreAttribute(env, name)
            }}
          >
            Ignore and erase
          </Button>
        ))
      }
    >
      {!attribute ? (
        <EmptyState icon="people" title="There is no such attribute">
          No call has set it in this environment.
        </EmptyState>
      ) : attribute.ignored ? (
        <p>
          It is ignored: its values were erased, and what calls say of it is not kept. Kept again, it is
          filled by the calls that come from then on.
        </p>
      ) : (
        <>
          <Facts
            of={[
              ['Users', <Count of={attribute.users} />],
              ['Distinct values', <Count of={attribute.distinct} />],
              ['Values', attribute.types.join(', ') || '–'],
              ['Last set', <Ago at={attribute.lastSetAt} none="never" />],
            ]}
          />
          <section class={styles.part}>
            <h3>Should it never have been sent?</h3>
            <p>
              Ignore and erase takes its value from every user, and keeps nothing of what calls say of it from
              then on. It does not change what Segment holds.
            </p>
            {survey !== undefined && (
              <p>
                The survey <strong>{survey}</strong> uses it. Take it out there first.
              </p>
            )}
          </section>
        </>
      )}
    </Panel>
  )
}
