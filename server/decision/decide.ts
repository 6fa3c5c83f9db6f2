/** Decides, when a page of the web SDK asks, whether a survey is shown now, and claims its showing. */
import { responsesByNow, windowOf } from '../../shared/eligibility.ts'
import type { Call } from '../../shared/segment.ts'
import type { SdkBatch, SdkReply, ShownSurvey } from '../../shared/sdk.ts'
import { languageFor, surveyIn } from '../../shared/shown-survey.ts'
import type { SurveyDefinition } from '../../shared/survey.ts'
import type { Deps } from '../deps.ts'
import { claimShowing } from '../store/showing.ts'
import { findSurvey } from '../store/survey.ts'
import type { Visitor } from '../store/visitor.ts'
import { type LineUp, lineUp, lineUpOf } from './line-up.ts'
import { createQualifying } from './qualify.ts'
import { conditionsOf } from './standing.ts'
import { type Candidate, eventsOf } from './triggers.ts'

export type Asked = {
  environment: number
  visitorId: string
  /** The user ID was signed. */
  verified: boolean
  languages: readonly string[]
  ask: SdkBatch['ask']
  /** Those of the same batch, already stored. */
  calls: readonly Call[]
}

/** Names a showing that is only looked at: it is not recorded, and what is answered to it is not kept. */
export const PREVIEW = 'preview'

const NOTHING: SdkReply = { survey: null }

export type Decide = (asked: Asked) => Promise<SdkReply>

export function createDecide(deps: Deps): Decide {
  const { find, qualified } = createQualifying(deps)
  return async (asked) => {
    const { ask, environment, visitorId } = asked
    if (ask === undefined) return NOTHING
    if ('debug' in ask) return preview(deps, asked, ask.survey)
    const asking = askedFor(deps, asked, ask)
    if (asking.entrants.length === 0) return NOTHING
    const message = 'call' in ask ? ask.call : undefined
    const visitor = await find({ environment, visitorId, message, lineUp: asking })
    if (visitor === undefined) return NOTHING
    // Asked again, as the answer may have been lost.
    if (visitor.claimed) {
      const { showing, survey, language } = visitor.claimed
      const before = asking.entrants.find((one) => one.survey.id === survey)?.survey
      if (before) return { survey: shownAs(showing, survey, before.definition, language) }
    }
    // One at random of those that qualify; where another tab was quicker, the next.
    for (const candidate of shuffled(await qualified(environment, visitor, asking))) {
      const { survey, trigger, delaySeconds } = candidate
      if (delaySeconds > 0 && 'call' in ask)
        return { survey: null, later: { survey: survey.id, trigger, afterSeconds: delaySeconds } }
      const shown = await show(deps, asked, visitor, candidate)
      if (shown) return { survey: shown }
    }
    return NOTHING
  }
}

type Ask = Exclude<NonNullable<SdkBatch['ask']>, { debug: true }>

/** The surveys that the call brings up, or the one that was to be asked for again later. */
function askedFor({ definitions, now }: Deps, { environment, calls }: Asked, ask: Ask): LineUp {
  const rules = definitions.rules(environment)
  const at = now()
  if ('call' in ask) {
    const call = calls.find(({ messageId }) => messageId === ask.call)
    return lineUpOf(call ? eventsOf(call, rules) : [], rules, at)
  }
  const later = rules.triggers.get(ask.trigger)?.find(({ survey }) => survey.id === ask.survey)
  return lineUp(later ? [{ ...later, trigger: ask.trigger }] : [], rules, at)
}

async function show(
  { database, definitions, now }: Deps,
  { environment, verified, languages, ask, calls }: Asked,
  { identity }: Visitor,
  { survey, trigger }: Candidate,
): Promise<ShownSurvey | undefined> {
  const at = now()
  const { definition } = survey
  const { delivery, resurvey } = definition
  const conditions = conditionsOf(definitions.rules(environment).environment, at)
  const { development, resurveyDays, dayOf } = conditions
  const messageId = ask !== undefined && 'call' in ask ? ask.call : undefined
  const call = calls.find((one) => one.messageId === messageId)
  const language = languageFor(definition, languages)
  const showing = await claimShowing(database, {
    environment,
    survey: survey.id,
    identity,
    trigger,
    ask: messageId,
    url: urlOf(call) ?? (ask !== undefined && 'url' in ask ? ask.url?.slice(0, 2_048) : undefined),
    language,
    verified,
    at,
    day: dayOf(at),
    once: !development && resurvey.once,
    window: development ? 0 : windowOf(resurvey, resurveyDays),
    development,
    responsesByNow: responsesByNow(survey.asked, conditions),
    perDay: (delivery.mode === 'continuous' ? delivery.perDay : null) ?? undefined,
  })
  return showing === undefined ? undefined : shownAs(showing, survey.id, definition, language)
}

function urlOf(call: Call | undefined): string | undefined {
  if (call?.type === 'page' || call?.type === 'click') return call.url?.slice(0, 2_048)
  const url = call?.type === 'track' ? call.payload['url'] : undefined
  return typeof url === 'string' ? url.slice(0, 2_048) : undefined
}

/** To debug: in Development any survey that asks something, elsewhere only one that is in progress. */
async function preview(
  { database, definitions }: Deps,
  { environment, languages }: Asked,
  id: string,
): Promise<SdkReply> {
  const { surveys, environment: own } = definitions.rules(environment)
  const definition =
    surveys.get(id)?.definition ??
    (own.kind === 'development' ? (await findSurvey(database, environment, id))?.definition : undefined)
  if (definition === undefined || definition.questions.length === 0) return NOTHING
  return { survey: shownAs(PREVIEW, id, definition, languageFor(definition, languages)) }
}

const shownAs = (
  showing: string,
  survey: string,
  definition: SurveyDefinition,
  language: string,
): ShownSurvey => ({ showing, survey, ...surveyIn(definition, language) })

function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last--) {
    const place = Math.floor(Math.random() * (last + 1))
    const [one, other] = [mixed[last], mixed[place]]
    if (one === undefined || other === undefined) continue
    mixed[last] = other
    mixed[place] = one
  }
  return mixed
}
