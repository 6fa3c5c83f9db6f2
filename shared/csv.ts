/** Rows of a CSV file (RFC 4180) that a spreadsheet opens as what they say, and never as a formula. */

export type Cell = string | number | boolean | null | undefined

/** So that Excel reads UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A text that a spreadsheet would run begins with one of these, also behind spaces and what is not seen; an apostrophe
 * before it makes it a text. Source: OWASP, "CSV Injection". Numbers stay numbers.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u

export const csvRow = (cells: readonly Cell[]): string => `${cells.map(toCell).join(',')}\r\n`

function toCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
