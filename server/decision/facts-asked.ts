/** What filters ask of a person: which attributes and which tallies to read. */
import { parentsOf } from '../../shared/attribute.ts'
import type { Filter } from '../../shared/filter.ts'
import type { FactsAsked } from '../store/person-facts.ts'
import type { Rules } from '../store/rules.ts'

/** Sessions are counted over all events; else only those are asked that some condition names. */
export function factsAsked(
  filters: readonly Filter[],
  { events, attributeKeys }: Pick<Rules, 'events' | 'attributeKeys'>,
): FactsAsked {
  const named = new Set<string>()
  const keys = new Set<string>()
  let all = false
  const look = (filter: Filter): void => {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return filter.of.forEach(look)
      case 'not':
        return look(filter.of)
      case 'attribute':
        // Clearing `company` clears `company.name`.
        return [filter.key, ...parentsOf(filter.key)].forEach((key) => keys.add(key))
      case 'event':
        return void named.add(filter.event)
      case 'pageViews':
        return void named.add('pageview')
      case 'sessions':
        all = true
    }
  }
  filters.forEach(look)
  return {
    tallies: [...(all ? events.keys() : named)].flatMap((name) =>
      (events.get(name) ?? []).flatMap(({ id }) => (id === undefined ? [] : [[name, id] as const])),
    ),
    keys: [...keys].flatMap((name) => {
      const key = attributeKeys.get(name)
      return key?.id === undefined || key.ignored ? [] : [[name, key.id] as const]
    }),
  }
}
