/** Which regular expressions are refused, and that those taken are fast. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regexRefusal } from '../../shared/regex-safety.ts'
import { endingWhereMet, exponentialState, parts } from '../../shared/regex/ambiguity.ts'
import { automaton, budget, TooIntricate } from '../../shared/regex/automaton.ts'
import { mostSteps } from '../../shared/regex/steps.ts'
import { parseRegex } from '../../shared/regex/syntax.ts'
import { tryEverything } from './backtracker.ts'

describe('refused (E3)', () => {
  it.each([
    ['(', /^is not a regular expression \(/],
    ['a{2,1}', /^is not a regular expression/],
    ['(?i:a)', /not a regular expression|not every browser knows/],
    ['^(a+)+$', /^could take exponential time: .*“\(a\+\)\+”/],
    ['(a+)+$', /exponential/],
    ['(a+)+', /exponential/],
    ['(a|aa)+$', /exponential/],
    ['(a|a)*b', /exponential/],
    ['(.*)*x', /exponential/],
    ['^(\\w+\\s?)*$', /exponential/],
    ['^(a?b?)*$', /exponential/],
    ['(x+x+)+y', /exponential/],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', /exponential/],
    ['(?:a|a){30}$', /exponential/],
    ['(?:a{0,50}){0,50}b', /exponential/],
    ['^(?=(a+)+$)', /exponential/],
    ['(?=.*(?=(a+)+b))', /exponential/],
    ['^(?!(?:.*,)*;)', /exponential/],
    ['(.*a){20}', /exponential/],
    ['^(\\w+)(\\1|a)*$', /exponential/],
    ['.*foo.*bar', /^could take cubic time: .*begin anywhere.*leave out “\.\*” at its beginning/],
    ['foo.*bar.*baz', /^could take cubic time: .*begin with \^/],
    ['\\s*\\s*x', /cubic/],
    ['^a*a*a*$', /^could take cubic time: “a\*”, “a\*” and “a\*” can match the same text/],
    ['^a*a*/b*b*$', /cubic time: “a\*” and “a\*”, then “b\*” and “b\*”/],
    ['^.*,.*,.*;', /cubic/],
    ['^(?=.*.*.*=)', /cubic/],
    ['(?<=a*a*)b', /cubic/],
    ['^(?:a*a*$^|[ab])*', /cubic/],
    ['^(?:(?=a*a*c)x|[ab])*', /cubic/],
    ['\\s*\\s*\\s*x', /power of 4/],
    ['.*.*.*=', /power of 4/],
    ['.{0,100}.{0,100}.{0,100}x', /power of 4/],
    ['(?:a?){50}b', /too intricate/],
    ['(?=.*a){1000}b', /too intricate/],
    [`${'a?'.repeat(30)}b`, /^could take too long/],
    [`^${'(a|a)'.repeat(40)}$`, /^could take too long/],
    [`${'a?'.repeat(120)}b`, /too intricate/],
  ])('%s', (pattern, reason) => {
    expect(regexRefusal(pattern)).toMatch(reason)
  })
})

describe('taken', () => {
  it.each([
    '',
    '^$',
    '.*',
    '[^]',
    '\\.pdf$',
    '\\s+$',
    'foo.*bar',
    '^.*foo.*bar',
    '.*/checkout/.*',
    '.*(?:/checkout/.*|/basket)',
    '^https://example\\.com/(?!admin).*$',
    '^(?=.*a)(?=.*b).*$',
    '^(?!.*(?:admin|login)).*/app/',
    '(?<!x)y+z',
    '/products/\\d+',
    '/blog/[^/]+/[^/]+$',
    '(?:/[^/?#]+)+$',
    '^https?://[^/]+/checkout/?$',
    '^https?://([a-z0-9-]+\\.)*example\\.com/',
    '^https://app\\.example\\.com/(en|de|fr)(/.*)?$',
    '/checkout(/(cart|payment|done))?/?(\\?.*)?(#.*)?$',
    '/(?:pricing|plans|features|about|contact|blog|docs)(?:/|$|\\?)',
    'utm_source=(google|bing)&.*utm_medium=cpc',
    '[?&]id=\\d{1,10}(&|$)',
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    '/[A-Za-z0-9]{24}/[A-Za-z0-9]{24}',
    '^https?:\\/\\/(www\\.)?[-\\w@:%.+~#=]{1,256}\\.[a-z()]{1,6}\\b([-\\w()@:%.+~#?&/=]*)$',
    '(a)\\1',
    '(?<page>a)\\k<page>',
    'a{',
    '[\\]]\\c\\8',
  ])('%s', (pattern) => {
    expect(regexRefusal(pattern)).toBeUndefined()
  })

  it.each([
    ['foo.*bar', 'foo'],
    ['.*x', 'a'],
    ['\\s+$', ' '],
    ['^a*b?a*x', 'a'],
    ['(?:/[^/?#]+)+$', '/a'],
    ['^https?://([a-z0-9-]+\\.)*example\\.com/', 'https://a.'],
    ['utm_source=(google|bing)&.*utm_medium=cpc', 'utm_source=google&'],
    ['^(?!.*(?:admin|login)).*/app/', 'adminlogin'],
  ])('%s is fast on many of “%s”', (pattern, word) => {
    const url = `${word.repeat(2_048).slice(0, 2_047)}\u0001`
    expect(regexRefusal(pattern)).toBeUndefined()
    const began = performance.now()
    new RegExp(pattern).test(url)
    // A few milliseconds; cubic patterns take seconds. The rest is for a busy machine.
    expect(performance.now() - began).toBeLessThan(300)
  })
})

const pattern = fc.letrec<{ whole: string; part: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('a', 'b', '/', '.', '[ab]', '[^a]', '\\w', '\\x61', '[a-b/]') },
    { weight: 2, arbitrary: tie('whole').map((inner) => `(?:${inner})`) },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(?=${inner})`) },
  ),
  part: fc.oneof(
    { weight: 5, arbitrary: tie('atom') },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          tie('atom'),
          fc.constantFrom('*', '+', '?', '{0,2}', '{2}', '{1,3}', '{2,}', '{0}', '{1,9}', '{7,}', '{0,20}'),
        )
        .map(([atom, times]) => `${atom}${times}`),
    },
    { weight: 1, arbitrary: fc.constantFrom('^', '$') },
  ),
  whole: fc
    .array(fc.array(tie('part'), { minLength: 0, maxLength: 4 }), { minLength: 1, maxLength: 2 })
    .map((choices) => choices.map((parts) => parts.join('')).join('|')),
})).whole
const word = fc.string({ unit: fc.constantFrom('a', 'b', '/'), minLength: 1, maxLength: 4 })
const text = fc
  .tuple(word, fc.constantFrom('', '!', 'a', '/'))
  .map(([each, end]) => each.repeat(40).slice(0, 60) + end)

describe('theory and practice', { timeout: 60_000 }, () => {
  it('reads patterns as the runtime does', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', '/', '!'), maxLength: 8 }),
        (source, short) => {
          const tried = tryEverything(source, short, 1_000_000)
          fc.pre(tried !== undefined)
          expect(tried?.matches).toBe(new RegExp(source).test(short))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('no text takes more steps than foreseen', () => {
    fc.assert(
      fc.property(pattern, text, (source, long) => {
        const most = foreseen(source, long.length + 1)
        fc.pre(most !== undefined && most < 2_000_000)
        expect(tryEverything(source, long, most ?? 0)).toBeDefined()
      }),
      { numRuns: 3_000 },
    )
  })

  it('always decides, and soon', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab.*+?()[]{}|\\^$1,-:=!<'), maxLength: 60 }),
        (source) => {
          expect(regexRefusal(source) !== undefined || compiles(source)).toBe(true)
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

function compiles(source: string): boolean {
  try {
    return new RegExp(source).source !== ''
  } catch {
    return false
  }
}

/** Undefined where the pattern is exponential or too intricate. */
function foreseen(source: string, length: number): number | undefined {
  try {
    const spend = budget(2_000_000)
    const whole = automaton(parseRegex(source))
    if (exponentialState(whole, spend)) return undefined
    const graph = endingWhereMet(whole)
    const ordered = parts(graph, spend)
    const degree = Math.max(...ordered.map((part) => part.degree))
    return mostSteps(graph, ordered, length, spend) * (degree + 1)
  } catch (error) {
    if (error instanceof TooIntricate) return undefined
    throw error
  }
}
