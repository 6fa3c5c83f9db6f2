/** The syntax tree of a regular expression, as far as its running time depends on it. */

/** Sorted, disjoint ranges of UTF-16 code units, both ends included. */
export type CharacterSet = readonly (readonly [number, number])[]

export type Tree =
  | { kind: 'character'; set: CharacterSet }
  | { kind: 'sequence' | 'choice'; of: readonly Tree[] }
  | { kind: 'repeat'; of: Tree; min: number; max: number; source: string }
  | { kind: 'look'; of: Tree; behind: boolean }
  /** What takes no character: `^`, `$`, and `\b` or `\B`. */
  | { kind: 'start' | 'finish' | 'check' }
  | { kind: 'backreference'; source: string }

export class UnknownSyntax extends Error {
  override name = 'UnknownSyntax'
}

const LAST = 0xff_ff
const DIGIT: CharacterSet = [[48, 57]]
const WORD: CharacterSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]
const SPACE: CharacterSet = [
  [9, 13],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]
/** What `.` takes: all but line ends. A URL has none, so it is any character. */
export const ANY: CharacterSet = [
  [0, 9],
  [11, 12],
  [14, 0x2027],
  [0x202a, LAST],
]
const ESCAPED_CODES: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 }

const ESCAPED_SETS: Readonly<Record<string, CharacterSet>> = { d: DIGIT, w: WORD, s: SPACE }

/** `\d`, and `\D` for the rest. */
function escapedSet(letter: string): CharacterSet | undefined {
  const set = ESCAPED_SETS[letter.toLowerCase()]
  return set && letter < 'a' ? complement(set) : set
}

const one = (code: number): CharacterSet => [[code, code]]

function union(sets: readonly CharacterSet[]): CharacterSet {
  const merged: [number, number][] = []
  for (const [low, high] of sets.flat().sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high)
    else merged.push([low, high])
  }
  return merged
}

function complement(set: CharacterSet): CharacterSet {
  const gaps: [number, number][] = []
  let next = 0
  for (const [low, high] of set) {
    if (low > next) gaps.push([next, low - 1])
    next = high + 1
  }
  if (next <= LAST) gaps.push([next, LAST])
  return gaps
}

/**
 * Reads a pattern that `new RegExp(pattern)` took, in the lenient syntax of expressions without flags
 * (ECMAScript, Annex B): a lone `{` or `]` is itself, `\8` is 8, `\101` is A.
 * @throws {UnknownSyntax} for groups that only some runtimes know, such as `(?i:…)`.
 */
export function parseRegex(pattern: string): Tree {
  const groups = pattern.replace(/\\[^]|\[(?:[^\]\\]|\\[^])*\]/g, '').match(/\((?!\?)|\(\?<(?![=!])/g) ?? []
  const hasNames = groups.some((group) => group.length > 1)
  let at = 0

  /** Steps over what matches here, and returns it. */
  function take(what: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(what.source, 'y')
    sticky.lastIndex = at
    const found = sticky.exec(pattern) ?? undefined
    if (found) at = sticky.lastIndex
    return found
  }

  function choice(): Tree {
    const of = [sequence()]
    while (take(/\|/)) of.push(sequence())
    return { kind: 'choice', of }
  }

  function sequence(): Tree {
    const of: Tree[] = []
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const from = at
      const part = term()
      const repeat = quantifier()
      of.push(repeat ? { kind: 'repeat', of: part, ...repeat, source: pattern.slice(from, at) } : part)
    }
    return { kind: 'sequence', of }
  }

  function quantifier(): { min: number; max: number } | undefined {
    const found = take(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/)
    if (!found) return undefined
    const [, sign, low, comma, high] = found
    if (sign) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity }
    const min = Number(low)
    return { min, max: high ? Number(high) : comma ? Infinity : min }
  }

  function term(): Tree {
    const character = pattern.charAt(at++)
    switch (character) {
      case '^':
        return { kind: 'start' }
      case '$':
        return { kind: 'finish' }
      case '.':
        return { kind: 'character', set: ANY }
      case '(':
        return group()
      case '[':
        return { kind: 'character', set: bracket() }
      case '\\':
        return escape()
      default:
        return { kind: 'character', set: one(character.charCodeAt(0)) }
    }
  }

  function group(): Tree {
    const look = take(/\?(<?)[=!]/)
    if (!look && !take(/\?:|\?<[^>]*>/) && pattern[at] === '?')
      throw new UnknownSyntax(`uses ${pattern.slice(at - 1, at + 3)}, which not every browser knows`)
    const of = choice()
    take(/\)/)
    return look ? { kind: 'look', of, behind: look[1] !== '' } : of
  }

  function escape(): Tree {
    const from = at - 1
    if (take(/[bB]/)) return { kind: 'check' }
    if (hasNames && take(/k<[^>]*>/)) return { kind: 'backreference', source: pattern.slice(from, at) }
    const digits = take(/[1-9]\d*/)
    if (digits && Number(digits[0]) <= groups.length)
      return { kind: 'backreference', source: pattern.slice(from, at) }
    if (digits) at = from + 1
    return { kind: 'character', set: escaped(/c([A-Za-z])/) }
  }

  /** What follows a backslash, in brackets or not. Brackets know a few more control characters. */
  function escaped(control: RegExp): CharacterSet {
    const code = take(/x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})/)
    if (code) return one(parseInt(code[1] ?? code[2] ?? '', 16))
    const octal = take(/[0-3][0-7]{0,2}|[4-7][0-7]?/)
    if (octal) return one(parseInt(octal[0], 8))
    const letter = take(control)
    if (letter) return one((letter[1] ?? '').charCodeAt(0) % 32)
    // `\c` without its letter is a backslash, and the c stands for itself.
    if (pattern[at] === 'c') return one(92)
    const character = pattern.charAt(at++)
    return escapedSet(character) ?? one(ESCAPED_CODES[character] ?? character.charCodeAt(0))
  }

  function bracket(): CharacterSet {
    const negated = take(/\^/)
    const sets: CharacterSet[] = []
    while (at < pattern.length && !take(/\]/)) {
      const low = bracketed()
      if (take(/-(?!\])/)) {
        const high = bracketed()
        const from = single(low)
        const to = single(high)
        // `[\w-z]` is no range: all three stand for themselves.
        sets.push(from === undefined || to === undefined ? union([low, one(45), high]) : [[from, to]])
      } else sets.push(low)
    }
    return negated ? complement(union(sets)) : union(sets)
  }

  function bracketed(): CharacterSet {
    if (take(/\\b/)) return one(8)
    if (take(/\\/)) return escaped(/c([A-Za-z\d_])/)
    return one(pattern.charCodeAt(at++))
  }

  return choice()
}

const single = (set: CharacterSet): number | undefined =>
  set.length === 1 && set[0]?.[0] === set[0]?.[1] ? set[0]?.[0] : undefined
