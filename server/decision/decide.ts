/** Decides, when a page of the web SDK asks, whether a survey is shown now, and claims its showing. */
import { isRunning, responsesByNow, windowOf } from '../../shared/eligibility.ts'
import type { Call } from '../../shared/segment.ts'
import type { SdkBatch, SdkReply, ShownSurvey } from '../../shared/sdk.ts'
import { languageFor, surveyIn } from '../../shared/shown-survey.ts'
import type { SurveyDefinition } from '../../shared/survey.ts'
import type { Deps } from '../deps.ts'
import type { RunningSurvey } from '../store/rules.ts'
import { claimShowing } from '../store/showing.ts'
import { findSurvey } from '../store/survey.ts'
import type { Visitor } from '../store/visitor.ts'
import { createQualifying } from './qualify.ts'
import { conditionsOf } from './standing.ts'
import { type Candidate, triggeredBy } from './triggers.ts'

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
    const candidates = candidatesOf(deps, asked, ask)
    if (candidates.length === 0) return NOTHING
    const surveys = candidates.map(({ survey }) => survey)
    const message = 'call' in ask ? ask.call : undefined
    const visitor = await find({ environment, visitorId, message, surveys })
    if (visitor === undefined) return NOTHING
    // Asked again, as the answer may have been lost.
    const before = surveys.find(({ id }) => id === visitor.claimed?.survey)
    if (visitor.claimed && before) {
      const { showing, survey, language } = visitor.claimed
      return { survey: shownAs(showing, survey, before.definition, language) }
    }
    const got = await qualified(environment, visitor, surveys)
    // One at random of those that qualify; where another tab was quicker, the next.
    for (const candidate of shuffled(candidates.filter(({ survey }) => got.includes(survey)))) {
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

/** Only surveys in the page that have begun and are not over, each once, whatever number of its triggers the call is. */
function candidatesOf({ definitions, now }: Deps, { environment, calls }: Asked, ask: Ask): Candidate[] {
  const rules = definitions.rules(environment)
  const at = now()
  const isOpen = ({ survey }: { survey: RunningSurvey }): boolean => isRunning(survey.asked, at)
  if ('call' in ask) {
    const call = calls.find(({ messageId }) => messageId === ask.call)
    const found = call ? triggeredBy(call, rules).filter(isOpen) : []
    // The shortest delay of those that lead to the same survey.
    const first = new Map<string, Candidate>()
    for (const one of found.sort((a, b) => a.delaySeconds - b.delaySeconds))
      if (!first.has(one.survey.id)) first.set(one.survey.id, one)
    return [...first.values()]
  }
  const trigger = rules.triggers.get(ask.trigger)?.find(({ survey }) => survey.id === ask.survey)
  return trigger && isOpen(trigger) ? [{ ...trigger, trigger: ask.trigger }] : []
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
