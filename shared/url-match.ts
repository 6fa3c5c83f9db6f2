/** A URL pattern of an event: its form, and what it means for a URL to meet it. */
import * as v from 'valibot'

export const URL_PATTERN_LENGTH = 250
/** URLs are matched in their first so many characters, which bounds the time of every pattern. */
export const URL_LENGTH = 2_048

export const URL_MATCHES = [
  'exactly',
  'contains',
  'startsWith',
  'endsWith',
  'notContains',
  'notExactly',
  'regex',
] as const

export const UrlMatch = v.object({
  match: v.picklist(URL_MATCHES),
  pattern: v.pipe(
    v.string(),
    v.nonEmpty('must not be empty'),
    v.maxLength(URL_PATTERN_LENGTH, `must be at most ${URL_PATTERN_LENGTH} characters`),
  ),
})
export type UrlMatch = v.InferOutput<typeof UrlMatch>

/** The question a pattern asks of a URL, prepared once for the many URLs it is asked of. */
export function compileUrlMatch({ match, pattern }: UrlMatch): (url: string) => boolean {
  const test = compileWhole(match, pattern)
  return (url) => test(url.length > URL_LENGTH ? url.slice(0, URL_LENGTH) : url)
}

function compileWhole(match: UrlMatch['match'], pattern: string): (url: string) => boolean {
  switch (match) {
    case 'exactly':
      return (url) => url === pattern
    case 'notExactly':
      return (url) => url !== pattern
    case 'contains':
      return (url) => url.includes(pattern)
    case 'notContains':
      return (url) => !url.includes(pattern)
    case 'startsWith':
      return (url) => url.startsWith(pattern)
    case 'endsWith':
      return (url) => url.endsWith(pattern)
    case 'regex': {
      const expression = new RegExp(pattern)
      return (url) => expression.test(url)
    }
  }
}
