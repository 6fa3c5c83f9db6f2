/** What a survey's responses come to: counts, scores and how sure they are, question by question. */
import * as v from 'valibot'
import { holds } from './rule.ts'
import { Filter } from './filter.ts'
import {
  type Answer,
  type Answers,
  LOGIC_OPS,
  type Question,
  QUESTION_TYPES,
  QuestionId,
} from './question.ts'
import { type Estimate, netPromoterScore, share } from './statistics.ts'
import { Time } from './time.ts'

const Estimated = v.nullable(v.object({ value: v.number(), low: v.number(), high: v.number() }))

/** A condition on one answer, as a rule that skips asks it. */
export const AnswerCondition = v.strictObject({
  question: QuestionId,
  op: v.picklist(LOGIC_OPS, `must be one of ${LOGIC_OPS.join(', ')}`),
  value: v.optional(v.union([v.string(), v.number(), v.array(v.string())])),
})
export type AnswerCondition = v.InferOutput<typeof AnswerCondition>

const json = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(v.string(), v.maxLength(20_000), v.parseJson({}, 'must be JSON'), schema)

/** Which responses count. In a query, `filter` and `answers` are JSON. */
export const ResponseQuery = v.object({
  /** First answered at or after; before. A day begins at midnight in the environment's time zone. */
  from: v.optional(v.union([Time, v.pipe(v.string(), v.isoDate('must be a date such as 2026-01-31'))])),
  to: v.optional(v.union([Time, v.pipe(v.string(), v.isoDate('must be a date such as 2026-01-31'))])),
  /** On the person who answered, as they are now. */
  filter: v.optional(json(Filter)),
  /** All must hold. */
  answers: v.optional(json(v.pipe(v.array(AnswerCondition), v.maxLength(20)))),
  /** Part of an open text. */
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
})
export type ResponseQuery = v.InferOutput<typeof ResponseQuery>

export const QuestionResult = v.object({
  id: v.string(),
  type: v.picklist(QUESTION_TYPES),
  text: v.string(),
  /** Answered; seen and left out. */
  answered: v.number(),
  skipped: v.number(),
  /**
   * How often each answer was given: every option, 1 to 5, 0 to 10, true and false, also those that nobody chose. Own
   * texts are one answer, `null`. Open texts are not counted one by one.
   */
  answers: v.array(
    v.object({ value: v.union([v.string(), v.number(), v.boolean(), v.null()]), count: v.number() }),
  ),
  /** nps: -100 to 100. rating: CSAT, the share of 4 and 5, in percent. With its 95 % confidence interval. */
  score: Estimated,
  /** nps, rating */
  mean: v.nullable(v.number()),
})
export type QuestionResult = v.InferOutput<typeof QuestionResult>

export const SurveyResults = v.object({
  responses: v.number(),
  completions: v.number(),
  /** Null where responses are filtered by person, answer or text: what was shown has no answers to filter by. */
  showings: v.nullable(v.number()),
  /** Shares of showings and of responses, 0 to 1. */
  responseRate: Estimated,
  completionRate: Estimated,
  /** By day of the environment's time zone, without gaps. */
  daily: v.array(v.object({ day: v.string(), showings: v.nullable(v.number()), responses: v.number() })),
  questions: v.array(QuestionResult),
})
export type SurveyResults = v.InferOutput<typeof SurveyResults>

export const SurveyResponse = v.object({
  id: v.string(),
  /** Null for a visitor of whom no user ID is known. */
  userId: v.nullable(v.string()),
  /** Their identity was signed, or is what the team itself made known. */
  verified: v.boolean(),
  channel: v.picklist(['web', 'link', 'email']),
  /** When it was shown. */
  startedAt: Time,
  respondedAt: Time,
  completedAt: v.nullable(Time),
  language: v.string(),
  url: v.nullable(v.string()),
  /** By question ID; null: skipped. */
  answers: v.record(
    v.string(),
    v.union([v.string(), v.number(), v.boolean(), v.array(v.string()), v.null()]),
  ),
})
export type SurveyResponse = v.InferOutput<typeof SurveyResponse>

export const meetsAnswers = (conditions: readonly AnswerCondition[], answers: Answers): boolean =>
  conditions.every(
    ({ question, op, value }) =>
      Object.hasOwn(answers, question) && holds({ op, value }, answers[question] ?? null),
  )

export type Summary = ReturnType<typeof createSummary>

/** Adds responses up: one by one, by how often an answer was given, or by what others come to. */
export function createSummary(questions: readonly Question[]) {
  const counted = new Map(questions.map((question) => [question.id, { question, ...emptyCount(question) }]))
  const whole = { responses: 0, completions: 0 }
  const addAnswer = (id: string, answer: Answer, times: number): void => {
    const count = counted.get(id)
    if (count === undefined) return
    if (answer === null) count.skipped += times
    else {
      count.answered += times
      for (const value of valuesOf(count.question, answer))
        count.answers.set(value, (count.answers.get(value) ?? 0) + times)
    }
  }
  return {
    whole,
    counted,
    add({ answers, completed }: { answers: Answers; completed: boolean }): void {
      whole.responses++
      if (completed) whole.completions++
      for (const [id, answer] of Object.entries(answers)) addAnswer(id, answer, 1)
    },
    addAnswer,
    addResponses(responses: number, completions: number): void {
      whole.responses += responses
      whole.completions += completions
    },
    /** @param other of the same questions */
    addSummary(other: Summed): void {
      whole.responses += other.whole.responses
      whole.completions += other.whole.completions
      for (const [id, { answered, skipped, answers }] of other.counted) {
        const count = counted.get(id)
        if (count === undefined) continue
        count.answered += answered
        count.skipped += skipped
        for (const [value, times] of answers)
          count.answers.set(value, (count.answers.get(value) ?? 0) + times)
      }
    },
    result: (): Pick<SurveyResults, 'responses' | 'completions' | 'completionRate' | 'questions'> => ({
      ...whole,
      completionRate: share(whole.completions, whole.responses) ?? null,
      questions: [...counted.values()].map(
        ({ question: { id, type, text }, answered, skipped, answers }) => ({
          id,
          type,
          text,
          answered,
          skipped,
          answers: [...answers].map(([value, count]) => ({ value, count })),
          ...scoreOf(type, answers),
        }),
      ),
    }),
  }
}

type Summed = {
  readonly whole: { readonly responses: number; readonly completions: number }
  readonly counted: ReadonlyMap<string, Pick<Count, 'answered' | 'skipped' | 'answers'>>
}

type Value = string | number | boolean | null
type Counts = Map<Value, number>

type Count = { answered: number; skipped: number; answers: Counts }

function emptyCount({ type, options, other }: Question): Count {
  return {
    answered: 0,
    skipped: 0,
    answers: new Map(possible(type, options, other).map((value) => [value, 0])),
  }
}

function possible(type: Question['type'], options: readonly string[], other: boolean): Value[] {
  switch (type) {
    case 'single':
    case 'multi':
      return other ? [...options, null] : [...options]
    case 'rating':
      return [1, 2, 3, 4, 5]
    case 'nps':
      return Array.from({ length: 11 }, (_, score) => score)
    case 'consent':
      return [true, false]
    case 'prompt':
      return [true]
    case 'open':
      return []
  }
}

/** What an answer counts as; own texts count as one. */
function valuesOf({ type, options }: Question, answer: NonNullable<Answer>): Value[] {
  const chosen = (text: string): Value => (options.includes(text) ? text : null)
  if (type === 'open') return []
  if (typeof answer === 'string') return [chosen(answer)]
  if (typeof answer === 'object') return [...new Set(answer.map(chosen))]
  return [answer]
}

function scoreOf(type: Question['type'], answers: Counts): { score: Estimate | null; mean: number | null } {
  if (type !== 'nps' && type !== 'rating') return { score: null, mean: null }
  const scores = [...answers].flatMap(([value, count]): [number, number][] =>
    typeof value === 'number' ? [[value, count]] : [],
  )
  const total = scores.reduce((sum, [, count]) => sum + count, 0)
  const among = (least: number, most: number) =>
    scores.reduce((sum, [score, count]) => (score >= least && score <= most ? sum + count : sum), 0)
  const mean = total === 0 ? null : scores.reduce((sum, [score, count]) => sum + score * count, 0) / total
  if (type === 'nps') return { score: netPromoterScore(among(9, 10), among(0, 6), total) ?? null, mean }
  const satisfied = share(among(4, 5), total)
  return { score: satisfied ? inPercent(satisfied) : null, mean }
}

const inPercent = ({ value, low, high }: Estimate): Estimate => ({
  value: value * 100,
  low: low * 100,
  high: high * 100,
})
