/** Numbers for people: `<Count of={1204} />` is `1,204`; `compact` is `1.2K`, the exact one on hover. */

const full = new Intl.NumberFormat('en')
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

export const count = (of: number): string => full.format(of)

/** `1 call`, `2 calls`, `1,204 calls`. */
export const counted = (of: number, one: string, many = `${one}s`): string =>
  `${full.format(of)} ${of === 1 ? one : many}`

export function Count({ of, compact }: { of: number; compact?: boolean }) {
  if (compact && of >= 10_000) return <span title={full.format(of)}>{short.format(of)}</span>
  return <>{full.format(of)}</>
}
