/** What calls do: users, attributes, counts, ties, repeats, erasure. */
import { describe, expect, it } from 'vitest'
import { forEachDatabase, type OpenDatabase } from '../databases.ts'
import { createTestApp, START } from '../support.ts'

async function createWorld(open: OpenDatabase) {
  const test = await createTestApp({}, {}, open)
  const listed = await test.api('GET', '/api/environments')
  const { items } = await listed.json()
  const key: string = items[0].keys[0].key
  const at = (minutes: number) => new Date(START - 3_600_000 + minutes * 60_000).toISOString()
  return {
    ...test,
    at,
    development: key,
    send: async (type: string, body: object, status = 200) => {
      const answer = await test.app.request(`/v1/${type}`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect(answer.status, await answer.clone().text()).toBe(status)
      test.clock.forward(1)
    },
    partner: (body: object) =>
      test.app.request('/segment', {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    get: async (path: string) => {
      const answer = await test.api('GET', `/api/environments/development${path}`)
      return answer.json()
    },
    post: async (path: string, body: object) =>
      test.api('POST', `/api/environments/development${path}`, body),
  }
}

forEachDatabase((open) => {
  describe('identify, alias, track and page', () => {
    it('keeps the calls of the quick start', async () => {
      const { send, get } = await createWorld(open)
      await send('identify', { userId: 'userId123', traits: { firstName: 'James', lastName: 'Gibbon' } })
      await send('alias', { userId: 'newUserId', previousId: 'anon-1' })
      await send('track', { anonymousId: 'anon-1', event: 'Clicked Button' })
      await send('page', { userId: 'userId123', properties: { url: 'https://example.com/pricing' } })

      const james = await get('/people/userId123')
      expect(james.attributes).toEqual({ firstName: 'James', lastName: 'Gibbon' })
      expect(james.events).toMatchObject([{ event: 'pageview', count: 1 }])
      const aliased = await get('/people/newUserId')
      expect(aliased.visitors).toEqual(['anon-1'])
      expect(aliased.events).toMatchObject([{ event: 'Clicked Button', count: 1 }])
      const events = await get('/events')
      expect(events.items).toMatchObject([
        {
          name: 'Clicked Button',
          count: 1,
          users: 1,
          acceptedAutomatically: true,
          trackNames: ['Clicked Button'],
        },
      ])
      const calls = await get('/calls')
      expect(calls.items.map((call: { type: string; outcome: string }) => [call.type, call.outcome])).toEqual(
        [
          ['page', 'counted'],
          ['track', 'counted'],
          ['alias', 'stored'],
          ['identify', 'stored'],
        ],
      )
    })

    it('makes no user of track or page, and counts them once the identity is known', async () => {
      const { send, get, at } = await createWorld(open)
      await send('track', { anonymousId: 'a', event: 'Order Completed', timestamp: at(0) })
      await send('track', { userId: 'u', event: 'Order Completed', timestamp: at(1) })
      expect((await get('/people')).items).toEqual([])
      expect((await get('/calls')).items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
        'held',
        'held',
      ])
      await send('identify', { userId: 'u', anonymousId: 'a', timestamp: at(2) })
      expect((await get('/people/u')).events).toEqual([
        { event: 'Order Completed', count: 2, firstAt: at(0), lastAt: at(1) },
      ])
    })

    it('lets the latest timestamp win, a clearing included', async () => {
      const { send, get, at } = await createWorld(open)
      await send('identify', { userId: 'u', traits: { plan: 'pro', company: null }, timestamp: at(5) })
      await send('identify', {
        userId: 'u',
        traits: { plan: 'free', company: { name: 'Old' }, age: 3 },
        timestamp: at(4),
      })
      await send('identify', { userId: 'u', traits: { company: { city: 'Rome' } }, timestamp: at(6) })
      expect((await get('/people/u')).attributes).toEqual({ plan: 'pro', age: 3, 'company.city': 'Rome' })
    })

    it('counts a message once, however often it comes', async () => {
      const { send, get } = await createWorld(open)
      const call = { userId: 'u', event: 'E', messageId: 'm1' }
      await send('identify', { userId: 'u' })
      await send('track', call)
      await send('track', call)
      await send('batch', {
        batch: [
          { type: 'track', ...call },
          { type: 'track', ...call, messageId: 'm2' },
          { type: 'track', ...call, messageId: 'm2' },
        ],
      })
      expect((await get('/people/u')).events).toMatchObject([{ event: 'E', count: 2 }])
      expect((await get('/calls?outcome=duplicate')).items).toHaveLength(3)
    })

    it('finds users and events by any part of what they are called, capitals or not', async () => {
      const { send, get } = await createWorld(open)
      await send('identify', { userId: 'u1', traits: { name: 'Ünal "Max" O\\Neil' } })
      await send('identify', { userId: 'u2', traits: { name: 'James', email: 'J@Example.com' } })
      await send('track', { userId: 'u1', event: 'Änderung' })
      const found = async (search: string) =>
        (await get(`/people?search=${encodeURIComponent(search)}`)).items.map(
          ({ userId }: { userId: string }) => userId,
        )
      expect(await found('Ünal')).toEqual(['u1'])
      expect(await found('"max"')).toEqual(['u1'])
      expect(await found('o\\n')).toEqual(['u1'])
      expect(await found('"')).toEqual(['u1'])
      expect(await found('j@example')).toEqual(['u2'])
      expect((await get(`/events?search=${encodeURIComponent('Änd')}`)).items).toHaveLength(1)
      expect((await get('/events?search=conditions')).items).toEqual([])
    })

    it('keeps keys that JavaScript has its own use for', async () => {
      const { get, app, development } = await createWorld(open)
      const list = '[{"__proto__":1,"constructor":2}]'
      const answer = await app.request('/v1/identify', {
        method: 'POST',
        headers: { authorization: `Bearer ${development}` },
        body: `{"userId": "u", "traits": {"list": ${list}}}`,
      })
      expect(answer.status).toBe(200)
      expect(JSON.stringify((await get('/people/u')).attributes.list)).toBe(list)
    })

    it('shows a sample of a burst, and says so at once', async () => {
      const { send, get, api } = await createWorld(open)
      await api('PATCH', '/api/environments/development', { callsPerSecond: 5 })
      await send('batch', {
        batch: Array.from({ length: 50 }, () => ({ type: 'track', userId: 'u', event: 'E' })),
      })
      expect((await get('/calls')).items).toHaveLength(5)
      expect((await get('/notices')).items).toMatchObject([
        { kind: 'sampled', detail: 'Of 50 calls in one second, 5 are shown.' },
      ])
    })

    it('makes nothing of what only a repeat names, also in one request', async () => {
      const { send, get, api } = await createWorld(open)
      await send('batch', {
        batch: [
          { type: 'track', userId: 'u', event: 'First', messageId: 'm1' },
          { type: 'track', userId: 'u', event: 'Repeat', messageId: 'm1' },
          { type: 'identify', userId: 'u', traits: { first: 1 }, messageId: 'm2' },
          { type: 'identify', userId: 'u', traits: { repeat: 1 }, messageId: 'm2' },
        ],
      })
      await send('track', { userId: 'u', event: 'Later repeat', messageId: 'm1' })
      await send('identify', { userId: 'u', traits: { laterRepeat: 1 }, messageId: 'm2' })
      expect((await get('/events')).items).toMatchObject([{ name: 'First', count: 1 }])
      expect((await get('/attributes')).items).toMatchObject([{ key: 'first' }])

      await api('PATCH', '/api/environments/development', { autoAccept: false })
      await send('track', { userId: 'u', event: 'Waits', properties: { a: 1 }, messageId: 'm3' })
      await send('track', { userId: 'u', event: 'Waits', properties: { b: 1 }, messageId: 'm3' })
      const [request] = (await get('/requests')).items
      expect(request.sample.properties).toEqual({ a: 1 })
    })

    it('erases a user with all their identities, and drops older calls for good', async () => {
      const { send, get, at, partner, api, clock } = await createWorld(open)
      await send('identify', {
        userId: 'u',
        anonymousId: 'a',
        traits: { email: 'u@example.com' },
        timestamp: at(1),
      })
      await send('track', { anonymousId: 'a', event: 'E', timestamp: at(2) })
      await send('identify', { userId: 'other', timestamp: at(1) })
      await send('track', { userId: 'other', event: 'E', timestamp: at(2) })
      expect((await partner({ type: 'delete', userId: 'u', context: [], integrations: [] })).status).toBe(200)
      expect((await api('GET', '/api/environments/development/people/u')).status).toBe(404)
      await send('track', { anonymousId: 'a', event: 'E', timestamp: at(3) })
      await send('identify', {
        userId: 'u',
        anonymousId: 'a',
        traits: { email: 'u@example.com' },
        timestamp: at(4),
      })
      expect((await api('GET', '/api/environments/development/people/u')).status).toBe(404)
      expect((await get('/calls?outcome=erased')).items).toHaveLength(2)
      expect((await get('/calls?userId=u')).items).toEqual([])
      expect((await get('/events')).items).toMatchObject([{ name: 'E', count: 1, users: 1 }])
      clock.forward(60_000)
      await send('identify', { userId: 'u', traits: { fresh: true } })
      expect((await get('/people/u')).attributes).toEqual({ fresh: true })
    })

    it('exports a user with each of their calls once', async () => {
      const { send, get } = await createWorld(open)
      await send('track', { anonymousId: 'a', event: 'E' })
      await send('identify', { userId: 'u', anonymousId: 'a' })
      const exported = await get('/people/u/export')
      expect(exported.calls.map(({ type }: { type: string }) => type)).toEqual(['identify', 'track'])
    })

    it('joins two users by hand, and parts them again', async () => {
      const { send, get, post, api } = await createWorld(open)
      await send('identify', { userId: 'one', anonymousId: 'a', traits: { plan: 'pro' } })
      await send('identify', { userId: 'two', traits: { city: 'Rome' } })
      await send('track', { anonymousId: 'a', event: 'E' })
      expect((await post('/people/one/merge', { into: 'two' })).status).toBe(200)
      const joined = await get('/people/two')
      expect(joined).toMatchObject({
        attributes: { plan: 'pro', city: 'Rome' },
        merged: ['one'],
        events: [{ count: 1 }],
      })
      expect((await get('/people')).items).toHaveLength(1)
      expect((await api('DELETE', '/api/environments/development/people/one/merge')).status).toBe(200)
      expect((await get('/people/one')).events).toMatchObject([{ event: 'E', count: 1 }])
      expect((await get('/people/two')).attributes).toEqual({ city: 'Rome' })
    })
  })

  describe('events', () => {
    it('asks for review with auto accept off, and counts from approval on unless what was held is taken in', async () => {
      const { send, get, post, api } = await createWorld(open)
      await api('PATCH', '/api/environments/development', { autoAccept: false })
      await send('identify', { userId: 'u' })
      for (const event of ['A', 'B', 'C', 'debug_x', 'debug_y'])
        await send('track', { userId: 'u', event, properties: { total: 5 } })
      expect((await get('/events')).items).toEqual([])
      const requests = await get('/requests')
      expect(requests.items).toHaveLength(5)
      expect(requests.items.find(({ name }: { name: string }) => name === 'A')).toMatchObject({
        count: 1,
        users: 1,
        properties: { total: 'number' },
        sample: { event: 'A' },
      })
      expect((await post('/requests/approve', { names: ['A'], backfill: true })).status).toBe(200)
      expect((await post('/requests/approve', { names: ['B'] })).status).toBe(200)
      expect((await post('/requests/deny', { names: ['C'] })).status).toBe(200)
      expect(await (await post('/requests/deny', { pattern: 'debug_*' })).json()).toMatchObject({ denied: 2 })
      expect((await get('/requests')).items).toEqual([])
      for (const event of ['A', 'B', 'C', 'debug_x', 'debug_z']) await send('track', { userId: 'u', event })
      const counts = (await get('/events?status=accepted')).items.map(
        (event: { name: string; count: number }) => [event.name, event.count],
      )
      expect(new Map(counts)).toEqual(
        new Map([
          ['A', 2],
          ['B', 1],
        ]),
      )
      expect(
        (await get('/events?status=denied')).items.map(({ name }: { name: string }) => name).sort(),
      ).toEqual(['C', 'debug_*'])
      expect((await get('/calls?outcome=denied')).items).toHaveLength(3)
    })

    it('feeds one event from several names, and covers what was kept of them', async () => {
      const { send, get, post, api } = await createWorld(open)
      await send('identify', { userId: 'u' })
      await send('track', { userId: 'u', event: 'Order Completed' })
      await send('track', { userId: 'u', event: 'Checkout Finished' })
      const [event] = (await get('/events?search=order')).items
      const preview = await post('/events/preview', {
        event: event.id,
        mappings: [{ name: 'Order Completed' }, { name: 'Checkout Finished' }],
      })
      expect(await preview.json()).toMatchObject({ calls: 2, added: 1 })
      const changed = await api('PATCH', `/api/environments/development/events/${event.id}`, {
        trackNames: ['Order Completed', 'Checkout Finished'],
      })
      expect(await changed.json()).toMatchObject({ count: 2, users: 1 })
    })

    it('counts a conditional mapping from when it is made', async () => {
      const { send, get, post } = await createWorld(open)
      await send('identify', { userId: 'u' })
      await send('track', { userId: 'u', event: 'Order Completed', properties: { revenue: 80 } })
      const made = await post('/events', {
        name: 'Big Order',
        mappings: [{ name: 'Order Completed', conditions: [{ key: 'revenue', op: 'gte', value: 50 }] }],
      })
      expect(made.status).toBe(201)
      await send('track', { userId: 'u', event: 'Order Completed', properties: { revenue: 80 } })
      await send('track', { userId: 'u', event: 'Order Completed', properties: { revenue: 10 } })
      const events = new Map(
        (await get('/events')).items.map((event: { name: string; count: number }) => [
          event.name,
          event.count,
        ]),
      )
      expect(events).toEqual(
        new Map([
          ['Order Completed', 3],
          ['Big Order', 1],
        ]),
      )
      const [last] = (await get('/calls?type=track&limit=1')).items
      expect(last.detail).toBe(
        'Counts as Order Completed; not as Big Order: revenue was 10, not at least 50.',
      )
    })

    it('counts page calls as Page URL events', async () => {
      const { send, get, post } = await createWorld(open)
      await send('identify', { userId: 'u' })
      expect(
        (
          await post('/events', {
            name: 'Saw Pricing',
            kind: 'page-url',
            url: { match: 'contains', pattern: '/pricing' },
          })
        ).status,
      ).toBe(201)
      await send('page', { userId: 'u', properties: { url: 'https://example.com/pricing' } })
      await send('page', { userId: 'u', properties: { url: 'https://example.com/about' } })
      await send('page', { userId: 'u' })
      expect((await get('/people/u')).events).toMatchObject([
        { event: 'pageview', count: 3 },
        { event: 'Saw Pricing', count: 1 },
      ])
      expect((await get('/recent-urls')).items).toHaveLength(2)
    })
  })
})
