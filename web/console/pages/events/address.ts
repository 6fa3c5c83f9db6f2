/** The addresses of the Events pages: a tab in the path, what is searched and open in the query. */
import { useLocation } from 'preact-iso'
import { useEnvironment } from '../../session.tsx'

export const eventsAt = (env: string) => ({
  accepted: `/${env}/events`,
  review: `/${env}/events/review`,
  denied: `/${env}/events/denied`,
  attributes: `/${env}/events/attributes`,
  fresh: `/${env}/events/new`,
  event: (id: string) => `/${env}/events/${encodeURIComponent(id)}`,
})

export const useEventsAt = () => eventsAt(useEnvironment().id)

/** Adds the query; what is empty is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** What is searched for, kept in the address so that going back finds it again. */
export function useSearch(): [search: string, setSearch: (text: string) => void] {
  const { path, query, route } = useLocation()
  const { search = '', ...rest } = query
  return [search, (text) => route(withQuery(path, { ...rest, search: text }), true)]
}
