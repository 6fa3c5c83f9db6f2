/** The addresses of the Events pages: a tab in the path, what is searched and open in the query. */
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
