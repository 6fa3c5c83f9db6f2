/** By what the lines are chosen; the address says it, so that it can be shared and gone back from. */
import { useLocation } from 'preact-iso'
import { Button } from '../../parts/button.tsx'
import { Select } from '../../parts/field.tsx'
import { SearchInput } from '../../parts/search-input.tsx'
import { useEnvironment } from '../../session.tsx'
import { callsHref, type CallsQuery, filtersOf } from './address.ts'
import styles from './call-filter-bar.module.css'
import { OUTCOME_OPTIONS, typeOptions } from './words.ts'

export function CallFilterBar() {
  const { id: env } = useEnvironment()
  const { query, route } = useLocation()
  const filters = filtersOf(query)
  const choose = (change: CallsQuery) => route(callsHref(env, { ...query, call: undefined, ...change }), true)
  return (
    <div class={styles.bar}>
      <SearchInput
        label="User or anonymous ID"
        value={filters.userId ?? ''}
        onSearch={(user) => choose({ user: user.trim() })}
      />
      <Select
        aria-label="Outcome"
        class={styles.select}
        value={filters.outcome ?? ''}
        options={OUTCOME_OPTIONS}
        onInput={(outcome) => choose({ outcome })}
      />
      <Select
        aria-label="Type"
        class={styles.select}
        value={filters.type ?? ''}
        options={typeOptions(filters.type)}
        onInput={(type) => choose({ type })}
      />
      {Object.keys(filters).length > 0 && (
        <Button kind="plain" href={callsHref(env, { find: query['find'] })}>
          Clear
        </Button>
      )}
    </div>
  )
}
