/** Which question follows which: the way of one answer, and the flow of all. It also runs in the survey's view. */
import type { Issue } from './issue.ts'
import { possibleAnswers } from './possible-answers.ts'
import type { Answer, Question, Rule } from './question.ts'
import { holds, sayRule } from './rule.ts'

type Way = { id: string; logic: readonly Rule[] }

/** The place of the question that follows; `end` is the thank-you card. The first rule that holds wins. */
export function nextQuestion(questions: readonly Way[], index: number, answer: Answer): number | 'end' {
  return target(questions, index, winner(questions[index]?.logic ?? [], answer))
}

function winner(logic: readonly Rule[], answer: Answer): number | null {
  const place = logic.findIndex((rule) => holds(rule, answer))
  return place < 0 ? null : place
}

function target(questions: readonly Way[], index: number, rule: number | null): number | 'end' {
  const goTo = rule === null ? undefined : questions[index]?.logic[rule]?.goTo
  if (goTo === 'end') return 'end'
  const found = goTo === undefined ? -1 : questions.findIndex(({ id }) => id === goTo)
  if (found >= 0) return found
  return index + 1 < questions.length ? index + 1 : 'end'
}

export type Flowing = Pick<Question, 'id' | 'type' | 'text' | 'required' | 'options' | 'other' | 'logic'>

/** Some answer to the question at `from` leads to the one at `to`, by its rule at `rule`, or by none. */
export type FlowEdge = {
  from: number
  to: number | 'end'
  rule: number | null
  /** When: `the score is at least 9`; `otherwise`; `always`. */
  words: string
}

/** Only what some answer can bring about, in the order of questions and their rules. */
export const flowOf = (questions: readonly Flowing[]): FlowEdge[] =>
  questions.flatMap((question, from) => {
    const { logic } = question
    const winners = new Set(possibleAnswers(question).map((answer) => winner(logic, answer)))
    const rules = logic.flatMap((rule, place) =>
      winners.has(place) && isKnown(questions, rule)
        ? [{ from, to: target(questions, from, place), rule: place, words: sayRule(question, rule) }]
        : [],
    )
    if (!winners.has(null)) return rules
    const words = rules.length > 0 ? 'otherwise' : 'always'
    return [...rules, { from, to: target(questions, from, null), rule: null, words }]
  })

const isKnown = (questions: readonly Flowing[], { goTo }: Rule): boolean =>
  goTo === 'end' || questions.some(({ id }) => id === goTo)

/** Why a survey would never end, or leave a question out for everyone; also a draft must not. */
export function flowFaults(questions: readonly Flowing[]): Issue[] {
  const unknown = unknownTargets(questions)
  if (unknown.length > 0) return unknown
  const edges = flowOf(questions)
  return [...loops(questions, edges), ...unreached(questions, edges)]
}

const unknownTargets = (questions: readonly Flowing[]): Issue[] =>
  questions.flatMap(({ logic }, index) =>
    logic.flatMap((rule, place) =>
      isKnown(questions, rule)
        ? []
        : [
            {
              path: `questions.${index}.logic.${place}`,
              message: `leads to "${rule.goTo}", and there is no such question: goTo must be the ID of one, or "end"`,
            },
          ],
    ),
  )

/** Every loop has a rule that leads back, and is told at it. */
function loops(questions: readonly Flowing[], edges: readonly FlowEdge[]): Issue[] {
  const following = followers(questions, edges)
  const known = new Map<string, readonly number[] | undefined>()
  return edges.flatMap(({ from, to, rule }) => {
    if (rule === null || to === 'end' || to > from) return []
    const key = `${to} ${from}`
    if (!known.has(key)) known.set(key, shortest(following, to, from))
    const way = known.get(key)
    if (!way) return []
    const names = [...way, to].map((index) => nameQuestion(questions, index))
    const message = `leads round in a loop: from ${names.join(' to ')}`
    return [{ path: `questions.${from}.logic.${rule}`, message }]
  })
}

function unreached(questions: readonly Flowing[], edges: readonly FlowEdge[]): Issue[] {
  const following = followers(questions, edges)
  const reached = new Set(questions.length > 0 ? [0] : [])
  for (const index of reached) for (const next of following[index] ?? []) reached.add(next)
  return questions.flatMap((_, index) => {
    if (reached.has(index)) return []
    const leading = [
      ...new Set(edges.flatMap(({ from, to }) => (to === index && from !== index ? [from] : []))),
    ]
    const name = (place: number) => nameQuestion(questions, place)
    const why =
      leading.length > 0
        ? `only ${leading.map(name).join(' and ')} could lead to it, and is never reached either`
        : `every answer to ${name(index - 1)} leads elsewhere, and no rule leads to it`
    return [{ path: `questions.${index}`, message: `${name(index)} is never reached: ${why}` }]
  })
}

/** Rules that never win: every answer of which they hold is taken by a rule before them, or cannot be given. */
export const idleRules = (questions: readonly Flowing[]): Issue[] =>
  questions.flatMap((question, index) => {
    const { logic, required } = question
    const possible = possibleAnswers(question)
    const winners = new Set(possible.map((answer) => winner(logic, answer)))
    return logic.flatMap((rule, place) => {
      if (winners.has(place)) return []
      const why =
        rule.op === 'skipped' && required
          ? 'the question is required'
          : 'a rule before it takes every answer of which it holds'
      const message = `the rule “${sayRule(question, rule)}” of ${nameQuestion(questions, index)} never wins: ${why}`
      return [{ path: `questions.${index}.logic.${place}`, message }]
    })
  })

function followers(questions: readonly Flowing[], edges: readonly FlowEdge[]): number[][] {
  const following = questions.map(() => new Set<number>())
  for (const { from, to } of edges) if (to !== 'end') following[from]?.add(to)
  return following.map((set) => [...set])
}

/** The places of a shortest way, both ends included; undefined where there is none. */
function shortest(following: readonly (readonly number[])[], from: number, to: number): number[] | undefined {
  const before = new Map<number, number | undefined>([[from, undefined]])
  for (const place of before.keys()) {
    if (place === to) {
      const way = [place]
      for (let step = before.get(place); step !== undefined; step = before.get(step)) way.unshift(step)
      return way
    }
    for (const next of following[place] ?? []) if (!before.has(next)) before.set(next, place)
  }
  return undefined
}

/** `question 3 (“How was it?”)`; at most 60 characters of its text. */
export function nameQuestion(questions: readonly Pick<Question, 'text'>[], index: number): string {
  const text = questions[index]?.text.trim().replace(/\s+/g, ' ') ?? ''
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text
  return short === '' ? `question ${index + 1}` : `question ${index + 1} (“${short}”)`
}
