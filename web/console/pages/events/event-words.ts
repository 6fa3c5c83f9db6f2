/** Events in words: their kinds, what feeds them, where they were seen. */
import type { Click, Event, EventKind, Mapping, PropertyCondition } from '../../../../shared/event.ts'
import { sayComparison } from '../../../../shared/say.ts'
import type { UrlMatch } from '../../../../shared/url-match.ts'

export const KINDS: Readonly<Record<EventKind, string>> = {
  code: 'Code',
  'page-url': 'Page URL',
  click: 'Click',
}

export const URL_MATCHES = [
  'contains',
  'startsWith',
  'endsWith',
  'exactly',
  'notContains',
  'notExactly',
  'regex',
] as const satisfies readonly UrlMatch['match'][]

export const MATCHES: Readonly<Record<UrlMatch['match'], string>> = {
  exactly: 'is exactly',
  contains: 'contains',
  startsWith: 'starts with',
  endsWith: 'ends with',
  notContains: 'does not contain',
  notExactly: 'is not exactly',
  regex: 'matches regex',
}

export const conditionWords = ({ key, op, value }: PropertyCondition): string =>
  `${key} ${sayComparison(op, value === undefined ? [] : [value].flat())}`

const mappingWords = ({ name, conditions }: Mapping): string =>
  conditions.length === 0 ? name : `${name} where ${conditions.map(conditionWords).join(' and ')}`

export const urlWords = ({ match, pattern }: UrlMatch): string => `URL ${MATCHES[match]} ${pattern}`

const clickWords = ({ selector, text, url }: Click): string =>
  [selector, text && `“${text}”`, url && `where ${urlWords(url)}`].filter(Boolean).join(' ')

/** What feeds it, where its name does not say that already. */
export function feedOf({ name, kind, mappings, url, click }: Event): string | undefined {
  if (kind === 'page-url') return url ? urlWords(url) : undefined
  if (kind === 'click') return click ? clickWords(click) : undefined
  const [only, ...others] = mappings
  if (only === undefined) return 'no track name feeds it'
  if (others.length === 0 && only.name === name && only.conditions.length === 0) return undefined
  return mappings.map(mappingWords).join(', ')
}

const SOURCES = { segment: 'Segment', sdk: 'SDK' } as const
export const sourceWords = (sources: Event['sources']): string =>
  sources.map((source) => SOURCES[source]).join(', ')

export const isUnreviewed = (event: Event): boolean =>
  event.acceptedAutomatically && event.reviewedAt === null
