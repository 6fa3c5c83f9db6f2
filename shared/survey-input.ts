/** A survey as a team puts it in: what is refused at once, also of a draft, and what stands where nothing is said. */
import * as v from 'valibot'
import { timeOf } from './compare.ts'
import { DEFAULT_CONFIDENCE, responsesFor } from './confidence.ts'
import { Filter } from './filter.ts'
import { Question, QuestionId, QUESTIONS } from './question.ts'
import { questionFaults } from './question-faults.ts'
import {
  Delivery,
  type Platform,
  PLATFORMS,
  SurveyDefinition,
  SurveyName,
  Trigger,
  TRIGGERS,
} from './survey.ts'
import { Time, toTime } from './time.ts'

const NewQuestion = v.strictObject({ ...Question.entries, id: v.optional(QuestionId) })
type NewQuestion = v.InferOutput<typeof NewQuestion>

/** A question without an ID gets `q1`, `q2`… by its place, or the next that is free. */
function withIds(questions: readonly NewQuestion[]): Question[] {
  const taken = new Set(questions.flatMap(({ id }) => id ?? []))
  return questions.map((question, index) => {
    if (question.id !== undefined) return { ...question, id: question.id }
    let number = index + 1
    while (taken.has(`q${number}`)) number += 1
    const id = `q${number}`
    taken.add(id)
    return { ...question, id }
  })
}

const NewQuestions = v.pipe(
  v.array(NewQuestion, 'must be a list of questions'),
  v.maxLength(QUESTIONS, `may hold at most ${QUESTIONS} questions`),
  v.transform((questions) => withIds(questions)),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const { path, message } of questionFaults(dataset.value)) addIssue({ message, path: within(path) })
  }),
)

/** `questions.2.logic.0` as steps below the questions. */
function within(path: string): [v.IssuePathItem, ...v.IssuePathItem[]] {
  const [, first = '', ...rest] = path.split('.')
  const step = (key: string): v.IssuePathItem => ({
    type: 'unknown',
    origin: 'value',
    input: undefined,
    key,
    value: undefined,
  })
  return [step(first), ...rest.map(step)]
}

const NewTriggers = v.pipe(
  v.array(Trigger, 'must be a list'),
  v.maxLength(TRIGGERS, `may hold at most ${TRIGGERS} triggers`),
  v.check(
    (triggers) => new Set(triggers.map(({ event }) => event)).size === triggers.length,
    'may hold each event once',
  ),
)

/** Its zone may lead out of the years 0 to 9999, which are all that a `Time` can say. */
const isTime = (at: number | undefined): boolean => at !== undefined && v.is(Time, toTime(at))

/** Kept as UTC with milliseconds, so that two of them compare as texts. */
const NewTime = v.pipe(
  v.string('must be a text'),
  v.check(
    (text) => text.includes('T') && isTime(timeOf(text)),
    'must be an ISO date and time such as "2026-01-31T12:00:00Z"',
  ),
  v.transform((text) => toTime(timeOf(text) ?? 0)),
)

const input = {
  name: SurveyName,
  platform: v.picklist(PLATFORMS, `must be one of ${PLATFORMS.join(', ')}`),
  ...SurveyDefinition.entries,
  questions: NewQuestions,
  triggers: v.optional(NewTriggers, []),
  filter: v.optional(v.nullable(Filter), null),
  /** By the platform where it is missing. */
  delivery: v.optional(Delivery),
  startsAt: v.optional(v.nullable(NewTime), null),
  endsAt: v.optional(v.nullable(NewTime), null),
}

export const NewSurvey = v.strictObject({
  ...input,
  status: v.optional(v.literal('draft', 'begins as "draft"; launch it to begin')),
})
export type NewSurvey = v.InferOutput<typeof NewSurvey>

/** Each part that is given takes the place of the whole part before. */
export const SurveyChange = v.partial(
  v.strictObject({
    ...input,
    /** As it was read: a change that came meanwhile has this one refused. */
    revision: v.pipe(v.number('must be a whole number'), v.integer('must be a whole number')),
  }),
)
export type SurveyChange = v.InferOutput<typeof SurveyChange>

export const defaultDelivery = (platform: Platform): Delivery =>
  platform === 'link' || platform === 'email'
    ? { mode: 'immediate' }
    : { mode: 'until', responses: responsesFor(DEFAULT_CONFIDENCE), overDays: null }
