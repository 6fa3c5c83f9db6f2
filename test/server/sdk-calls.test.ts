/** What the web SDK sends: whom it counts for, what is believed of it, and what is refused. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/time-slot.ts'
import { createSdkWorld, type Page } from './sdk-support.ts'

const EVENT = 'Clicked Button'
type World = Awaited<ReturnType<typeof createSdkWorld>>
const track = (page: Page, event = EVENT) => page.send([{ type: 'track', event }])
const eventOf = async ({ read }: World, name = EVENT) =>
  (await read('/events?limit=200')).items.find((event: { name: string }) => event.name === name)

describe('whom it counts for', () => {
  test('the visitor’s user, also what they did before they were known', async () => {
    const world = await createSdkWorld('development')
    const page = world.page()
    await track(page)
    await page.send([{ type: 'attributes', attributes: { theme: 'dark', $browser: 'Firefox' } }])
    expect((await world.read('/people')).items).toEqual([])
    await page.setUserId('userId123')
    await track(page)
    expect(await world.read('/people/userId123')).toMatchObject({
      userId: 'userId123',
      attributes: { theme: 'dark', $browser: 'Firefox' },
      events: [{ event: EVENT, count: 2 }],
      visitors: [page.visitorId],
    })
  })

  test('Segment’s anonymous ID in the same browser is tied with it', async () => {
    const world = await createSdkWorld('development')
    await world.segment({ type: 'track', anonymousId: 'of-segment', event: 'Signed Up' })
    const page = world.page()
    page.userId = 'ann'
    await page.send([{ type: 'user' }], { anonymousId: 'of-segment' })
    expect((await world.read('/people/ann')).events).toMatchObject([{ event: 'Signed Up', count: 1 }])
  })

  test('the same message counts once', async () => {
    const world = await createSdkWorld('development')
    const page = world.page()
    for (let time = 0; time < 3; time++)
      await page.send([{ type: 'track', event: EVENT, messageId: 'the-same' }])
    expect(await eventOf(world)).toMatchObject({ count: 1 })
  })

  test('a visitor whom nobody knows is forgotten after the days that are held, but not what they were shown', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT)
    const [seen, unseen] = [world.page(), world.page()]
    expect((await seen.track(EVENT)).survey).not.toBeNull()
    await track(unseen, 'Something')
    const meter = () => world.read('/identity-meter')
    expect(await meter()).toMatchObject({ visitors: 2, visitorsWithUserId: 0, visitorsMatched: 0 })
    world.clock.forward(9 * DAY)
    await world.sweep()
    expect(await meter()).toMatchObject({ visitors: 1 })
    expect((await seen.track(EVENT)).survey).toBeNull()
  })

  test('the meter tells visitors with a user ID, and those whom Segment knows', async () => {
    const world = await createSdkWorld('development')
    const [one, two, three] = [world.page(), world.page(), world.page()]
    await track(one)
    await two.setUserId('only-here')
    await three.setUserId('userId123')
    expect(await world.read('/identity-meter')).toMatchObject({
      visitors: 3,
      visitorsWithUserId: 2,
      visitorsMatched: 0,
    })
    await world.segment({ type: 'identify', userId: 'userId123', traits: { firstName: 'James' } })
    expect(await world.read('/identity-meter')).toMatchObject({
      visitors: 3,
      visitorsWithUserId: 2,
      visitorsMatched: 1,
    })
  })

  test('an erased user’s visitor is erased too, and what is older than that is dropped', async () => {
    const world = await createSdkWorld('development')
    const page = world.page()
    await track(page)
    await page.setUserId('ann')
    world.clock.forward(HOUR)
    await world.segment({ type: 'delete', userId: 'ann' })
    expect(await world.read('/identity-meter')).toMatchObject({ users: 0, visitors: 0 })
    const old = new Date(world.clock.at - HOUR / 2).toISOString()
    await page.send([{ type: 'track', event: EVENT, timestamp: old }], {
      sentAt: new Date(world.clock.at).toISOString(),
    })
    expect(await world.read('/identity-meter')).toMatchObject({ users: 0, visitors: 0 })
  })
})

describe('an event that Segment and the SDK send', () => {
  test('counts from the first to send it, or as set', async () => {
    const world = await createSdkWorld('development')
    await world.segment(
      { type: 'track', userId: 'ann', event: EVENT },
      { type: 'track', userId: 'ann', event: EVENT },
    )
    const page = world.page()
    world.clock.forward(HOUR)
    await track(page)
    const event = await eventOf(world)
    expect(event).toMatchObject({ count: 2, sources: ['segment', 'sdk'], countsFrom: null })
    await world.make('PATCH', `/events/${event.id}`, { countsFrom: 'sdk' })
    expect(await eventOf(world)).toMatchObject({ count: 1 })
  })

  test('and that only the SDK sent counts from it at once', async () => {
    const world = await createSdkWorld('development')
    await track(world.page())
    expect(await eventOf(world)).toMatchObject({ count: 1, sources: ['sdk'], acceptedAutomatically: true })
  })

  test('page views too', async () => {
    const world = await createSdkWorld('development')
    const page = world.page()
    await page.setUserId('ann')
    await page.send([{ type: 'page', url: 'https://shop.example/' }])
    expect((await world.read('/people/ann')).events).toMatchObject([{ event: 'pageview', count: 1 }])
  })

  test('waits for review where names are not accepted by themselves', async () => {
    const world = await createSdkWorld('development')
    await world.make('PATCH', '', { autoAccept: false })
    await track(world.page())
    expect((await world.read('/requests')).items).toMatchObject([{ name: EVENT, count: 1 }])
    await world.make('POST', '/requests/approve', { names: [EVENT], backfill: true })
    expect(await eventOf(world)).toMatchObject({ count: 1, sources: ['sdk'] })
  })
})

describe('with an identity secret', () => {
  const sign = (userId: string, secret: string) => createHmac('sha256', secret).update(userId).digest('hex')

  test('only a signed user ID is believed', async () => {
    const world = await createSdkWorld('production')
    const { identitySecret } = await world.make('POST', '/identity-secret')
    await world.launch(EVENT)
    for (const signature of [undefined, '', sign('ann', 'another secret'), sign('bob', identitySecret)]) {
      const page = world.page()
      page.signature = signature
      await page.setUserId('ann')
      expect((await page.track(EVENT)).survey).not.toBeNull()
    }
    expect((await world.read('/people')).items).toEqual([])
    const [refused] = (await world.read('/calls?outcome=invalid')).items
    expect(refused).toMatchObject({ type: 'user', userId: 'ann' })
    expect(refused.detail).toContain('without a right signature')

    const page = world.page()
    page.signature = sign('ann', identitySecret)
    await page.setUserId('ann')
    const { survey } = await page.track(EVENT)
    await page.answer(survey?.showing ?? '', { answers: { score: 9 } })
    expect((await world.read('/people')).items).toMatchObject([{ userId: 'ann' }])
    const [response] = (await world.read(`/surveys/${survey?.survey}/responses`)).items
    expect(response).toMatchObject({ userId: 'ann', verified: true })
  })

  test('what it says ranks with all else, unsigned below it', async () => {
    const world = await createSdkWorld('development')
    await world.segment({
      type: 'identify',
      userId: 'ann',
      traits: { plan: 'free', email: 'ann@example.com' },
    })
    world.clock.forward(HOUR)
    const unsigned = world.page()
    await unsigned.setUserId('ann')
    await unsigned.send([
      { type: 'attributes', attributes: { plan: 'pro', email: 'mallory@example.com', theme: 'dark' } },
    ])
    expect((await world.read('/people/ann')).attributes).toEqual({
      plan: 'free',
      email: 'ann@example.com',
      theme: 'dark',
    })
    const { identitySecret } = await world.make('POST', '/identity-secret')
    const signed = world.page()
    signed.signature = sign('ann', identitySecret)
    await signed.setUserId('ann')
    await signed.send([{ type: 'attributes', attributes: { plan: 'pro' } }])
    expect((await world.read('/people/ann')).attributes).toMatchObject({ plan: 'pro' })
    await world.make('DELETE', '/identity-secret')
    expect(await world.read('')).toMatchObject({ identitySecret: null, identitySigned: false })
  })

  test('what a visitor says unsigned later does not take the place of what it said signed', async () => {
    const world = await createSdkWorld('production')
    const { identitySecret } = await world.make('POST', '/identity-secret')
    await world.segment({ type: 'identify', userId: 'ann', traits: { plan: 'free' } })
    const page = world.page()
    page.signature = sign('ann', identitySecret)
    await page.setUserId('ann')
    const say = (plan: string | null) => {
      world.clock.forward(HOUR)
      return page.send([{ type: 'attributes', attributes: { plan } }])
    }
    await say('pro')
    page.signature = undefined
    await say('mallory')
    await say(null)
    expect((await world.read('/people/ann')).attributes).toEqual({ plan: 'pro' })
  })
})

describe('the configuration', () => {
  test('names what could show something, and no more', async () => {
    const world = await createSdkWorld('development')
    const pricing = { name: 'Saw Pricing', kind: 'page-url', url: { match: 'endsWith', pattern: '/pricing' } }
    await world.make('POST', '/events', pricing)
    await world.make('POST', '/events', { name: 'Pressed Buy', kind: 'click', click: { selector: '#buy' } })
    await world.make('POST', '/events', { name: 'Purchase', trackNames: ['Order Completed', 'Paid'] })
    const read = async () => (await world.app.request(`/sdk/${world.sdkId}/config`)).json()
    expect(await read()).toEqual({
      environment: 'development',
      tracks: [],
      pages: [],
      clicks: [{ event: 'Pressed Buy', selector: '#buy', shows: false }],
      consentRequired: false,
      view: '',
    })
    await world.launch('Purchase')
    await world.launch('Saw Pricing')
    const survey = await world.launch('Pressed Buy')
    expect(await read()).toMatchObject({
      tracks: ['Order Completed', 'Paid'],
      pages: [pricing.url],
      clicks: [{ event: 'Pressed Buy', shows: true }],
    })
    await world.make('POST', `/surveys/${survey}/pause`)
    expect(await read()).toMatchObject({ clicks: [{ shows: false }] })
  })

  test('may be kept, and is not sent again while it is the same', async () => {
    const { app, sdkId, launch } = await createSdkWorld('development')
    const first = await app.request(`/sdk/${sdkId}/config`)
    expect(first.headers.get('cache-control')).toBe('public, max-age=30, stale-while-revalidate=600')
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    const etag = first.headers.get('etag') ?? ''
    const again = () => app.request(`/sdk/${sdkId}/config`, { headers: { 'if-none-match': etag } })
    expect((await again()).status).toBe(304)
    await launch(EVENT)
    expect((await again()).status).toBe(200)
  })
})

describe('what is refused', () => {
  const batch = { visitorId: 'visitor-0123456789', sentAt: '2026-03-02T10:00:00Z', calls: [] }
  test.each([
    ['no JSON', '{', 400, 'invalid_json'],
    ['nothing', '', 400, 'invalid_json'],
    ['a list', '[]', 400, 'invalid_body'],
    ['no visitor', JSON.stringify({ ...batch, visitorId: undefined }), 400, 'invalid_body'],
    ['too short a visitor ID', JSON.stringify({ ...batch, visitorId: 'short' }), 400, 'invalid_body'],
    ['a user ID that is no text', JSON.stringify({ ...batch, userId: {} }), 400, 'invalid_body'],
    [
      'too many calls',
      JSON.stringify({ ...batch, calls: Array.from({ length: 201 }, () => ({})) }),
      400,
      'invalid_body',
    ],
    ['too much', JSON.stringify({ ...batch, calls: ['x'.repeat(600_000)] }), 413, 'body_too_large'],
  ])('%s', async (_, body, status, code) => {
    const { app, sdkId } = await createSdkWorld('development')
    const response = await app.request(`/sdk/${sdkId}/calls`, { method: 'POST', body })
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const said = await response.json()
    expect(said).toMatchObject({ success: false, code })
    expect(said.message).toBeTruthy()
  })

  test('a body full of faults is answered briefly, and at once', async () => {
    const { app, sdkId } = await createSdkWorld('development')
    for (const faulty of [
      { languages: Array.from({ length: 200_000 }, () => 0) },
      { visitorId: 'short', sentAt: 0, userId: 0, languages: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], calls: {} },
    ]) {
      const response = await app.request(`/sdk/${sdkId}/calls`, {
        method: 'POST',
        body: JSON.stringify({ ...batch, ...faulty }),
      })
      expect(response.status).toBe(400)
      expect((await response.text()).length).toBeLessThan(1_000)
    }
  })

  test('an SDK ID that nobody has', async () => {
    const { app } = await createSdkWorld('development')
    for (const [method, path] of [
      ['GET', 'config'],
      ['POST', 'calls'],
      ['POST', 'nonsense'],
    ]) {
      const response = await app.request(`/sdk/sdk_nobody/${path}`, {
        method,
        body: method === 'POST' ? '{}' : undefined,
      })
      expect(response.status).toBe(404)
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
    }
  })

  test('leaves a line: a batch in Live calls, an SDK ID that nobody has among the strangers', async () => {
    const world = await createSdkWorld('development')
    await world.page().post('/calls', '{')
    await world.page().post('/calls', { ...batch, visitorId: 'short' })
    const { items } = await world.read('/calls')
    expect(items).toMatchObject([
      { type: 'batch', outcome: 'invalid', status: 400, detail: expect.stringContaining('"visitorId"') },
      { type: 'batch', outcome: 'invalid', status: 400, detail: 'The body is not valid JSON' },
    ])
    await world.app.request('/sdk/sdk_dev_of_an_old_page/calls', { method: 'POST', body: '{}' })
    await world.deps.ingest.drain()
    expect((await world.read('/strangers')).items).toMatchObject([
      { door: 'sdk', hint: 'sdk_d…', reason: expect.stringContaining('Connect page') },
    ])
  })

  test('one bad call of a batch is lost, and not its neighbours', async () => {
    const world = await createSdkWorld('development')
    const page = world.page()
    await page.send([{ type: 'track' }, { type: 'dance' }, { type: 'track', event: EVENT }, { type: 'user' }])
    expect(await eventOf(world)).toMatchObject({ count: 1 })
    const { items } = await world.read('/calls')
    expect(items.map(({ type, outcome }: Record<string, string>) => [type, outcome]).sort()).toEqual([
      ['dance', 'unsupported'],
      ['track', 'held'],
      ['track', 'invalid'],
      ['user', 'invalid'],
    ])
  })

  test('whatever comes, the answer is planned', { timeout: 60_000 }, async () => {
    const world = await createSdkWorld('development')
    await world.launch(EVENT)
    const id = fc.constantFrom('visitor-0123456789', 'x', '', '__proto__', '\ud800\0'.repeat(10))
    const json = fc.jsonValue({ maxDepth: 4 })
    const call = fc.oneof(
      json,
      fc.record({
        type: fc.oneof(
          fc.constantFrom('track', 'page', 'click', 'attributes', 'user', 'identify', 'delete'),
          json,
        ),
        messageId: fc.oneof(fc.uuid(), json),
        timestamp: fc.oneof(fc.constantFrom('2026-03-02T10:00:00Z', '0000-01-01', '9999-12-31'), json),
        event: fc.oneof(fc.constantFrom(EVENT, '\ud800\0', '__proto__'), json),
        properties: json,
        attributes: json,
        url: fc.oneof(fc.webUrl(), json),
      }),
    )
    const body = fc.oneof(
      json,
      fc.record({
        visitorId: fc.oneof({ weight: 5, arbitrary: fc.constant('visitor-0123456789') }, id, json),
        userId: fc.option(fc.oneof(fc.constantFrom('ann', '\ud800'), json), { nil: undefined }),
        sentAt: fc.oneof(fc.constant('2026-03-02T10:00:00Z'), json),
        calls: fc.oneof({ weight: 5, arbitrary: fc.array(call, { maxLength: 5 }) }, json),
        ask: fc.option(
          fc.oneof(fc.constant({ call: 'm' }), fc.constant({ survey: 'x', trigger: EVENT }), json),
          { nil: undefined },
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const page = world.page()
        const response = await page.post('/calls', given)
        expect([200, 400]).toContain(response.status)
        await response.json()
        const answered = await page.post('/showings/shw_x', given)
        expect([400, 404]).toContain(answered.status)
      }),
      { numRuns: 300 },
    )
    const before = (await eventOf(world))?.count ?? 0
    await track(world.page())
    expect((await eventOf(world)).count).toBe(before + 1)
  })
})
