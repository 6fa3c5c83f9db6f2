/** What the web SDK and the server say to each other. The SDK imports only the types: it carries no validator. */
import * as v from 'valibot'
import type { Answer, Question } from './question.ts'
import type { SurveyWords } from './survey-words.ts'
import type { Look, ThankYou } from './survey.ts'
import type { UrlMatch } from './url-match.ts'

/** `GET /sdk/:sdkId/config`: what a page must know so that it asks the server only when something could show. */
export type SdkConfig = {
  environment: 'development' | 'production'
  /** Track names of events that trigger a survey in progress. */
  tracks: readonly string[]
  /** URL patterns of Page URL events that trigger one. */
  pages: readonly UrlMatch[]
  /** Every Click event: the page watches for them all, as the server cannot. */
  clicks: readonly SdkClick[]
  /** Nothing is stored on the device until `consent(true)`. */
  consentRequired: boolean
  /** Where the survey's view is loaded from, relative to the server. */
  view: string
}

export type SdkClick = {
  /** The event's name. */
  event: string
  selector?: string
  text?: string
  url?: UrlMatch
  /** It triggers a survey in progress. */
  shows: boolean
}

const Id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(250))
const Properties = v.record(v.string(), v.unknown())
const common = { messageId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)), timestamp: v.string() }

/** One thing that happened in the page. `attributes`: null clears. `user`: makes the batch's user ID known. */
export const SdkCall = v.variant('type', [
  v.object({
    ...common,
    type: v.literal('track'),
    event: Id,
    properties: v.optional(Properties),
    url: v.optional(v.string()),
  }),
  v.object({
    ...common,
    type: v.literal('page'),
    url: v.string(),
    title: v.optional(v.string()),
    referrer: v.optional(v.string()),
  }),
  v.object({ ...common, type: v.literal('click'), event: Id, url: v.string() }),
  v.object({ ...common, type: v.literal('attributes'), attributes: Properties }),
  v.object({ ...common, type: v.literal('user') }),
])
export type SdkCall = v.InferOutput<typeof SdkCall>

/** `POST /sdk/:sdkId/calls`, as text/plain so that a browser asks no leave first. */
export const SdkBatch = v.object({
  visitorId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,100}$/)),
  userId: v.optional(Id),
  /** Lowercase hex HMAC-SHA256 of the user ID with the identity secret, made by the customer's server. */
  signature: v.optional(v.string()),
  /** Segment's anonymous ID in the same browser. */
  anonymousId: v.optional(Id),
  sentAt: v.string(),
  /** Of the browser, for the survey's words: ["de-CH", "de", "en"]. Counted before any is looked at. */
  languages: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(100), v.array(v.string())), []),
  calls: v.pipe(v.array(v.unknown()), v.maxLength(200)),
  /** Asks for a survey: for the call of this message ID; for one whose delay is over; or, to debug, for one by its ID. */
  ask: v.optional(
    v.union([
      v.object({ call: v.string() }),
      v.object({ survey: Id, trigger: Id, url: v.optional(v.string()) }),
      v.object({ survey: Id, debug: v.literal(true) }),
    ]),
  ),
})
export type SdkBatch = v.InferOutput<typeof SdkBatch>

/** The answer to a batch. `survey`: shown now, it is recorded. `later`: ask again in so many seconds. */
export type SdkReply = {
  survey: ShownSurvey | null
  later?: { survey: string; trigger: string; afterSeconds: number }
}

/** A survey as it is put before one person: in their language, with what the view needs and nothing else. */
export type ShownSurvey = {
  /** Names the showing in what follows; who knows it may answer. */
  showing: string
  survey: string
  questions: readonly ShownQuestion[]
  thankYou: ThankYou
  look: Look
  language: string
  direction: 'ltr' | 'rtl'
  /** `surveyWords(language)`: the server has every language, the page only this one. */
  words: SurveyWords
}

/** `options` keep the text by which they are answered, beside the one that is shown. */
export type ShownQuestion = Omit<Question, 'options'> & {
  options: readonly { value: string; text: string }[]
}

/** `POST /sdk/:sdkId/showings/:showing`: answers as they are given, all so far or only the new ones; sent again, they change nothing. */
export const ShowingChange = v.object({
  answers: v.optional(v.record(v.string(), v.unknown()), {}),
  completed: v.optional(v.boolean()),
  /** Closed by the person before its end. */
  closed: v.optional(v.boolean()),
})
export type ShowingChange = {
  answers?: Readonly<Record<string, Answer>>
  completed?: boolean
  closed?: boolean
}
