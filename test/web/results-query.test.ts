/** What of a survey's responses is looked at, as an address says it. */
import { expect, it } from 'vitest'
import { lookedAt, sentOf } from '../../web/console/pages/surveys/results/query.ts'

it.each([
  ['2028-02-29', '2028-03-01'],
  ['2026-02-31', undefined],
  ['2026-13-01', undefined],
  ['yesterday', undefined],
])('the last day %s ends before %s', (to, sent) => {
  expect(sentOf(lookedAt({ period: 'own', to }), '2026-11-26').to).toBe(sent)
})

it.each([
  ['7', '2026-02-24'],
  ['30', '2026-02-01'],
  ['nonsense', undefined],
])('the last %s days until 2 March begin at %s', (period, from) => {
  expect(sentOf(lookedAt({ period }), '2026-03-02').from).toBe(from)
})
