/** How much a backtracking engine tries at most: the constants that the powers of ambiguity.ts leave open. */
import { type Part, type Spend, UNKNOWN } from './ambiguity.ts'
import type { Automaton } from './automaton.ts'

/** At most so many steps are tried on a text of `length` characters. */
export function mostSteps(
  { states, starts }: Automaton,
  ordered: readonly Part[],
  length: number,
  spend: Spend,
): number {
  const at = (state: number) => states[state] ?? UNKNOWN
  const together = reachedTogether()
  const degreeOf = new Map(ordered.flatMap(({ states: own, degree }) => own.map((state) => [state, degree])))
  const into = new Map<number, { from: number; ways: number }[]>()
  for (const [from, { edges }] of states.entries())
    for (const { to, ways } of edges) into.set(to, [...(into.get(to) ?? []), { from, ways }])

  const waysTo = new Map<number, number>()
  /** How many characters ago the last repeat was left: a bit for each number that is possible. */
  const since = new Map<number, bigint>()
  for (const { states: own, repeats, degree } of ordered) {
    const within = new Set(own)
    const entries = own.flatMap((state) => into.get(state) ?? []).filter(({ from }) => !within.has(from))
    const weigh = ({ from, ways }: (typeof entries)[number]) => ({
      state: from,
      weight: ways * (waysTo.get(from) ?? 0),
    })
    const begun = own.some((state) => starts.includes(state)) ? 1 : 0
    let ways = begun
    if (repeats) {
      // Entered at each character by what has a power less; by the rest only as often as it can come by.
      const gaining = entries.filter(({ from }) => (degreeOf.get(from) ?? 0) < degree)
      ways += length * atOnce(gaining.map(weigh))
      for (const entry of entries)
        if (!gaining.includes(entry)) ways += weigh(entry).weight * bits(since.get(entry.from) ?? 1n)
    } else ways += atOnce(entries.map(weigh))
    const ago =
      repeats || begun ? 1n : entries.reduce((all, { from }) => all | ((since.get(from) ?? 1n) << 1n), 0n)
    for (const state of own) {
      waysTo.set(state, ways)
      since.set(state, ago)
    }
  }
  const effort = [...waysTo].map(([state, ways]) => ({
    state,
    weight: ways * at(state).edges.reduce((tries, edge) => tries + edge.ways, 1),
  }))
  const degree = Math.max(...ordered.map((part) => part.degree))
  return (length * atOnce(effort)) / (degree + 1)

  /** Pairs of different states that the same text can lead to. */
  function reachedTogether(): ReadonlySet<number> {
    const seen = new Set(starts.map((start) => start * states.length + start))
    for (const pair of seen) {
      const one = at(Math.floor(pair / states.length))
      const other = at(pair % states.length)
      for (const { to } of one.edges)
        for (const { to: otherTo } of other.edges) {
          spend()
          if ((at(to).takes & at(otherTo).takes) !== 0n)
            seen.add(Math.min(to, otherTo) * states.length + Math.max(to, otherTo))
        }
    }
    return seen
  }

  /** At most so much at the same character: of states that exclude each other only the heaviest counts. */
  function atOnce(weights: readonly { state: number; weight: number }[]): number {
    const groups: { heaviest: number; members: number[] }[] = []
    for (const { state, weight } of weights.toSorted((a, b) => b.weight - a.weight)) {
      const group = groups.find(({ members }) => members.every((member) => excludes(member, state)))
      if (group) group.members.push(state)
      else groups.push({ heaviest: weight, members: [state] })
    }
    return groups.reduce((sum, { heaviest }) => sum + heaviest, 0)
  }

  function excludes(one: number, other: number): boolean {
    spend()
    return one !== other && !together.has(Math.min(one, other) * states.length + Math.max(one, other))
  }
}

function bits(set: bigint): number {
  let count = 0
  for (let rest = set; rest > 0n; rest &= rest - 1n) count++
  return count
}
