/** What an editor of conditions is offered: keys with the kinds of their values, and frequent values. */
import { expect, it } from 'vitest'
import { createTestApp } from '../support.ts'

const PATH = '/api/environments/development/attributes'

async function createWorld(traits: readonly object[]) {
  const test = await createTestApp()
  const { items } = await (await test.api('GET', '/api/environments')).json()
  const answer = await test.app.request('/v1/batch', {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${items[0].keys[0].key}:`)}` },
    body: JSON.stringify({
      batch: traits.map((told, at) => ({ type: 'identify', userId: `user-${at}`, traits: told })),
    }),
  })
  expect(answer.status).toBe(200)
  return { ...test, read: async (path: string) => (await test.api('GET', `${PATH}${path}`)).json() }
}

it('finds keys by a part of them, the best match first, with the kinds of their values', async () => {
  const { read, api } = await createWorld([
    { plan: 'pro', planned: '2026-01-31', 'the plan': true, seats: 3, tags: ['a'], secret: 'x' },
    { plan: 5, planned: '2026-01-31T10:00:00Z', seats: 1.5, PLAN: '12' },
  ])
  expect(await read('/keys?search=plan')).toEqual({
    items: [
      { key: 'plan', kinds: ['string', 'number'] },
      { key: 'PLAN', kinds: ['string'] },
      { key: 'planned', kinds: ['date'] },
      { key: 'the plan', kinds: ['boolean'] },
    ],
  })
  await api('DELETE', `${PATH}/secret`)
  const keys = (await read('/keys')).items.map(({ key }: { key: string }) => key)
  expect(keys).toEqual(['PLAN', 'plan', 'planned', 'seats', 'tags', 'the plan'])
  expect(await read('/keys?search=seats')).toEqual({ items: [{ key: 'seats', kinds: ['number'] }] })
})

it('finds frequent values, of lists their items', async () => {
  const { read } = await createWorld([
    { plan: 'pro', tags: ['beta', 'vip'], seats: 3 },
    { plan: 'free', tags: ['beta', 7], seats: 3 },
    { plan: 'free', tags: [], seats: 12 },
    { plan: null, long: 'x'.repeat(300), 'a.b/c?': 'odd' },
  ])
  expect(await read('/plan/values')).toEqual({
    seen: true,
    kinds: ['string'],
    partial: false,
    items: [
      { value: 'free', count: 2 },
      { value: 'pro', count: 1 },
    ],
  })
  expect((await read('/plan/values?search=PR')).items).toEqual([{ value: 'pro', count: 1 }])
  expect((await read('/seats/values?search=1')).items).toEqual([{ value: 12, count: 1 }])
  expect(await read('/tags/values')).toMatchObject({
    kinds: ['array'],
    items: [
      { value: 'beta', count: 2 },
      { value: 'vip', count: 1 },
      { value: 7, count: 1 },
    ],
  })
  expect((await read('/long/values')).items).toEqual([])
  expect((await read(`/${encodeURIComponent('a.b/c?')}/values`)).items).toEqual([{ value: 'odd', count: 1 }])
  expect(await read('/nonsense/values')).toEqual({ seen: false, kinds: [], partial: false, items: [] })
})

it('says where it looked at some only', async () => {
  const { read, deps } = await createWorld([{ plan: 'pro' }])
  const [key] = await deps.database.read(`SELECT id FROM attribute_key WHERE key = 'plan'`)
  await deps.database.write([
    {
      sql: `WITH RECURSIVE more (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM more WHERE at < 20000)
        INSERT INTO attribute (key, identity, value, at, message, source, received_slot)
        SELECT ?, 1000 + at, '"free"', 1, 'm', 'server', 0 FROM more`,
      args: [key?.['id'] ?? null],
    },
  ])
  expect(await read('/plan/values')).toMatchObject({
    partial: true,
    items: [{ value: 'free', count: 19_999 }, {}],
  })
})
