/** What a filter names: the attributes and events to be known of a person. */
import { parentsOf } from './attribute.ts'
import { PAGEVIEW } from './event.ts'
import type { Filter } from './filter.ts'

export type FilterNames = {
  keys: readonly string[]
  events: readonly string[]
  /** Sessions are counted over all events. */
  allEvents: boolean
}

export function namesIn(filter: Filter | null): FilterNames {
  const keys = new Set<string>()
  const events = new Set<string>()
  let allEvents = false
  const look = (part: Filter): void => {
    switch (part.kind) {
      case 'and':
      case 'or':
        return part.of.forEach(look)
      case 'not':
        return look(part.of)
      case 'attribute':
        // Clearing `company` clears `company.name`.
        return [part.key, ...parentsOf(part.key)].forEach((key) => keys.add(key))
      case 'event':
        return void events.add(part.event)
      case 'pageViews':
        return void events.add(PAGEVIEW)
      case 'sessions':
        allEvents = true
    }
  }
  if (filter !== null) look(filter)
  return { keys: [...keys], events: [...events], allEvents }
}
