import { expect, it } from 'vitest'
import type { CallLine } from '../../shared/call.ts'
import { sayCall } from '../../web/console/pages/connect/say-call.ts'

const LINE: CallLine = {
  id: 1,
  messageId: null,
  door: 'tracking',
  type: 'identify',
  name: null,
  userId: 'userId123',
  anonymousId: null,
  receivedAt: '2026-03-02T10:00:00.000Z',
  outcome: 'stored',
  detail: 'userId123 is a user.',
  status: 200,
  payload: null,
}

it.each<[Partial<CallLine>, string]>([
  [
    { payload: { traits: { firstName: 'James', lastName: 'Gibbon' } } },
    'userId123: James Gibbon is now a user',
  ],
  [{ payload: { traits: { name: 'James', email: 'james@example.com' } } }, 'userId123: James is now a user'],
  [{ payload: { traits: { email: 'james@example.com' } } }, 'userId123: james@example.com is now a user'],
  [{ payload: { traits: { firstName: 7, name: null } } }, 'userId123 is now a user'],
  [{ payload: { traits: 'none' } }, 'userId123 is now a user'],
  [{ type: 'alias' }, 'userId123 is now a user'],
  [
    { outcome: 'duplicate', detail: 'This message ID came before.' },
    'userId123: This message ID came before.',
  ],
  [
    { type: 'track', name: 'Clicked Button', outcome: 'counted', detail: 'Counts as Clicked Button.' },
    'userId123: Counts as Clicked Button.',
  ],
  [
    {
      type: 'track',
      name: 'Clicked',
      outcome: 'counted',
      detail: 'Counts as Button.',
      userId: null,
      anonymousId: 'a1',
    },
    'a1, Clicked: Counts as Button.',
  ],
  [{ type: 'batch', userId: null, outcome: 'invalid', detail: 'Not JSON.' }, 'Not JSON.'],
])('says a call in words: %o', (line, words) => {
  expect(sayCall({ ...LINE, ...line })).toBe(words)
})
