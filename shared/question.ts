/** A survey's questions: their types, what each may be answered with, and the rules that skip. */
import * as v from 'valibot'
import { grouped } from './grouped.ts'

export const QUESTION_TYPES = ['open', 'single', 'multi', 'rating', 'nps', 'prompt', 'consent'] as const
export type QuestionType = (typeof QUESTION_TYPES)[number]

export const QUESTIONS = 50
export const OPTIONS = 50
export const RULES = 30

const words = (most: number) =>
  v.pipe(
    v.string('must be a text'),
    v.maxLength(most, `must be at most ${grouped(most)} characters`),
    // What no database can hold is replaced as it is at the doors.
    v.transform((text) => text.toWellFormed().replaceAll('\0', '\uFFFD')),
  )
export const Words = words(2_000)
export const Label = words(250)

/** Names a question within its survey, in answers and rules. It never changes. */
export const QuestionId = v.pipe(
  v.string('must be a text'),
  v.regex(/^[A-Za-z0-9_-]{1,60}$/, 'must be 1 to 60 letters, digits, _ or -'),
  // A rule's "end", and what every object has: such a key is lost on the way.
  v.check((id) => id !== 'end' && !(id in {}), 'must be another: this one has a meaning of its own'),
)

export const LOGIC_OPS = [
  'is',
  'isNot',
  'lt',
  'lte',
  'gt',
  'gte',
  'submitted',
  'skipped',
  'exactly',
  'includesAll',
  'includesAtLeastOne',
  'doesNotInclude',
  'contains',
] as const
export type LogicOp = (typeof LOGIC_OPS)[number]

/** The first rule that holds wins; where none does, the next question follows. */
export const Rule = v.strictObject({
  op: v.picklist(LOGIC_OPS, `must be one of ${LOGIC_OPS.join(', ')}`),
  /** An option, a score, a part of the text; a list of options where `op` compares several. */
  value: v.optional(
    v.union(
      [Label, v.pipe(v.number(), v.finite()), v.pipe(v.array(Label), v.maxLength(OPTIONS))],
      'must be a text, a number or a list of texts',
    ),
  ),
  /** A question's ID, or `end`: the thank-you card. */
  goTo: v.union([v.literal('end'), QuestionId]),
})
export type Rule = v.InferOutput<typeof Rule>

export const RATING_SCALES = ['numbers', 'stars', 'smileys'] as const

/** As it is stored: a draft may still lack words. `launchFaults` says what keeps it from being shown. */
export const Question = v.object({
  id: QuestionId,
  type: v.picklist(QUESTION_TYPES, `must be one of ${QUESTION_TYPES.join(', ')}`),
  text: Words,
  description: v.optional(Words, ''),
  required: v.optional(v.boolean('must be true or false'), false),
  /** single, multi: what can be chosen. An option is its text in the survey's own language. */
  options: v.optional(
    v.pipe(
      v.array(Label, 'must be a list of texts'),
      v.maxLength(OPTIONS, `may hold at most ${OPTIONS} options`),
      v.check((options) => new Set(options).size === options.length, 'may hold each option once'),
    ),
    [],
  ),
  /** single, multi: also a text of one's own. */
  other: v.optional(v.boolean('must be true or false'), false),
  /** rating */
  scale: v.optional(v.picklist(RATING_SCALES), 'numbers'),
  /** rating, nps: what the lowest and the highest score mean. */
  low: v.optional(Label, ''),
  high: v.optional(Label, ''),
  /** open: shown until one types. */
  placeholder: v.optional(Label, ''),
  /** prompt: where its button leads, an http(s) address; without one it goes on. */
  link: v.optional(
    v.nullable(v.pipe(words(2_000), v.regex(/^https?:\/\//i, 'must begin with https://'))),
    null,
  ),
  /** prompt, consent: what the button, or the box to tick, says. */
  label: v.optional(Label, ''),
  logic: v.optional(v.pipe(v.array(Rule), v.maxLength(RULES, `may hold at most ${RULES} rules`)), []),
})
export type Question = v.InferOutput<typeof Question>

/**
 * What a question was answered with. open: the text. single: the option, or a text of one's own where `other` is
 * allowed. multi: a list of such. rating: 1 to 5. nps: 0 to 10. prompt: true once its button was pressed.
 * consent: true or false. null: skipped.
 */
export type Answer = string | number | boolean | readonly string[] | null
export type Answers = Readonly<Record<string, Answer>>

export const ANSWER_LENGTH = 5_000
