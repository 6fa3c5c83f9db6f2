/** What calls and commits find out, brought into the rules that calls are judged by from now on. */
import type { AttributeKey, Rules, Tally, TrackRule } from '../store/rules.ts'

/** Tallies and keys that have their numbers, and environments in which someone was erased. */
export type News = {
  tallies?: readonly Tally[]
  keys?: readonly AttributeKey[]
  erasedIn?: readonly number[]
}

/** Learning the same again changes nothing. */
export function learn(
  environments: ReadonlyMap<number, Rules>,
  { tallies = [], keys = [], erasedIn = [] }: News,
): void {
  for (const tally of tallies) {
    const rules = environments.get(tally.environment)
    if (rules === undefined) continue
    rules.edition++
    learnTally(rules, tally)
  }
  for (const key of keys) {
    const rules = environments.get(key.environment)
    if (rules === undefined) continue
    rules.edition++
    const known = rules.attributeKeys.get(key.key)
    if (known) known.id ??= key.id
    else rules.attributeKeys.set(key.key, key)
  }
  for (const environment of erasedIn) {
    const rules = environments.get(environment)
    if (rules) rules.hasErasures = true
  }
}

/** A track name that came for the first time: an event from now on, or a request. */
export function addName(rules: Rules, tally: Tally): TrackRule {
  const { name, accept = false } = tally
  const rule: TrackRule = { tally, events: accept ? [name] : [], conditional: [], properties: new Map() }
  rules.names.set(name, rule)
  if (accept) {
    rules.acceptedLately++
    rules.events.set(name, [tally])
    rules.feeds.set(name, [tally])
  } else rules.requests++
  return rule
}

function learnTally(rules: Rules, tally: Tally): void {
  const known = talliesLike(rules, tally)
  for (const one of known) one.id ??= tally.id
  // One of the SDK is read anew with all else: what an event counts may change by it.
  if (tally.source === 'sdk' || tally.kind !== 'track' || known.length > 0 || rules.isDenied(tally.name))
    return
  addName(rules, { ...tally, accept: tally.accept === true && !rules.events.has(tally.name) })
}

/** Those of the rules that count the same. */
function talliesLike(rules: Rules, { source, kind, name }: Tally): readonly Tally[] {
  if (source === 'sdk')
    return [rules.sdkTallies.get(`${kind}:${name}`)].filter((tally) => tally !== undefined)
  switch (kind) {
    case 'pageview':
      return [rules.pageview]
    case 'track': {
      const rule = rules.names.get(name)
      return rule ? [rule.tally] : []
    }
    case 'url':
      return [...rules.urls, ...rules.clicks.values()]
        .map(({ tally }) => tally)
        .filter((tally) => tally.name === name)
    case 'condition':
      return [...rules.names.values()]
        .flatMap(({ conditional }) => conditional.map(({ tally }) => tally))
        .filter((tally) => tally.name === name)
  }
}
