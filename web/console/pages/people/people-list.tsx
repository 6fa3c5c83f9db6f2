/** All known users, newest first, with a search and the identity meter on top. */
import { useLocation } from 'preact-iso'
import { Button } from '../../parts/button.tsx'
import { Page } from '../../parts/page.tsx'
import { SearchInput } from '../../parts/search-input.tsx'
import { EmptyState, ErrorState, Skeleton, StaleNote } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { usePaged } from '../../paged.ts'
import { useEnvironment } from '../../session.tsx'
import { useStore } from '../../store.ts'
import { Notices } from '../calls/notices.tsx'
import { peopleHref, personHref } from './address.ts'
import { isLeaving, leaving, people } from './data.ts'
import { IdentityMeter } from './identity-meter.tsx'
import { PEOPLE_COLUMNS } from './people-columns.tsx'
import styles from './people-list.module.css'
import { personName } from './person-name.ts'

/** Longer lists are read again on coming back only: each reading is of all pages shown. */
const FEW = 200

export function PeopleList() {
  const { id: env, firstCallAt } = useEnvironment()
  const { query, route } = useLocation()
  const search = query['search'] ?? ''
  useStore(leaving)
  const read = people.entry([env, search]).data?.items.length ?? 0
  const list = usePaged(people, [env, search], read > FEW ? {} : { every: 15_000 })
  const rows = list.items?.filter((person) => !isLeaving(env, person))
  const nobody = rows?.length === 0 && search === '' && !list.more

  const found = () => {
    if (!rows) return list.error ? <ErrorState error={list.error} retry={list.reload} /> : undefined
    if (rows.length === 0 && !list.more)
      return search === '' ? (
        <Nobody env={env} connected={firstCallAt !== null} />
      ) : (
        <NotFound env={env} search={search} />
      )
    return (
      <Table
        label="Users"
        columns={PEOPLE_COLUMNS}
        rows={rows}
        rowKey={({ userId }) => userId}
        rowName={personName}
        href={({ userId }) => personHref(env, userId)}
        more={list.more}
      />
    )
  }
  return (
    <Page title="People" lead="Everyone whom an identify or alias call made known.">
      <IdentityMeter />
      <Notices kinds={['held']} />
      {!nobody && (
        <div class={styles.bar}>
          <SearchInput
            label="Search by name, email or user ID"
            value={search}
            onSearch={(text) => route(peopleHref(env, text.trim()), true)}
          />
        </div>
      )}
      {rows && <StaleNote error={list.error} retry={list.reload} />}
      {found() ?? <Skeleton rows={12} label="users" />}
    </Page>
  )
}

function Nobody({ env, connected }: { env: string; connected: boolean }) {
  if (connected)
    return (
      <EmptyState
        icon="people"
        title="No user is known yet"
        action={<Button href={`/${env}/calls`}>Look at Live calls</Button>}
      >
        Calls come in, but none of them made a user known. Send an identify call with a user ID when someone
        signs in; what they did before counts from then on.
      </EmptyState>
    )
  return (
    <EmptyState
      icon="people"
      title="Users appear with the first identify call"
      action={
        <Button kind="main" href={`/${env}/connect`}>
          Connect Segment
        </Button>
      }
    >
      Segment sends who your users are, and what they do. Each becomes a line here, with their attributes and
      the events that they did.
    </EmptyState>
  )
}

function NotFound({ env, search }: { env: string; search: string }) {
  return (
    <EmptyState
      icon="search"
      title="No user found"
      action={<Button href={peopleHref(env)}>Show all users</Button>}
    >
      No user ID, email or name contains “{search}”. An anonymous ID is found under{' '}
      <a href={`/${env}/calls?user=${encodeURIComponent(search)}`}>Live calls</a>.
    </EmptyState>
  )
}
