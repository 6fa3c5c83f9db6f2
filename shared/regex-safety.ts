/**
 * Whether a regular expression can be trusted with any text: a backtracking engine must be done with it in linear or
 * quadratic time. A page that shows no pattern field can do without this module.
 */
import { endingWhereMet, exponentialState, type Part, parts } from './regex/ambiguity.ts'
import { type Automaton, automaton, budget, TooIntricate } from './regex/automaton.ts'
import { mostSteps } from './regex/steps.ts'
import { parseRegex, UnknownSyntax } from './regex/syntax.ts'

/** In UTF-16 units: longer texts must be cut before they are matched. */
export const TEXT_LENGTH = 2_048
/** What an engine may try on one text: some 50 ms of V8 on a machine of 2024. */
const MOST_STEPS = 40_000_000
/** Bounds the work of a check by no clock, so that every machine answers alike: a second at most. */
const WORK = 2_000_000

/** Why a pattern is refused, in words that follow its name; undefined if it is not. */
export function regexRefusal(pattern: string): string | undefined {
  try {
    new RegExp(pattern)
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: (\/.*\/\w*: )?/s, '') : ''
    return `is not a regular expression${reason && ` (${reason})`}`
  }
  try {
    return slowness(pattern, automaton(parseRegex(pattern)))
  } catch (error) {
    if (error instanceof UnknownSyntax) return error.message
    if (error instanceof TooIntricate)
      return 'is too intricate to be sure that it is fast; make it shorter or simpler'
    throw error
  }
}

function slowness(pattern: string, whole: Automaton): string | undefined {
  const spend = budget(WORK)
  const exponential = exponentialState(whole, spend)
  if (exponential)
    return `could take exponential time: ${quoted(exponential.repeat)} can match the same text in ever more ways; rewrite it so that there is one`
  const graph = endingWhereMet(whole)
  const ordered = parts(graph, spend)
  const worst = ordered.reduce((most, part) => (part.degree > most.degree ? part : most))
  if (worst.degree >= 2) return tooManyShare(pattern, worst, (part) => repeatOf(graph, ordered[part]))
  if (mostSteps(graph, ordered, TEXT_LENGTH, spend) > MOST_STEPS)
    return 'could take too long: too many of its alternatives or optional parts can match the same text'
  return undefined
}

/** As written; undefined for the search for a place to begin. */
const repeatOf = ({ states }: Automaton, part: Part | undefined): string | undefined =>
  states[part?.states[0] ?? 0]?.repeat

function tooManyShare(
  pattern: string,
  { degree, sharing }: Part,
  nameOf: (part: number) => string | undefined,
): string {
  const time = degree === 2 ? 'cubic time' : `time that grows with the power of ${degree + 1}`
  const names = sharing.map((run) => run.map(nameOf))
  const repeats = names.map((run) => list(run.flatMap((name) => name ?? []))).join(', then ')
  const searches = names.flat().includes(undefined)
  const anywhere = searches ? 'a match may begin anywhere, and ' : ''
  const start = !searches
    ? ''
    : pattern.startsWith('.*')
      ? 'leave out “.*” at its beginning, or '
      : 'begin with ^, or '
  return `could take ${time}: ${anywhere}${repeats} can match the same text; ${start}let each match different characters`
}

const quoted = (source = ''): string => `“${source}”`

function list(names: readonly string[]): string {
  const last = names.at(-1)
  return names.length > 1 ? `${names.slice(0, -1).map(quoted).join(', ')} and ${quoted(last)}` : quoted(last)
}
