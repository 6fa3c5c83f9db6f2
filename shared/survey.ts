/** A survey: what it asks, of whom, when, and how it looks; as it is stored, sent and edited. */
import * as v from 'valibot'
import { FilterTree } from './filter.ts'
import { grouped } from './grouped.ts'
import { Label, Question, QuestionId, QUESTIONS, Words } from './question.ts'
import { Time } from './time.ts'

export const PLATFORMS = ['web', 'mobile', 'link', 'email'] as const
export type Platform = (typeof PLATFORMS)[number]

export const STATUSES = ['draft', 'in-progress', 'paused', 'completed', 'archived'] as const
export type SurveyStatus = (typeof STATUSES)[number]

export const TRIGGERS = 10

const whole = (least: number, most: number) =>
  v.pipe(
    v.number('must be a whole number'),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${grouped(least)}`),
    v.maxValue(most, `must be at most ${grouped(most)}`),
  )

/** The SDK event, by its ID, that makes the survey appear; so many seconds later. A Segment call is never a trigger. */
export const Trigger = v.strictObject({
  event: v.pipe(v.string(), v.nonEmpty('must be the ID of an event'), v.maxLength(100)),
  delaySeconds: v.optional(whole(0, 3_600), 0),
})
export type Trigger = v.InferOutput<typeof Trigger>

export const Delivery = v.variant(
  'mode',
  [
    /** Until so many responses, spread evenly over so many days where that is set; then completed. */
    v.strictObject({
      mode: v.literal('until'),
      responses: whole(1, 1_000_000),
      overDays: v.optional(v.nullable(whole(1, 365)), null),
    }),
    /** To so many percent of those who qualify, the same people each time; showings a day of the environment's zone. */
    v.strictObject({
      mode: v.literal('continuous'),
      percent: v.pipe(
        v.number('must be a number'),
        v.minValue(0, 'must be at least 0'),
        v.maxValue(100, 'must be at most 100'),
      ),
      perDay: v.optional(v.nullable(whole(1, 1_000_000)), null),
    }),
    /** A link survey to whoever opens it; an email survey to all who qualify now. */
    v.strictObject({ mode: v.literal('immediate') }),
  ],
  'must have a mode: until, continuous or immediate',
)
export type Delivery = v.InferOutput<typeof Delivery>

/** `days` since the last showing of any survey; null takes the environment's. */
export const Resurvey = v.strictObject({
  days: v.optional(v.nullable(whole(0, 3_650)), null),
  once: v.optional(v.boolean('must be true or false'), true),
})
export type Resurvey = v.InferOutput<typeof Resurvey>

export const ThankYou = v.strictObject({
  title: v.optional(Label, 'Thank you!'),
  text: v.optional(Words, ''),
})
export type ThankYou = v.InferOutput<typeof ThankYou>

export const POSITIONS = ['bottom-right', 'bottom-left', 'top-right', 'top-left', 'center'] as const
export type Position = (typeof POSITIONS)[number]

export const Look = v.strictObject({
  /** The brand colour, as #rrggbb. */
  color: v.optional(
    v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #2a6df4')),
    '#2a6df4',
  ),
  /** An image: `https://…`, or a `data:image/…` of at most 100,000 characters. */
  logo: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.maxLength(100_000, 'must be at most 100,000 characters'),
        v.regex(
          /^(https:\/\/|data:image\/(png|jpeg|gif|webp|svg\+xml)[;,])/i,
          'must be an https:// address or a data:image',
        ),
      ),
    ),
    null,
  ),
  position: v.optional(v.picklist(POSITIONS), 'bottom-right'),
  /** Behind a survey in the centre. */
  overlay: v.optional(v.picklist(['none', 'light', 'dark']), 'none'),
  scheme: v.optional(v.picklist(['auto', 'light', 'dark']), 'auto'),
})
export type Look = v.InferOutput<typeof Look>

/** A BCP 47 tag such as `de` or `pt-BR`. */
export const Language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, 'must be a language tag such as "de" or "pt-BR"'),
)

/** The words of one question in another language; what is empty or missing stays in the survey's own. */
export const QuestionWords = v.strictObject({
  text: v.optional(Words),
  description: v.optional(Words),
  /** In the order of the question's options. */
  options: v.optional(v.array(Label)),
  low: v.optional(Label),
  high: v.optional(Label),
  placeholder: v.optional(Label),
  label: v.optional(Label),
})
export type QuestionWords = v.InferOutput<typeof QuestionWords>

export const Translation = v.strictObject({
  questions: v.optional(v.record(QuestionId, QuestionWords), {}),
  thankYou: v.optional(v.strictObject({ title: v.optional(Label), text: v.optional(Words) }), {}),
})
export type Translation = v.InferOutput<typeof Translation>

const questions = v.pipe(
  v.array(Question, 'must be a list of questions'),
  v.maxLength(QUESTIONS, `may hold at most ${QUESTIONS} questions`),
)
const triggers = v.pipe(
  v.array(Trigger, 'must be a list'),
  v.maxLength(TRIGGERS, `may hold at most ${TRIGGERS} triggers`),
)
const translations = v.pipe(
  v.record(Language, Translation),
  v.check((all) => Object.keys(all).length <= 50, 'may hold at most 50 languages'),
)
export const SurveyName = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.maxLength(120, 'must be at most 120 characters'),
)

/** All that a team edits, with what stands where nothing is said. */
export const SurveyDefinition = v.object({
  questions,
  thankYou: v.optional(ThankYou, {}),
  triggers: v.optional(triggers, []),
  /** Null: everyone. Stored filters are read without the bounds on their size. */
  filter: v.optional(v.nullable(FilterTree), null),
  delivery: v.optional(Delivery, { mode: 'until', responses: 385 }),
  resurvey: v.optional(Resurvey, {}),
  look: v.optional(Look, {}),
  /** The language of the survey's own words. */
  language: v.optional(Language, 'en'),
  translations: v.optional(translations, {}),
  startsAt: v.optional(v.nullable(Time), null),
  endsAt: v.optional(v.nullable(Time), null),
})
export type SurveyDefinition = v.InferOutput<typeof SurveyDefinition>

export const Survey = v.object({
  id: v.string(),
  name: SurveyName,
  platform: v.picklist(PLATFORMS),
  status: v.picklist(STATUSES),
  ...SurveyDefinition.entries,
  /** Grows with every change: send it with a change to have that refused (409) where another came first. */
  revision: v.number(),
  createdAt: Time,
  updatedAt: Time,
  launchedAt: v.nullable(Time),
  completedAt: v.nullable(Time),
  /** Showings, those with at least one answer, and those answered to their end. */
  showings: v.number(),
  responses: v.number(),
  completions: v.number(),
  lastResponseAt: v.nullable(Time),
})
export type Survey = v.InferOutput<typeof Survey>

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ku'])
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr'
