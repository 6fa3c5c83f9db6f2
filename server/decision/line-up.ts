/**
 * The surveys that the same events may bring up at one moment, with all that deciding among them asks of a visitor.
 * Decisions within one millisecond share it.
 */
import { isRunning, isSampled } from '../../shared/eligibility.ts'
import { type Predicate, predicate } from '../../shared/predicate.ts'
import type { KeyOf } from '../store/person-facts.ts'
import type { TallyOf } from '../store/tally.ts'
import type { Rules } from '../store/rules.ts'
import { keysAsked, talliesAsked } from './facts-asked.ts'
import type { Candidate } from './triggers.ts'

/** A survey in the page that has begun and is not over, and what its filter asks; undefined where it has none. */
export type Entrant = Candidate & { predicate?: Predicate; tallies: readonly TallyOf[] }

export type LineUp = {
  /** Each survey once. */
  entrants: readonly Entrant[]
  keys: readonly KeyOf[]
  /** Someone is drawn by their user ID. */
  withUserId: boolean
}

type Latest = { at: number; edition: number; byEvents: Map<string, LineUp> }
const latest = new WeakMap<Rules, Latest>()

/** @param events names of what happened, whatever of it triggers a survey */
export function lineUpOf(events: readonly string[], rules: Rules, at: number): LineUp {
  const { byEvents } = latestOf(rules, at)
  const named = JSON.stringify(events)
  const known = byEvents.get(named)
  if (known) return known
  const candidates = events.flatMap((trigger) =>
    (rules.triggers.get(trigger) ?? []).map((one): Candidate => ({ ...one, trigger })),
  )
  const made = lineUp(candidates, rules, at)
  byEvents.set(named, made)
  return made
}

function latestOf(rules: Rules, at: number): Latest {
  const known = latest.get(rules)
  if (known?.at === at && known.edition === rules.edition) return known
  const made: Latest = { at, edition: rules.edition, byEvents: new Map() }
  latest.set(rules, made)
  return made
}

export function lineUp(candidates: readonly Candidate[], rules: Rules, at: number): LineUp {
  const open = candidates.filter(({ survey }) => isRunning(survey.asked, at))
  // The shortest delay of those that lead to the same survey.
  const first = new Map<string, Candidate>()
  for (const one of open.sort((a, b) => a.delaySeconds - b.delaySeconds))
    if (!first.has(one.survey.id)) first.set(one.survey.id, one)
  const entrants = [...first.values()].map((candidate): Entrant => {
    const { definition, named } = candidate.survey
    return {
      ...candidate,
      predicate: definition.filter === null ? undefined : predicate(definition.filter, at),
      tallies: talliesAsked([named], rules),
    }
  })
  return {
    entrants,
    keys: keysAsked(
      entrants.map(({ survey }) => survey.named),
      rules,
    ),
    withUserId: entrants.some(({ survey }) => isSampled(survey.asked)),
  }
}
