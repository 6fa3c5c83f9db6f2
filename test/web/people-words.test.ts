import { describe, expect, it } from 'vitest'
import { meterWords } from '../../web/console/pages/people/meter-words.ts'
import { keyAttributes, personName } from '../../web/console/pages/people/person-name.ts'
import { timelineByDay } from '../../web/console/pages/people/timeline.ts'

describe('the identity meter in words (P1)', () => {
  const none = { users: 0, anonymous: 0, tied: 0, visitors: 0, visitorsWithUserId: 0, visitorsMatched: 0 }
  it.each([
    [none, 'warn', 'No one has come yet.'],
    [
      { ...none, visitors: 312 },
      'bad',
      '312 visitors, none with a user ID: Segment filters can match no one.',
    ],
    [
      { ...none, visitors: 312, visitorsWithUserId: 90 },
      'bad',
      '312 visitors, 90 with a user ID, but Segment knows none of those: Segment filters can match no one. Check that your pages and Segment use the same IDs.',
    ],
    [
      { ...none, visitors: 312, visitorsWithUserId: 90, visitorsMatched: 71 },
      'warn',
      '312 visitors, 90 with a user ID; Segment knows 71 of those, and Segment filters can match only them.',
    ],
    [{ ...none, visitors: 1, visitorsWithUserId: 1, visitorsMatched: 1 }, 'good', '1 visitor, 1 matched.'],
    [
      { ...none, anonymous: 48 },
      'bad',
      '48 anonymous identities and no known user: filters can match no one. Send an identify call when people sign in.',
    ],
    [
      { ...none, users: 1, anonymous: 2, tied: 2 },
      'good',
      'Filters can match the one user. No one else came.',
    ],
    [
      { ...none, users: 1_204, anonymous: 413, tied: 301 },
      'good',
      'Filters can match all 1,204 users. 112 more identities are not tied to a user yet: what they did is held for 7 days, and counts once they are.',
    ],
    [
      { ...none, users: 3, anonymous: 1 },
      'warn',
      'Filters can match all 3 users. One more identity is not tied to a user yet: what it did is held for 7 days, and counts once it is.',
    ],
  ])('%o is %s: %s', (counts, tone, text) => {
    expect(meterWords(counts, 7)).toEqual({ tone, text })
  })
})

describe('what a user is called', () => {
  it.each([
    [{ name: 'Ada Lovelace', firstName: 'A', email: 'ada@example.com' }, 'Ada Lovelace'],
    [{ firstName: 'James', lastName: 'Gibbon', email: 'j@example.com' }, 'James Gibbon'],
    [{ first_name: 'James' }, 'James'],
    [{ name: '  ', email: 'j@example.com' }, 'j@example.com'],
    [{ name: 42, username: 'jim' }, 'jim'],
    [{}, 'u1'],
  ])('%o is %s', (attributes, name) => {
    expect(personName({ userId: 'u1', attributes })).toBe(name)
  })

  it('picks what tells users apart, and leaves out what names them or is Asklet’s own', () => {
    const attributes = {
      email: 'a@example.com',
      zip: '1',
      $browser: 'Firefox',
      'company.name': 'Northwind',
      plan: 'pro',
    }
    expect(keyAttributes(attributes, 2)).toEqual([
      ['plan', 'pro'],
      ['company.name', 'Northwind'],
    ])
    expect(keyAttributes(attributes, 9).map(([key]) => key)).toEqual(['plan', 'company.name', 'zip'])
  })
})

describe('the timeline', () => {
  const utcDay = (at: string) => at.slice(0, 10)
  it('joins the slots of one day and event, newest day first', () => {
    const row = (event: string, count: number, firstAt: string, lastAt: string) => ({
      event,
      count,
      firstAt,
      lastAt,
    })
    expect(
      timelineByDay(
        [
          row('Order', 2, '2026-03-02T13:00:00.000Z', '2026-03-02T18:00:00.000Z'),
          row('pageview', 1, '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z'),
          row('Order', 3, '2026-03-02T08:00:00.000Z', '2026-03-02T08:30:00.000Z'),
          row('Order', 1, '2026-03-01T23:00:00.000Z', '2026-03-01T23:00:00.000Z'),
        ],
        utcDay,
      ),
    ).toEqual([
      {
        day: '2026-03-02',
        rows: [
          row('Order', 5, '2026-03-02T08:00:00.000Z', '2026-03-02T18:00:00.000Z'),
          row('pageview', 1, '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z'),
        ],
      },
      { day: '2026-03-01', rows: [row('Order', 1, '2026-03-01T23:00:00.000Z', '2026-03-01T23:00:00.000Z')] },
    ])
  })
})
