/** Door 3, as Segment's SDKs use it. */
import { describe, expect, test } from 'vitest'
import { basic, bearer, IDENTIFY, openDoors, type Sent, TRACK } from './door-support.ts'

const OK = '{"success":true}'
const BATCH = '/v1/batch'

describe('every path', () => {
  const lone: [string, object, number][] = [
    ['identify', { userId: 'u', traits: {} }, 200],
    ['i', { userId: 'u', traits: {} }, 200],
    ['track', { userId: 'u', event: 'E' }, 200],
    ['t', { userId: 'u', event: 'E' }, 200],
    ['page', { userId: 'u' }, 200],
    ['p', { userId: 'u' }, 200],
    ['alias', { userId: 'u', previousId: 'a' }, 200],
    ['a', { userId: 'u', previousId: 'a' }, 200],
    ['group', { userId: 'u', groupId: 'g' }, 400],
    ['g', { userId: 'u', groupId: 'g' }, 400],
    ['screen', { userId: 'u', name: 'Home' }, 400],
    ['s', { userId: 'u', name: 'Home' }, 400],
    ['batch', { batch: [TRACK] }, 200],
    ['b', { batch: [TRACK] }, 200],
    ['import', { batch: [TRACK] }, 200],
    ['m', { series: [] }, 200],
  ]
  test.each(
    lone.flatMap(
      ([path, body, status]) =>
        [
          [`/v1/${path}`, body, status],
          [`/v1/${path}/`, body, status],
        ] as const,
    ),
  )('%s', async (path, body, status) => {
    const { post, development } = await openDoors()
    const response = await post(path, { body, headers: basic(`${development.browser}:`) })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.text()).toMatch(status === 200 ? /^{"success":true}$/ : /^{"success":false,/)
  })
})

describe('the key', () => {
  test.each([
    ['in Basic', (key: string) => ({ headers: basic(`${key}:`), body: TRACK })],
    ['in Basic, without the colon', (key: string) => ({ headers: basic(key), body: TRACK })],
    ['in Bearer', (key: string) => ({ headers: bearer(key), body: TRACK })],
    ['in the body', (key: string) => ({ body: { ...TRACK, writeKey: key } })],
    ['in the body, in another casing', (key: string) => ({ body: { ...TRACK, WriteKey: key } })],
  ])('%s, of either kind', async (_, sent) => {
    const { post, development, production, lines } = await openDoors()
    for (const key of [development.server, development.browser, production.browser])
      expect((await post('/v1/track', sent(key))).status).toBe(200)
    const written = [...(await lines('development')), ...(await lines('production'))]
    expect(written).toMatchObject([{ door: 'tracking' }, { outcome: 'duplicate' }, { outcome: 'held' }])
    expect(JSON.stringify(written)).not.toMatch(/ask_|writekey/i)
  })

  test('in the body of a batch, and in its calls, none of which is kept', async () => {
    const { post, development, lines } = await openDoors()
    const writeKey = development.browser
    const batch = [
      { ...TRACK, writeKey },
      { ...IDENTIFY, traits: { key: writeKey } },
    ]
    expect((await post(BATCH, { body: { batch, writeKey, sentAt: '2026-03-02T10:00:00Z' } })).status).toBe(
      200,
    )
    const written = await lines()
    expect(written).toHaveLength(2)
    expect(JSON.stringify(written)).not.toContain(writeKey)
    expect(written[1]?.payload).toMatchObject({ traits: { key: '[key]' } })
  })

  test.each<[string, Sent, RegExp]>([
    ['none', { body: TRACK }, /^The request has no key$/],
    ['one that is no text', { body: { ...TRACK, writeKey: 5 } }, /^The request has no key$/],
    ['none, in a list', { body: [TRACK] }, /^The request has no key$/],
    [
      'a wrong one in the header',
      { body: TRACK, headers: bearer('x'.repeat(40)) },
      /^The key xxxxxxxx… is not/,
    ],
    [
      'a wrong one in the body',
      { body: { ...TRACK, writeKey: 'y'.repeat(40) } },
      /^The key yyyyyyyy… is not/,
    ],
  ])('%s is 401', async (_, sent, message) => {
    const { post, strangers } = await openDoors()
    const response = await post('/v1/track', sent)
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const answer = await response.json()
    expect(answer).toEqual({
      success: false,
      code: expect.stringMatching(/^(no|unknown)_key$/),
      message: expect.stringMatching(message),
      error: answer.message,
    })
    expect(await strangers()).toMatchObject([{ door: 'tracking', reason: answer.message }])
  })

  test('a wrong one in the header is not made up for by a right one in the body', async () => {
    const { post, development } = await openDoors()
    const body = { ...TRACK, writeKey: development.server }
    expect((await post('/v1/track', { body, headers: bearer('wrong') })).status).toBe(401)
  })

  test('without one, what is no JSON is told so, and is a line among the strangers', async () => {
    const { post, strangers } = await openDoors()
    const response = await post('/v1/track', { body: '{' })
    expect([response.status, (await response.json()).code]).toEqual([400, 'invalid_json'])
    expect(await strangers()).toHaveLength(1)
  })
})

describe('a lone call is refused', () => {
  test.each<[string, string, Sent['body'], string]>([
    ['without an ID', 'track', { event: 'E' }, 'no_user_anon_id'],
    ['without an event', 'track', { userId: 'u' }, 'event_not_defined'],
    ['with an event that is no text', 'track', { userId: 'u', event: {} }, 'event_not_string'],
    [
      'with properties that are no object',
      'track',
      { userId: 'u', event: 'E', properties: 1 },
      'properties_not_object',
    ],
    ['with traits that are no object', 'identify', { userId: 'u', traits: 'x' }, 'traits_not_object'],
    ['with a name that is no text', 'page', { userId: 'u', name: 5 }, 'name_not_string'],
    ['with a category that is no text', 'page', { userId: 'u', category: 5 }, 'category_not_string'],
    ['without the new ID', 'alias', { previousId: 'a' }, 'id_required'],
    ['with an ID that is no text', 'alias', { userId: {} }, 'id_not_string'],
    ['as unsupported', 'screen', { userId: 'u' }, 'type_not_supported'],
    ['over 32 KB', 'track', { userId: 'u', event: 'E', x: 'x'.repeat(33_000) }, 'event_too_large'],
    ['over 500 KB', 'track', ' '.repeat(512_001), 'body_too_large'],
    ['as no JSON', 'track', 'x', 'invalid_json'],
    ['as no object', 'track', [TRACK], 'not_an_object'],
  ])('%s', async (_, path, body, code) => {
    const { post, development, lines } = await openDoors()
    const response = await post(`/v1/${path}`, { body, headers: bearer(development.server) })
    expect(response.status).toBe(400)
    const answer = await response.json()
    expect(answer).toEqual({
      success: false,
      code,
      message: expect.stringMatching(/^[A-Z"].*[^.]$/),
      error: answer.message,
    })
    expect(await lines()).toMatchObject([{ status: 400, detail: answer.message }])
  })
})

describe('a batch', () => {
  test('keeps its calls from each other', async () => {
    const { post, development, lines } = await openDoors()
    const batch = [
      TRACK,
      { type: 'screen', userId: 'u' },
      { type: 'track', userId: 'u', event: 5 },
      5,
      { ...TRACK, messageId: 'large', x: 'x'.repeat(40_000) },
      { type: 'delete', userId: 'u', messageId: 'delete' },
      IDENTIFY,
    ]
    const response = await post(BATCH, { body: { batch }, headers: bearer(development.browser) })
    expect([response.status, await response.text()]).toEqual([200, OK])
    const written = await lines()
    expect(written.map(({ outcome }) => outcome).sort()).toEqual(
      ['counted', 'invalid', 'invalid', 'invalid', 'invalid', 'stored', 'unsupported'].sort(),
    )
    expect(written.find(({ messageId }) => messageId === 'delete')).toMatchObject({
      outcome: 'invalid',
      detail: 'A browser key cannot erase a user; send delete with a server key',
      status: 200,
    })
  })

  test('may erase with a server key', async () => {
    const { post, development, lines } = await openDoors()
    const body = { batch: [{ type: 'delete', userId: 'u' }] }
    await post(BATCH, { body, headers: bearer(development.server) })
    expect(await lines()).toMatchObject([{ type: 'delete', outcome: 'stored' }])
  })

  test.each([
    ['without calls', { batch: [] }, 'empty_batch', '"batch" must be an array of at least one call'],
    ['without "batch"', {}, 'empty_batch', '"batch" must be an array of at least one call'],
    ['that is no list', { batch: {} }, 'empty_batch', '"batch" must be an array of at least one call'],
    ['that is a bare list', [TRACK], 'empty_batch', '"batch" must be an array of at least one call'],
    [
      'of over 2,500 calls',
      { batch: Array.from({ length: 2_501 }, () => 0) },
      'batch_too_large',
      '"batch" has 2501 calls; send at most 2500',
    ],
    ['of over 500 KB', ' '.repeat(600 * 1024), 'body_too_large', 'The body is 600 KB; send at most 500 KB'],
  ])('%s is 400', async (_, body, code, message) => {
    const { post, development, lines } = await openDoors()
    const response = await post(BATCH, { body, headers: bearer(development.server) })
    expect([response.status, await response.json()]).toEqual([
      400,
      { success: false, code, message, error: message },
    ])
    expect(await lines()).toMatchObject([{ type: 'batch', outcome: 'invalid', status: 400, detail: message }])
  })

  test('of 2,500 calls is taken', async () => {
    const { post, development } = await openDoors()
    const batch = Array.from({ length: 2_500 }, (_, i) => ({ type: 'page', userId: 'u', messageId: `m${i}` }))
    expect((await post(BATCH, { body: { batch }, headers: bearer(development.server) })).status).toBe(200)
  })

  test('lends its context, integrations and sentAt to its calls, which may differ', async () => {
    const { post, development, lines } = await openDoors()
    const body = {
      batch: [
        { type: 'page', userId: 'u', messageId: '1', timestamp: '2026-03-02T08:00:00Z' },
        {
          type: 'page',
          userId: 'u',
          messageId: '2',
          Context: { page: { url: 'https://own.example/' } },
          integrations: { Asklet: true },
        },
        { type: 'page', userId: 'u', messageId: '3', context: [], integrations: { Mixpanel: true } },
      ],
      context: { library: { name: 'x' }, page: { url: 'https://shared.example/' } },
      integrations: { All: false },
      sentAt: '2026-03-02T09:00:00Z',
    }
    await post(BATCH, { body, headers: bearer(development.server) })
    const [first, second, third] = (await lines()).toSorted(
      (a, b) => Number(a.messageId) - Number(b.messageId),
    )
    expect(first).toMatchObject({
      outcome: 'unsupported',
      detail:
        '"integrations" turns Asklet off for this call; set "Asklet" to true in it to send the call here',
      payload: { context: body.context, integrations: { All: false } },
    })
    expect(second).toMatchObject({
      outcome: 'held',
      payload: {
        context: { library: { name: 'x' }, page: { url: 'https://own.example/' } },
        integrations: { All: false, Asklet: true },
      },
    })
    expect(third).toMatchObject({ outcome: 'unsupported', payload: { context: [] } })
  })
})

test('a lone call that is not for Asklet is no error', async () => {
  const { post, development, lines } = await openDoors()
  const body = { ...TRACK, integrations: { All: false } }
  const response = await post('/v1/track', { body, headers: bearer(development.browser) })
  expect([response.status, await response.text()]).toEqual([200, OK])
  expect(await lines()).toMatchObject([{ outcome: 'unsupported', status: 200 }])
})

test("the device's clock is corrected", async () => {
  const { post, development, lines } = await openDoors()
  const body = { ...TRACK, timestamp: '2026-03-02T07:00:00Z', sentAt: '2026-03-02T07:30:00Z' }
  await post('/v1/track', { body, headers: bearer(development.server) })
  expect((await lines())[0]?.detail).toContain("The sender's clock is 9000 s behind; the time was corrected.")
})

describe('browsers', () => {
  test.each(['/v1/t', '/v1/batch/', '/v1/m', '/v1/projects/x/settings', '/projects/x/settings'])(
    'may ask first at %s',
    async (path) => {
      const { app } = await openDoors()
      const response = await app.request(path, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://shop.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-retry-count',
        },
      })
      expect(response.status).toBe(204)
      expect(Object.fromEntries(response.headers)).toEqual({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type, x-retry-count',
        'access-control-max-age': '86400',
      })
    },
  )

  test('may read what went wrong', async () => {
    const { post } = await openDoors()
    const response = await post('/v1/t', { body: TRACK, headers: { origin: 'https://shop.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toBe('retry-after')
  })
})

describe('project settings', () => {
  test.each([
    [{}, 'http://localhost', {}, 'localhost/v1', 'http'],
    [{}, 'http://asklet.internal:3000', {}, 'asklet.internal:3000/v1', 'http'],
    [{ PUBLIC_URL: 'https://asklet.example/' }, 'http://localhost', {}, 'asklet.example/v1', 'https'],
    [{ PUBLIC_URL: 'http://10.0.0.1:3000' }, 'https://localhost', {}, '10.0.0.1:3000/v1', 'http'],
    [
      { TRUST_PROXY: '1' },
      'http://localhost',
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.example' },
      'a.example/v1',
      'https',
    ],
    [
      {},
      'http://localhost',
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.example' },
      'localhost/v1',
      'http',
    ],
  ])('with %j at %s', async (variables, origin, headers, apiHost, protocol) => {
    const { app, development } = await openDoors(variables)
    for (const path of ['/v1/projects', '/projects']) {
      const response = await app.request(`${origin}${path}/${development.browser}/settings`, { headers })
      expect(response.status).toBe(200)
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(await response.json()).toEqual({
        integrations: { 'Segment.io': { apiKey: development.browser, apiHost, protocol } },
        plan: {},
        edgeFunction: {},
        middlewareSettings: {},
        metrics: { sampleRate: 0 },
        consentSettings: {},
      })
    }
  })

  test('only for browser keys', async () => {
    const { app, development, strangers } = await openDoors()
    for (const key of [development.server, 'unknown']) {
      const response = await app.request(`/v1/projects/${key}/settings`)
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ success: false })
    }
    expect(await strangers()).toHaveLength(2)
  })
})
