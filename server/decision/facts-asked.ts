/** Where to read what filters name: the numbers of attribute keys and tallies. */
import type { FilterNames } from '../../shared/filter-names.ts'
import type { FactsAsked, KeyOf } from '../store/person-facts.ts'
import type { TallyOf } from '../store/tally.ts'
import type { Rules } from '../store/rules.ts'

export const factsAsked = (named: readonly FilterNames[], rules: Rules): FactsAsked => ({
  keys: keysAsked(named, rules),
  tallies: talliesAsked(named, rules),
})

/** Each once; of keys that are not there yet, or ignored, nothing is kept. */
export function keysAsked(named: readonly FilterNames[], { attributeKeys }: Rules): KeyOf[] {
  const asked: KeyOf[] = []
  for (const { keys } of named)
    for (const name of keys) {
      const key = attributeKeys.get(name)
      if (key?.id === undefined || key.ignored || asked.some(([known]) => known === name)) continue
      asked.push([name, key.id])
    }
  return asked
}

export function talliesAsked(named: readonly FilterNames[], { events }: Rules): TallyOf[] {
  const names = named.some(({ allEvents }) => allEvents)
    ? events.keys()
    : new Set(named.flatMap((one) => one.events))
  return [...names].flatMap((name) =>
    (events.get(name) ?? []).flatMap(({ id }): TallyOf[] => (id === undefined ? [] : [[name, id]])),
  )
}
