/** What calls are judged by, as it is read from the store and kept in memory. */
import type { Asked } from '../../shared/eligibility.ts'
import type { Click, PropertyCondition } from '../../shared/event.ts'
import type { FilterNames } from '../../shared/filter-names.ts'
import type { UrlMatch } from '../../shared/url-match.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Platform, SurveyDefinition } from '../../shared/survey.ts'

export type LiveKey = {
  id: string
  environment: number
  kind: 'server' | 'browser'
  key: string
}

export type Environment = {
  number: number
  /** As in addresses: "production". */
  id: string
  name: string
  /** Surveys in a development environment skip resurvey windows and sampling. */
  kind: 'development' | 'production'
  sdkId: string
  autoAccept: boolean
  webhookSecret: string
  /** Where it is set, the SDK's user IDs must be signed with it. */
  identitySecret?: string
  settings: Settings
  firstCallAt?: number
}

/** Something that calls are counted under. It gets its number when the first call that counts is committed. */
export type Tally = {
  readonly environment: number
  readonly source: 'segment' | 'sdk'
  readonly kind: 'track' | 'pageview' | 'url' | 'condition'
  /** The track name, "pageview", the ID of a No Code event or of a mapping, by kind. */
  readonly name: string
  id?: number
  /** A new name that auto accept is to make an event of. */
  accept?: boolean
  openedAt: number
}

/** How calls of one track name are judged. */
export type TrackRule = {
  readonly tally: Tally
  /** The accepted events that every call of the name counts as; none with `conditional` empty: it is a request. */
  readonly events: string[]
  readonly conditional: { event: string; tally: Tally; conditions: readonly PropertyCondition[] }[]
  /** Properties and their types that the stored sample already shows. */
  readonly properties: Map<string, string>
}

export type UrlRule = {
  readonly event: string
  readonly tally: Tally
  readonly url: UrlMatch
  readonly matches: (url: string) => boolean
}
export type ClickRule = { readonly event: string; readonly click: Click; readonly tally: Tally }
export type AttributeKey = {
  readonly environment: number
  readonly key: string
  id?: number
  readonly ignored: boolean
}

/** A survey in progress, as far as it does not change with each showing. Times are milliseconds since 1970. */
export type RunningSurvey = {
  readonly id: string
  readonly name: string
  readonly platform: Platform
  readonly definition: SurveyDefinition
  /** What its gates ask. */
  readonly asked: Asked
  /** What its filter names. */
  readonly named: FilterNames
}

/** What one environment's calls are judged by. */
export type Rules = {
  environment: Environment
  /** How often something was learnt since they were read. */
  edition: number
  names: Map<string, TrackRule>
  /** Names and patterns that the team denied. */
  isDenied: (name: string) => boolean
  urls: readonly UrlRule[]
  /** Click events by name. */
  clicks: ReadonlyMap<string, ClickRule>
  pageview: Tally
  /** What the web SDK's calls are counted under, by what Segment's are. */
  sdkTallies: Map<string, Tally>
  attributeKeys: Map<string, AttributeKey>
  /** Names of accepted events, each with the tallies it counts, of one source where both send it. */
  events: Map<string, readonly Tally[]>
  /** The same with the tallies of both sources. */
  feeds: Map<string, readonly Tally[]>
  /** Surveys in progress, also such that have not begun or are over: see their times. By ID. */
  surveys: ReadonlyMap<string, RunningSurvey>
  /** By the name of the accepted event that triggers them. */
  triggers: ReadonlyMap<string, readonly { survey: RunningSurvey; delaySeconds: number }[]>
  acceptedLately: number
  requests: number
  hasErasures: boolean
  recentUrls: Set<string>
  /** What to tell the team, written with the next commit: by kind, the text. */
  notices: Map<string, string>
}
