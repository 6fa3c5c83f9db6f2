import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRow } from '../../shared/csv.ts'

test.each([
  ['a plain text', 'plain', 'plain'],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'say "so"', '"say ""so"""'],
  ['lines', 'one\ntwo', '"one\ntwo"'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula behind spaces', '  =1+1', "'  =1+1"],
  ['a command', '@SUM(A1)', "'@SUM(A1)"],
  ['a plus and a minus', '+1', "'+1"],
  ['a minus in a text', '-1', "'-1"],
  ['a tab', '\t=1', "'\t=1"],
  ['a line end first', '\r=1', `"'\r=1"`],
  ['a full-width equals sign', '\uFF1D1', "'\uFF1D1"],
  ['an invisible mark first', '\u200B=1', "'\u200B=1"],
  ['a control character first', '\x7F=1', "'\x7F=1"],
  ['a formula in quotes', '=HYPERLINK("https://x")', `"'=HYPERLINK(""https://x"")"`],
  ['a number', -5, '-5'],
  ['true', true, 'true'],
  ['nothing', null, ''],
])('%s', (_, cell, expected) => {
  expect(csvRow([cell])).toBe(`${expected}\r\n`)
})

test('every text comes back as it went, and none is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
      const read = parse(csvRow(cells))
      expect(read).toHaveLength(cells.length)
      for (const [place, cell] of cells.entries()) {
        expect([cell, `'${cell}`]).toContain(read[place])
        expect(read[place]).not.toMatch(/^[=+\-@\t\r]/)
      }
    }),
  )
})

/** One row, as RFC 4180 says. */
function parse(row: string): string[] {
  const cells: string[] = []
  for (const [, quoted, plain] of row.slice(0, -2).matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/gy))
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
  // The end of the text is matched once more, as an empty cell.
  return row.slice(0, -2).endsWith(',') ? cells : cells.slice(0, Math.max(1, cells.length - 1))
}
