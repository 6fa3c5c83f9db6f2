/** A plain backtracking matcher that counts what it tries: the yardstick for shared/regex. */
import { parseRegex, type Tree } from '../../shared/regex/syntax.ts'

export type Tried = { matches: boolean; steps: number }

/** Negative look-aheads, look-behinds and back-references are left out. Undefined where it takes more than `most` steps. */
export function tryEverything(pattern: string, text: string, most: number): Tried | undefined {
  const tree = parseRegex(pattern)
  let steps = 0
  const enough = new Error('enough')

  function match(part: Tree, at: number, then: (at: number) => boolean): boolean {
    switch (part.kind) {
      case 'character': {
        if (++steps > most) throw enough
        const code = text.charCodeAt(at)
        return part.set.some(([low, high]) => low <= code && code <= high) && then(at + 1)
      }
      case 'sequence':
        return part.of.reduceRight<(at: number) => boolean>(
          (rest, each) => (from) => match(each, from, rest),
          then,
        )(at)
      case 'choice':
        return part.of.some((each) => match(each, at, then))
      case 'repeat':
        return repeat(part, at, 0, then)
      case 'look':
        return match(part.of, at, () => true) && then(at)
      case 'start':
        return at === 0 && then(at)
      case 'finish':
        return at === text.length && then(at)
      default:
        throw new Error(`${part.kind} is left out`)
    }
  }

  function repeat(
    part: Extract<Tree, { kind: 'repeat' }>,
    at: number,
    round: number,
    then: (at: number) => boolean,
  ): boolean {
    const again = (next: number) =>
      next === at && round >= part.min ? false : repeat(part, next, round + 1, then)
    return (round < part.max && match(part.of, at, again)) || (round >= part.min && then(at))
  }

  try {
    for (let at = 0; at <= text.length; at++) if (match(tree, at, () => true)) return { matches: true, steps }
    return { matches: false, steps }
  } catch (error) {
    if (error === enough) return undefined
    throw error
  }
}
