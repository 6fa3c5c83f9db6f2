/** A regular expression as the states that a backtracking engine can be in, without empty steps between them. */
import { ANY, type CharacterSet, type Tree } from './syntax.ts'

/** `ways`: how many different ways lead there by the same character; each is tried by itself. */
export type Edge = { to: number; ways: number }
export type State = {
  /** The classes of characters that lead into this state, one bit each. */
  takes: bigint
  edges: readonly Edge[]
  /** Once here, the match can only succeed: nothing that follows can send the engine back. */
  accepts: boolean
  /** The outermost unbounded repeat around it, as written. */
  repeat?: string
}
export type Automaton = { states: readonly State[]; starts: readonly number[] }

/** A repeat that comes to no more characters than this is written out; a larger one counts as unbounded. */
const WRITTEN_OUT = 16

/** The expression is too large to look through in bounded time. */
export class TooIntricate extends Error {
  override name = 'TooIntricate'
}

/** A bound on work, so that the time of an analysis depends on no clock. @throws {TooIntricate} */
export function budget(steps: number): () => void {
  let left = steps
  return () => {
    if (--left < 0) throw new TooIntricate()
  }
}

type Repeat = Extract<Tree, { kind: 'repeat' }>

type Node =
  | { kind: 'character'; set: CharacterSet; next: number; repeat?: string }
  /** `again` follows a round of a loop. */
  | { kind: 'split' | 'again'; to: number[] }
  | { kind: 'start' | 'finish' | 'check'; next: number }
  /** `end` is that of the whole expression, `stop` that of a look-around: nothing follows. */
  | { kind: 'end' | 'stop' }

/** Where a part stands: inside which repeat, and whether it is read backwards, as a look-behind is. */
type Place = { repeat?: string; behind: boolean }

export function automaton(tree: Tree): Automaton {
  const nodes: Node[] = []
  const add = (node: Node): number => nodes.push(node) - 1

  /** The node where `part` begins if `next` follows it. */
  function lay(part: Tree, next: number, place: Place): number {
    switch (part.kind) {
      case 'character':
        // What a look-behind reads is not what comes next, so it is taken to be anything.
        return add({ kind: 'character', set: place.behind ? ANY : part.set, next, repeat: place.repeat })
      case 'sequence':
        return (place.behind ? part.of : part.of.toReversed()).reduce(
          (follow, each) => lay(each, follow, place),
          next,
        )
      case 'choice':
        return add({ kind: 'split', to: part.of.map((each) => lay(each, next, place)) })
      case 'repeat':
        return layRepeat(part, next, place)
      case 'look': {
        const body = lay(part.of, add({ kind: 'stop' }), { behind: part.behind || place.behind })
        return add({ kind: 'split', to: [body, add({ kind: 'check', next })] })
      }
      case 'backreference':
        // It takes what its group took: some text, of one length, so in fewer ways than any text.
        return layLoop({ kind: 'character', set: ANY }, add({ kind: 'check', next }), false, {
          repeat: part.source,
          ...place,
        })
      default:
        return add({ kind: part.kind, next })
    }
  }

  function layRepeat(repeat: Repeat, next: number, place: Place): number {
    const { of, min, max, source } = repeat
    const inside = { repeat: source, ...place }
    const empty = canBeEmpty(of)
    if (!isWrittenOut(repeat)) {
      // Each of the first `min` rounds may be empty or not, which is exponential in `min`.
      if (empty && min > 1) throw new TooIntricate()
      // It can be left less freely than a loop, so leaving it must not pass for the end of the match.
      return layLoop(of, add({ kind: 'check', next }), min > 0, inside)
    }
    if (max === Infinity && min === 1 && !empty) return layLoop(of, next, true, inside)
    let first = max === Infinity ? layLoop(of, next, false, inside) : next
    if (max !== Infinity)
      for (let round = min; round < max; round++)
        first = add({ kind: 'split', to: [lay(of, first, place), next] })
    for (let round = 0; round < min; round++) first = lay(of, first, place)
    return first
  }

  function layLoop(body: Tree, next: number, atLeastOnce: boolean, place: Place): number {
    const again: Node = { kind: 'again', to: [] }
    const first = lay(body, add(again), place)
    again.to.push(first, next)
    return atLeastOnce ? first : add({ kind: 'split', to: [first, next] })
  }

  const entry = lay(tree, add({ kind: 'end' }), { behind: false })
  return withoutEmptySteps(nodes, entry)
}

/** `free`: the states that it takes no condition to reach. `endsAtFinish`: it can end if the text does. */
type Leaving = { edges: Edge[]; free: ReadonlySet<number>; ends: boolean; endsAtFinish: boolean }

function withoutEmptySteps(nodes: readonly Node[], entry: number): Automaton {
  const classOf = classes(nodes.flatMap((node) => (node.kind === 'character' ? [node.set] : [])))
  const spend = budget(100_000)
  // State 0 is the attempt at the first character, state 1 the engine looking for a later place to begin.
  const numbers = new Map<number, number>()
  for (const [index, node] of nodes.entries())
    if (node.kind === 'character') numbers.set(index, numbers.size + 2)

  /** Where an attempt can go from a node before it takes a character. */
  function leave(from: number, atStart: boolean): Leaving {
    const ways = new Map<number, number>()
    const free = new Set<number>()
    const rounds = new Set<number>()
    let ends = false
    let endsAtFinish = false
    const walk = (index: number, passed: 'nothing' | 'finish' | 'check'): void => {
      spend()
      const node = nodes[index]
      // A round of a loop that took nothing is not followed by another.
      if (!node || rounds.has(index)) return
      switch (node.kind) {
        case 'character': {
          const state = numbers.get(index) ?? 0
          ways.set(state, (ways.get(state) ?? 0) + 1)
          if (passed === 'nothing') free.add(state)
          return
        }
        case 'end':
          ends ||= passed === 'nothing'
          endsAtFinish ||= passed !== 'check'
          return
        case 'again':
          rounds.add(index)
          for (const to of node.to) walk(to, passed)
          rounds.delete(index)
          return
        case 'split':
          for (const to of node.to) walk(to, passed)
          return
        case 'start':
          if (atStart) walk(node.next, 'check')
          return
        case 'finish':
          walk(node.next, passed === 'check' ? 'check' : 'finish')
          return
        case 'check':
          walk(node.next, 'check')
      }
    }
    walk(from, 'nothing')
    return { edges: [...ways].map(([to, count]) => ({ to, ways: count })), free, ends, endsAtFinish }
  }

  const first = leave(entry, true)
  const later = leave(entry, false)
  // An expression that always begins with ^, or is content with nothing, never looks further.
  const searches = later.edges.length > 0 && !later.ends
  const search: Edge[] = searches ? [{ to: 1, ways: 1 }] : []
  const any = classOf(ANY)
  const states: State[] = [
    { takes: 0n, edges: [...first.edges, ...search], accepts: false },
    { takes: any, edges: searches ? [...later.edges, ...search] : [], accepts: false },
  ]
  for (const node of nodes) {
    if (node.kind !== 'character') continue
    const { edges, free, ends, endsAtFinish } = leave(node.next, false)
    const takes = classOf(node.set)
    // `.*$` cannot fail: it can always go on to the end.
    const goesOn = (takes & any) === any && free.has(states.length)
    states.push({ takes, edges, accepts: ends || (endsAtFinish && goesOn), repeat: node.repeat })
  }
  return { states, starts: [0] }
}

/** Sorts characters into the fewest classes that all these sets are made of; a set is then a number of bits. */
function classes(sets: readonly CharacterSet[]): (set: CharacterSet) => bigint {
  const borders = [...new Set([0, ...sets.flat().flatMap(([low, high]) => [low, high + 1])])]
  const holds = (set: CharacterSet, code: number) => set.some(([low, high]) => low <= code && code <= high)
  const members = new Map<string, number>()
  for (const code of borders) {
    const kind = sets.map((set) => (holds(set, code) ? 1 : 0)).join('')
    if (!members.has(kind)) members.set(kind, code)
  }
  const codes = [...members.values()]
  return (set) =>
    codes.reduce((bits, code, place) => (holds(set, code) ? bits | (1n << BigInt(place)) : bits), 0n)
}

/** How many characters the part is written with, small repeats written out. */
function size(part: Tree): number {
  if (part.kind === 'sequence' || part.kind === 'choice')
    return part.of.reduce((sum, each) => sum + size(each), 0)
  if (part.kind === 'look') return size(part.of)
  if (part.kind !== 'repeat') return 1
  const one = size(part.of)
  return fits(part, one) ? one * copies(part) : one
}

const copies = ({ min, max }: Repeat): number => (max === Infinity ? min + 1 : max)
const fits = (repeat: Repeat, one: number): boolean => repeat.max <= 1 || one * copies(repeat) <= WRITTEN_OUT
const isWrittenOut = (repeat: Repeat): boolean => fits(repeat, size(repeat.of))

function canBeEmpty(part: Tree): boolean {
  switch (part.kind) {
    case 'character':
      return false
    case 'sequence':
      return part.of.every(canBeEmpty)
    case 'choice':
      return part.of.some(canBeEmpty)
    case 'repeat':
      return part.min === 0 || canBeEmpty(part.of)
    default:
      return true
  }
}
