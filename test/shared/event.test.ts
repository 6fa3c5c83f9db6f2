/** What an event can be made of, and how what cannot be is refused. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { NewEvent, type PropertyCondition } from '../../shared/event.ts'

const issuesOf = (mappings: unknown): [string | null, string][] =>
  (v.safeParse(NewEvent, { name: 'Big Order', mappings }).issues ?? []).map((issue) => [
    v.getDotPath(issue),
    issue.message,
  ])

it.each<Omit<PropertyCondition, 'key'>>([
  { op: 'isSet' },
  { op: 'is', value: '' },
  { op: 'contains', value: 'a' },
  { op: 'oneOf', value: ['a', 1, true] },
  { op: 'gte', value: 50 },
  { op: 'lt', value: '50' },
  { op: 'gt', value: '2026-01-31' },
])('takes a condition of %o', (condition) => {
  expect(issuesOf([{ name: 'Order', conditions: [{ key: 'total', ...condition }] }])).toEqual([])
})

it.each<[Omit<PropertyCondition, 'key'>, string]>([
  [{ op: 'isSet', value: 1 }, 'must be left out with isSet'],
  [{ op: 'is' }, 'must be one text, number, true or false with is'],
  [{ op: 'contains', value: ['a'] }, 'must be one text, number, true or false with contains'],
  [{ op: 'oneOf', value: 'a' }, 'must be a list of values with oneOf'],
  [{ op: 'oneOf', value: [] }, 'must be a list of values with oneOf'],
  [{ op: 'gte' }, 'must be a number or an ISO date such as "2026-01-31" with gte'],
  [{ op: 'gt', value: 'much' }, 'must be a number or an ISO date such as "2026-01-31" with gt'],
  [{ op: 'lt', value: true }, 'must be a number or an ISO date such as "2026-01-31" with lt'],
])('refuses a condition of %o, which no call could meet', (condition, message) => {
  expect(issuesOf([{ name: 'Order', conditions: [{ key: 'total', ...condition }] }])).toEqual([
    ['mappings.0.conditions.0.value', message],
  ])
})

it('refuses a name that stands twice: only one of its conditions could be kept', () => {
  const condition: PropertyCondition = { key: 'total', op: 'isSet' }
  expect(issuesOf([{ name: 'Order' }, { name: 'Order', conditions: [condition] }])).toEqual([
    ['mappings', 'may hold each name once, with all of its conditions'],
  ])
})
