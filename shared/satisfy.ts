/** Finds a choice that meets every demand: the satisfiability of clauses, for the few that rules on options make. */

/** Variable n chosen: `n + 1`; not chosen: `-(n + 1)`. */
export type Literal = number
/** One of its literals must hold; an empty clause cannot be met. */
export type Clause = readonly Literal[]

export const chosen = (variable: number): Literal => variable + 1
export const notChosen = (variable: number): Literal => -(variable + 1)

/**
 * The variables to choose so that every clause holds, or undefined where no choice does. Its time can double with each
 * clause at the worst; with at most some 30 of them, and a literal that is pure or alone taken at once, it is microseconds.
 */
export function satisfy(clauses: readonly Clause[]): Set<number> | undefined {
  let open = clauses
  const held = new Set<number>()
  for (let literal = forced(open); literal !== undefined; literal = forced(open)) {
    if (literal > 0) held.add(literal - 1)
    open = assume(open, literal)
  }
  if (open.some((clause) => clause.length === 0)) return undefined
  const literal = mostCommon(open)
  if (literal === undefined) return held
  for (const tried of [literal, -literal]) {
    const rest = satisfy(assume(open, tried))
    if (rest) return new Set([...held, ...rest, ...(tried > 0 ? [tried - 1] : [])])
  }
  return undefined
}

const assume = (clauses: readonly Clause[], literal: Literal): Clause[] =>
  clauses
    .filter((clause) => !clause.includes(literal))
    .map((clause) => (clause.includes(-literal) ? clause.filter((other) => other !== -literal) : clause))

/** A literal that stands alone in a clause, or whose opposite stands in none. */
function forced(clauses: readonly Clause[]): Literal | undefined {
  const seen = new Set<Literal>()
  for (const clause of clauses) {
    if (clause.length === 1) return clause[0]
    for (const literal of clause) seen.add(literal)
  }
  for (const literal of seen) if (!seen.has(-literal)) return literal
  return undefined
}

function mostCommon(clauses: readonly Clause[]): Literal | undefined {
  const times = new Map<Literal, number>()
  let most: Literal | undefined
  for (const clause of clauses)
    for (const literal of clause) {
      const count = (times.get(literal) ?? 0) + 1
      times.set(literal, count)
      if (most === undefined || count > (times.get(most) ?? 0)) most = literal
    }
  return most
}
