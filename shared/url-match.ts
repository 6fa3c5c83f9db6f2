/** A URL pattern of an event: its form, and what it means for a URL to meet it. */
import * as v from 'valibot'
import { regexRefusal, TEXT_LENGTH } from './regex-safety.ts'

export const URL_PATTERN_LENGTH = 250
/** URLs are matched in their first so many characters, which bounds the time of every pattern. */
export const URL_LENGTH = TEXT_LENGTH

/** One that was checked when it was stored; a check that has become stricter since must not make it unreadable. */
export const StoredUrlMatch = v.object({
  match: v.picklist(
    ['exactly', 'contains', 'startsWith', 'endsWith', 'notContains', 'notExactly', 'regex'],
    'must be exactly, contains, startsWith, endsWith, notContains, notExactly or regex',
  ),
  pattern: v.pipe(
    v.string(),
    v.nonEmpty('must not be empty'),
    v.maxLength(URL_PATTERN_LENGTH, `must be at most ${URL_PATTERN_LENGTH} characters`),
  ),
})

export const UrlMatch = v.pipe(
  StoredUrlMatch,
  v.forward(
    v.check(
      ({ match, pattern }) => match !== 'regex' || regexRefusal(pattern) === undefined,
      ({ input }) => regexRefusal(input.pattern) ?? '',
    ),
    ['pattern'],
  ),
)
export type UrlMatch = v.InferOutput<typeof UrlMatch>

/**
 * The question that a pattern asks of a URL, prepared once for the many URLs it is asked of. Capitals count, and a
 * regular expression, which has no flags, matches anywhere unless anchored.
 * Line ends are dropped, as browsers do: no URL has them, and without them `.` is any character.
 */
export function compileUrlMatch(match: UrlMatch): (url: string) => boolean {
  const test = compilePattern(match)
  return (url) => {
    const head = url.length > URL_LENGTH ? url.slice(0, URL_LENGTH) : url
    return test(LINE_END.test(head) ? head.replaceAll(LINE_END_EACH, '') : head)
  }
}

const LINE_END = /[\n\r\u2028\u2029]/
const LINE_END_EACH = /[\n\r\u2028\u2029]/g

/** The same for what a browser gives as an address: it has no line ends. At most `URL_LENGTH` characters of it. */
export function compilePattern({ match, pattern }: UrlMatch): (url: string) => boolean {
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
