/** What is searched for, kept in the address so that going back finds it again. */
import { useLocation } from 'preact-iso'

/** Adds the query; what is empty is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

export function useSearch(): [search: string, setSearch: (text: string) => void] {
  const { path, query, route } = useLocation()
  const { search = '', ...rest } = query
  return [search, (text) => route(withQuery(path, { ...rest, search: text }), true)]
}
