/** What an erasure takes away with a user, what it keeps out later, and what it leaves alone. */
import { expect, it } from 'vitest'
import { createTestApp, START } from '../support.ts'

async function createWorld() {
  const test = await createTestApp()
  const listed = await test.api('GET', '/api/environments')
  const { items }: { items: { id: string; keys: { key: string }[] }[] } = await listed.json()
  const keyOf = (environment: string) => items.find(({ id }) => id === environment)?.keys[0]?.key ?? ''
  const path = (environment: string, rest: string) => `/api/environments/${environment}${rest}`
  return {
    ...test,
    /** In one request; a millisecond passes after it. */
    async send(calls: object[], environment = 'development') {
      const response = await test.app.request('/webhook/segment', {
        method: 'POST',
        headers: { authorization: `Bearer ${keyOf(environment)}` },
        body: JSON.stringify(calls),
      })
      expect(response.status, await response.clone().text()).toBe(200)
      test.clock.forward(1)
    },
    set: (settings: object, environment = 'development') =>
      test.api('PATCH', path(environment, ''), settings),
    get: async (rest: string, environment = 'development') =>
      (await test.api('GET', path(environment, rest))).json(),
    isKnown: async (userId: string) =>
      (await test.api('GET', path('development', `/people/${userId}`))).status === 200,
  }
}

const before = (minutes: number) => new Date(START - minutes * 60_000).toISOString()

it('keeps no sample of an older call that arrives later', async () => {
  const { send, set, get } = await createWorld()
  await set({ autoAccept: false })
  await send([{ type: 'track', userId: 'other', event: 'E', properties: { total: 5 } }])
  await send([{ type: 'identify', userId: 'u' }])
  await send([{ type: 'delete', userId: 'u' }])
  await send([{ type: 'track', userId: 'u', event: 'E', properties: { phone: '1' }, timestamp: before(1) }])
  const { items } = await get('/requests')
  expect(items).toMatchObject([{ name: 'E', count: 1, sample: { userId: 'other' } }])
  expect(items[0].sample.properties).toEqual({ total: 5 })
})

it('keeps no URL of one either', async () => {
  const { send, get } = await createWorld()
  await send([{ type: 'delete', userId: 'u' }])
  const properties = { url: 'https://example.com/u' }
  await send([{ type: 'page', userId: 'u', properties, timestamp: before(1) }])
  expect((await get('/recent-urls')).items).toEqual([])
})

it('takes the lines of a user who was never known too', async () => {
  const { send, get, api } = await createWorld()
  await api('POST', '/api/environments/development/requests/deny', { pattern: 'debug_*' })
  await send([
    { type: 'track', userId: 'u', event: 'debug_x' },
    { type: 'group', userId: 'u', groupId: 'g' },
  ])
  expect((await get('/calls?userId=u')).items).toHaveLength(2)
  await send([{ type: 'delete', userId: 'u' }])
  expect((await get('/calls?userId=u')).items).toEqual([])
})

it('leaves the samples of other environments', async () => {
  const { send, set, get } = await createWorld()
  await set({ autoAccept: false }, 'production')
  await send([{ type: 'track', userId: 'u', event: 'E' }], 'production')
  await send([{ type: 'identify', userId: 'u' }])
  await send([{ type: 'delete', userId: 'u' }])
  expect((await get('/requests', 'production')).items).toMatchObject([{ sample: { userId: 'u' } }])
})

it('is stored like any call, whatever its time, and changes nothing when it comes again', async () => {
  const { send, get, isKnown } = await createWorld()
  const erasure = { type: 'delete', userId: 'u', messageId: 'm', timestamp: before(1) }
  await send([erasure])
  await send([{ type: 'identify', userId: 'u' }])
  await send([erasure])
  const { items } = await get('/calls?type=delete')
  expect(items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['duplicate', 'stored'])
  expect(await isKnown('u')).toBe(true)
})

it('leaves nothing of a user who comes in the same request, and whoever comes later', async () => {
  const { send, isKnown } = await createWorld()
  await send([
    { type: 'identify', userId: 'u' },
    { type: 'delete', userId: 'u' },
  ])
  expect(await isKnown('u')).toBe(false)
  await send([{ type: 'identify', userId: 'u' }])
  expect(await isKnown('u')).toBe(true)
})
