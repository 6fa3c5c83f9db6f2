/** What calls are judged by, as it is read from the store and kept in memory. */
import type { PropertyCondition } from '../../shared/event.ts'
import type { Settings } from '../../shared/settings.ts'

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
  settings: Settings
  firstCallAt?: number
}

/** Something that calls are counted under. It gets its number when the first call that counts is committed. */
export type Tally = {
  readonly environment: number
  readonly kind: 'track' | 'pageview' | 'url' | 'condition'
  /** The track name, "pageview", the event's ID or the mapping's ID, by kind. */
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
  readonly matches: (url: string) => boolean
}
export type AttributeKey = {
  readonly environment: number
  readonly key: string
  id?: number
  readonly ignored: boolean
}

/** What one environment's calls are judged by. */
export type Rules = {
  environment: Environment
  names: Map<string, TrackRule>
  /** Names and patterns that the team denied. */
  isDenied: (name: string) => boolean
  urls: readonly UrlRule[]
  pageview: Tally
  attributeKeys: Map<string, AttributeKey>
  /** Names of accepted events, each with the tallies it counts, of one source where both send it. */
  events: Map<string, readonly Tally[]>
  acceptedLately: number
  requests: number
  hasErasures: boolean
  recentUrls: Set<string>
  /** What to tell the team, written with the next commit: by kind, the text. */
  notices: Map<string, string>
}
