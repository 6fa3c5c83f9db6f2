/** What it means for a URL to meet a pattern, and which patterns are taken. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { compileUrlMatch, UrlMatch } from '../../shared/url-match.ts'

const URL = 'https://example.com/Pricing?plan=pro#top'

describe('a URL meets a pattern (E1, E3)', () => {
  it.each([
    ['exactly', URL, true],
    ['exactly', 'https://example.com/Pricing', false],
    ['notExactly', URL, false],
    ['notExactly', 'https://example.com/Pricing', true],
    ['contains', '/Pricing?', true],
    ['contains', '/pricing', false],
    ['notContains', '/pricing', true],
    ['notContains', 'plan=pro', false],
    ['startsWith', 'https://example.com/', true],
    ['startsWith', 'example.com', false],
    ['endsWith', '#top', true],
    ['endsWith', 'plan=pro', false],
    ['regex', 'Pricing', true],
    ['regex', 'pricing', false],
    ['regex', '^https://[^/]+/Pricing', true],
    ['regex', '^/Pricing', false],
    ['regex', '^https://example\\.com/(?!admin)', true],
    ['regex', 'com/(?=Pricing)(?!.*plan=free)', true],
    ['regex', '#top$', true],
  ] as const)('%s %s: %s', (match, pattern, expected) => {
    expect(compileUrlMatch({ match, pattern })(URL)).toBe(expected)
  })

  it('looks at the first 2,048 characters', () => {
    const long = `${'a'.repeat(2_047)}bc`
    expect(compileUrlMatch({ match: 'endsWith', pattern: 'ab' })(long)).toBe(true)
    expect(compileUrlMatch({ match: 'contains', pattern: 'bc' })(long)).toBe(false)
    expect(compileUrlMatch({ match: 'regex', pattern: 'c' })(long)).toBe(false)
  })

  it('drops line ends', () => {
    expect(compileUrlMatch({ match: 'regex', pattern: '^/a.*b$' })('/a\n1\r\nb')).toBe(true)
    expect(compileUrlMatch({ match: 'exactly', pattern: '/ab' })('/a\nb')).toBe(true)
  })

  it('answers alike each time', () => {
    const meets = compileUrlMatch({ match: 'regex', pattern: 'a' })
    expect([meets('a'), meets('a'), meets('b'), meets('a')]).toEqual([true, true, false, true])
  })
})

describe('the form of a pattern', () => {
  it.each([
    [{ match: 'regex', pattern: '^/a.*b$' }, /^taken$/],
    [{ match: 'contains', pattern: '(a+)+$' }, /^taken$/],
    [{ match: 'contains', pattern: 'a'.repeat(250) }, /^taken$/],
    [{ match: 'contains', pattern: 'a'.repeat(251) }, /^pattern must be at most 250 characters$/],
    [{ match: 'contains', pattern: '' }, /^pattern must not be empty$/],
    [{ match: 'like', pattern: 'a' }, /^match must be exactly, contains/],
    [{ match: 'regex', pattern: '(' }, /^pattern is not a regular expression/],
    [{ match: 'regex', pattern: '(a+)+$' }, /^pattern could take exponential time/],
    [{ match: 'regex', pattern: '\\s*\\s*x' }, /^pattern could take cubic time/],
  ])('%j', (input, expected) => {
    const result = v.safeParse(UrlMatch, input)
    const said = result.issues?.map((issue) => `${v.getDotPath(issue)} ${issue.message}`)[0]
    expect(said ?? 'taken').toMatch(expected)
  })
})
