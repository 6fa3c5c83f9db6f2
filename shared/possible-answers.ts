/** Which answers a question can get, as few as stand for all: whatever rule some answer makes win, one of these does. */
import type { Answer, Question, Rule } from './question.ts'
import { SCORES } from './rule.ts'
import { chosen, type Clause, notChosen, satisfy } from './satisfy.ts'

export type Asked = Pick<Question, 'type' | 'required' | 'options' | 'other' | 'logic'>

/** A required question is answered before one goes on; a required consent is given. */
export function possibleAnswers(question: Asked): Answer[] {
  return question.required ? givenAnswers(question) : [null, ...givenAnswers(question)]
}

function givenAnswers(question: Asked): Answer[] {
  const { type, options, logic } = question
  switch (type) {
    case 'prompt':
    case 'consent':
      return [true]
    case 'rating':
    case 'nps': {
      const [least, most] = SCORES[type]
      return Array.from({ length: most - least + 1 }, (_, step) => least + step)
    }
    case 'open': {
      // A part that a rule looks for holds the fewest parts if it stands alone.
      const parts = textsOf(logic)
      return [unlike(parts), ...parts]
    }
    case 'single':
      return takesMore(question) ? [...options, unlike([...options, ...textsOf(logic)])] : options
    case 'multi':
      return givenChoices(question)
  }
}

/** A text of one's own; and while a draft lacks options, its rules are judged as if there were more. */
const takesMore = ({ options, other }: Asked): boolean =>
  other || options.filter((option) => option !== '').length < 2

const textsOf = (logic: readonly Rule[]): string[] =>
  logic.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []))

/** A text that is none of these, and in which none of them is found. */
function unlike(texts: readonly string[]): string {
  const used = texts.join('').toLowerCase()
  let code = 0xe000
  while (used.includes(String.fromCharCode(code))) code += 1
  return String.fromCharCode(code)
}

/** For each rule choices by which it wins, and such by which none does, as far as there are any. */
function givenChoices(question: Asked): string[][] {
  const { options, logic } = question
  const own = takesMore(question) ? [unlike(options)] : []
  const choices = [...options, ...own]
  const numbers = new Map(choices.map((choice, number) => [choice, number]))
  const all = choices.map((_, number) => number)
  const compared = logic.map(({ op, value }) => {
    const listed = Array.isArray(value) ? value : []
    const known = [...new Set(listed)].map((option) => numbers.get(option))
    const named = known.flatMap((number) => number ?? [])
    return clausesOf(op, named, all, named.length < known.length)
  })
  const answered: Clause = all.map(chosen)
  const found = Array.from({ length: logic.length + 1 }, (_, winner) =>
    satisfy([
      answered,
      ...compared.slice(0, winner).flatMap(({ against }) => against),
      ...(compared[winner]?.holds ?? []),
    ]),
  )
  return found.flatMap((numbers) => (numbers ? [choices.filter((_, number) => numbers.has(number))] : []))
}

/** What must be chosen for a rule to hold, and for it not to. An empty clause: it cannot be. */
function clausesOf(
  op: Rule['op'],
  named: readonly number[],
  all: readonly number[],
  namesUnknown: boolean,
): { holds: readonly Clause[]; against: readonly Clause[] } {
  const IMPOSSIBLE = [[]]
  const others = all.filter((number) => !named.includes(number))
  const each = named.map((number) => [chosen(number)])
  const none = named.map((number) => [notChosen(number)])
  switch (op) {
    case 'submitted':
      return { holds: [], against: IMPOSSIBLE }
    case 'exactly':
      if (namesUnknown) return { holds: IMPOSSIBLE, against: [] }
      return {
        holds: [...each, ...others.map((number) => [notChosen(number)])],
        against: [[...named.map(notChosen), ...others.map(chosen)]],
      }
    case 'includesAll':
      if (namesUnknown) return { holds: IMPOSSIBLE, against: [] }
      return { holds: each, against: [named.map(notChosen)] }
    case 'includesAtLeastOne':
      return { holds: [named.map(chosen)], against: none }
    case 'doesNotInclude':
      return { holds: none, against: [named.map(chosen)] }
    default:
      // Another question's op never holds of choices.
      return { holds: IMPOSSIBLE, against: [] }
  }
}
