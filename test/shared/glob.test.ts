/** Patterns of denied names (E5). */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { globMatcher } from '../../shared/glob.ts'

describe('a pattern', () => {
  it.each([
    ['debug_*', 'debug_click', true],
    ['debug_*', 'debug_', true],
    ['debug_*', 'Debug_click', false],
    ['debug_*', 'my debug_click', false],
    ['*_test', 'a_test', true],
    ['*_test', '_tests', false],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['*', '', true],
    ['**', 'x', true],
    ['a.?[b]*', 'a.?[b]c', true],
    ['a.?[b]*', 'axxbc', false],
    ['exact', 'exact', true],
    ['exact', 'exactly', false],
  ])('%s on %s: %s', (pattern, name, expected) => {
    expect(globMatcher(pattern)(name)).toBe(expected)
  })

  it('means what the same regular expression means', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 })
    fc.assert(
      fc.property(text, text, (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`)
        expect(globMatcher(pattern)(name)).toBe(expression.test(name))
      }),
    )
  })
})
