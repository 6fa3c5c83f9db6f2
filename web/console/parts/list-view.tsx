/** A searchable list in each of its states; the table itself is the caller's. */
import type { ComponentChildren } from 'preact'
import type { usePaged } from '../paged.ts'
import { useSearch } from '../search.ts'
import { useKept } from '../use-kept.ts'
import { Button } from './button.tsx'
import styles from './list-view.module.css'
import { SearchInput } from './search-input.tsx'
import { EmptyState, ErrorState, Skeleton, StaleNote } from './states.tsx'

type List<T> = Pick<ReturnType<typeof usePaged>, 'error' | 'reload'> & { items: T[] | undefined }

export function ListView<T>({
  what,
  list,
  actions,
  selection,
  isAsked = false,
  empty,
  none,
  children,
}: {
  /** Of what it is a list, in the plural and small letters. */
  what: string
  list: List<T>
  /** Beside the search box. */
  actions?: ComponentChildren
  /** What can be done with the selected rows: it takes the place of the bar, so that nothing moves. */
  selection?: ComponentChildren
  /** Whether something else than the search box leaves rows out. */
  isAsked?: boolean
  /** Instead of the list, where there is nothing at all. */
  empty: ComponentChildren
  /** Where what is asked for leaves nothing; by default it says so of the search. */
  none?: ComponentChildren
  children: (items: T[]) => ComponentChildren
}) {
  const [search, setSearch] = useSearch()
  const items = useKept(list.items)
  const nothing = list.items?.length === 0 && search === '' && !isAsked
  return (
    <div class={styles.view}>
      {!nothing && (
        <div class={styles.bar}>
          {selection || (
            <>
              <SearchInput label={`Search ${what}`} value={search} onSearch={setSearch} />
              {actions}
            </>
          )}
        </div>
      )}
      {items === undefined ? (
        list.error ? (
          <ErrorState error={list.error} retry={list.reload} />
        ) : (
          <Skeleton rows={10} label={what} />
        )
      ) : (
        <>
          <StaleNote error={list.error} retry={list.reload} />
          {nothing ? (
            empty
          ) : list.items?.length === 0 ? (
            none || (
              <EmptyState
                icon="search"
                title={`No ${what} match “${search}”`}
                action={<Button onClick={() => setSearch('')}>Show all</Button>}
              />
            )
          ) : (
            <div aria-busy={list.items === undefined}>{children(items)}</div>
          )}
        </>
      )}
    </div>
  )
}
