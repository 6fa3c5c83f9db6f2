/**
 * In how many ways a backtracking engine may read a text. A failing match tries them all, so its time is that
 * number for each beginning of the text, summed.
 *
 * By Weber and Seidl ("On the degree of ambiguity of finite automata", 1991) the number is exponential where a
 * state leads back to itself in two ways by the same text. Else it is a polynomial, which gains a power with
 * each pair of repeats where the same text can stay in the first, stay in the second, or lead from the one to the
 * other.
 */
import type { Automaton, State } from './automaton.ts'
import { stronglyConnected } from './strongly-connected.ts'

/** States that lead to each other, or a state by itself. Parts are in order: none leads to one before it. */
export type Part = {
  states: readonly number[]
  /** Whether it can be stayed in: a repeat, or the engine looking for a place to begin. */
  repeats: boolean
  /** The power of the text's length in the number of ways to be here. */
  degree: number
  /** The parts that brought the degree, in runs where each shares text with the one before. */
  sharing: readonly (readonly number[])[]
}

/** Called for every step of the work; it throws where there have been too many. */
export type Spend = () => void

export const UNKNOWN: State = { takes: 0n, edges: [], accepts: false }

/** A state that leads back to itself in two ways by the same text. */
export function exponentialState({ states, starts }: Automaton, spend: Spend): State | undefined {
  const at = (state: number) => states[state] ?? UNKNOWN
  for (const part of stronglyConnected(starts, (state) => at(state).edges.map(({ to }) => to))) {
    const [root = 0] = part
    const within = new Set(part)
    const inside = new Map(part.map((state) => [state, at(state).edges.filter(({ to }) => within.has(to))]))
    if ([...inside.values()].flat().some(({ ways }) => ways > 1)) return at(root)
    // From the root twice, along the same text: apart and together again are two ways around.
    const seen = new Set<number>([root * states.length + root])
    for (const pair of seen) {
      const one = Math.floor(pair / states.length)
      const other = pair % states.length
      for (const { to: oneTo } of inside.get(one) ?? [])
        for (const { to: otherTo } of inside.get(other) ?? []) {
          spend()
          if ((at(oneTo).takes & at(otherTo).takes) === 0n) continue
          if (oneTo === otherTo && one !== other) return at(root)
          seen.add(oneTo * states.length + otherTo)
        }
    }
  }
  return undefined
}

/**
 * Where the expression is met the engine stops, and never comes back to what led there. So the ways before and the
 * ways after do not multiply: a state that accepts leads nowhere, and what follows it begins anew. If the state is one
 * of a repeat, that happens in every round of it: `(?:a*a*c|b)*` tries `a*a*c` after each b.
 */
export function endingWhereMet({ states, starts }: Automaton): Automaton {
  const any = states[1]?.takes ?? 0n
  const accepting = [...states.entries()].filter(([, { accepts, edges }]) => accepts && edges.length > 0)
  const after = accepting.map(([number, state], place): State => {
    if (!leadsTo(states, number, number)) return { ...state, takes: 0n, accepts: false }
    const again = { to: states.length + place, ways: 1 }
    return { ...state, takes: any, accepts: false, edges: [...state.edges, again] }
  })
  return {
    states: [...states.map((state) => (state.accepts ? { ...state, edges: [] } : state)), ...after],
    starts: [...starts, ...after.map((_, place) => states.length + place)],
  }
}

function leadsTo(states: Automaton['states'], from: number, to: number): boolean {
  const reached = new Set((states[from] ?? UNKNOWN).edges.map((edge) => edge.to))
  for (const state of reached) for (const edge of (states[state] ?? UNKNOWN).edges) reached.add(edge.to)
  return reached.has(to)
}

export function parts({ states, starts }: Automaton, spend: Spend): Part[] {
  const at = (state: number) => states[state] ?? UNKNOWN
  const components = stronglyConnected(starts, (state) => at(state).edges.map(({ to }) => to)).toReversed()
  const partOf = new Map(components.flatMap((component, index) => component.map((state) => [state, index])))
  const before = components.map(() => new Set<number>())
  const into = components.map(() => new Set<number>())
  const found: Part[] = []

  for (const [index, component] of components.entries()) {
    for (const earlier of into[index] ?? []) {
      before[index]?.add(earlier)
      for (const earliest of before[earlier] ?? []) before[index]?.add(earliest)
    }
    const leadsTo = component.flatMap((state) => at(state).edges.map(({ to }) => partOf.get(to) ?? index))
    for (const later of leadsTo) if (later !== index) into[later]?.add(index)
    found.push(degreeOf(index, component, leadsTo.includes(index)))
  }
  return found

  function degreeOf(index: number, component: readonly number[], repeats: boolean): Part {
    let degree = 0
    let sharing: Part['sharing'] = []
    for (const earlier of into[index] ?? []) {
      const part = found[earlier]
      if (part && part.degree > degree) ({ degree, sharing } = part)
    }
    // Those of the highest degree first: no other can raise it once one of them has.
    const candidates = [...(before[index] ?? [])].sort(
      (a, b) => (found[b]?.degree ?? 0) - (found[a]?.degree ?? 0),
    )
    for (const earlier of repeats ? candidates : []) {
      const part = found[earlier]
      if (!part?.repeats || part.degree < degree || !shareText(earlier, index)) continue
      degree = part.degree + 1
      const last = part.sharing.at(-1) ?? []
      const continues = last.at(-1) === earlier
      sharing = continues
        ? [...part.sharing.slice(0, -1), [...last, index]]
        : [...part.sharing, [earlier, index]]
      break
    }
    return { states: component, repeats, degree, sharing }
  }

  /** Whether some text leads from a state of `first` to itself, from one of `last` to itself, and from the one to the other. */
  function shareText(first: number, last: number): boolean {
    const within = (part: number) => (state: number) => partOf.get(state) === part
    const between = (state: number) => {
      const part = partOf.get(state) ?? -1
      return (part === first || before[part]?.has(first)) && (part === last || before[last]?.has(part))
    }
    const from = (state: number, allowed: (state: number) => boolean | undefined) =>
      at(state).edges.flatMap(({ to }) => (allowed(to) ? [to] : []))
    const code = (one: number, middle: number, other: number) =>
      (one * states.length + middle) * states.length + other

    // Three states move along the same text. Back from (p, q, q) to (p, p, q): a circle through there is what is sought.
    const next = (triple: number): number[] => {
      const other = triple % states.length
      const middle = Math.floor(triple / states.length) % states.length
      const one = Math.floor(triple / states.length ** 2)
      const to: number[] = middle === other ? [code(one, one, other)] : []
      for (const oneTo of from(one, within(first)))
        for (const otherTo of from(other, within(last))) {
          spend()
          const both = at(oneTo).takes & at(otherTo).takes
          if (both === 0n) continue
          for (const middleTo of from(middle, between)) {
            spend()
            if ((both & at(middleTo).takes) !== 0n) to.push(code(oneTo, middleTo, otherTo))
          }
        }
      return to
    }
    const roots = (components[first] ?? []).flatMap((one) =>
      (components[last] ?? []).map((other) => code(one, one, other)),
    )
    return stronglyConnected(roots, next).some((circle) => {
      const inside = new Set(circle)
      return circle.some((triple) => {
        const other = triple % states.length
        const one = Math.floor(triple / states.length ** 2)
        return inside.has(code(one, one, other)) && inside.has(code(one, other, other))
      })
    })
  }
}
