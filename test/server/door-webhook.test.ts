/** Door 2, as webhooks of Segment, RudderStack, Jitsu and Customer.io use it. */
import { describe, expect, test } from 'vitest'
import type { Json } from '../../shared/segment.ts'
import { basic, bearer, type Doors, IDENTIFY, openDoors, sign, TRACK } from './door-support.ts'

const PATH = '/webhook/segment'
const SCREEN = { type: 'screen', userId: 'u', messageId: 'message-3' }
const INVALID = { ...TRACK, event: 5, messageId: 'message-4' }
const SCREEN_IGNORED = 'Screen calls are not supported by Asklet; send Identify, Alias, Track or Page'

describe('the key', () => {
  test.each([
    ['in Authorization, Basic', (key: string) => basic(`${key}:`)],
    ['in Authorization, Bearer', (key: string) => bearer(key)],
    ['in X-Api-Key', (key: string) => ({ 'X-Api-Key': key })],
    [
      'in X-Api-Key, beside an Authorization that carries none',
      (key: string) => ({ 'x-api-key': key, authorization: 'x' }),
    ],
  ])('%s', async (_, headersOf) => {
    const { post, development, lines } = await openDoors()
    const response = await post(PATH, { body: TRACK, headers: headersOf(development.server) })
    expect([response.status, await response.json()]).toEqual([200, { success: true }])
    expect(await lines()).toMatchObject([{ door: 'webhook', messageId: 'message-1', status: 200 }])
  })

  test.each([
    ['none', () => ({}), 'The request has no key', ''],
    ['a wrong one', () => ({ 'x-api-key': 'x'.repeat(40) }), /^The key xxxxxxxx… is not/, 'xxxxxxxx…'],
    ['a browser key', (browser: string) => bearer(browser), /^This is a browser key/, /^ask_dev_pub_….{4}$/],
  ])('%s is 401', async (_, headersOf, message, hint) => {
    const { post, development, lines, strangers } = await openDoors()
    const response = await post(PATH, { body: TRACK, headers: headersOf(development.browser) })
    expect([response.status, await response.json()]).toEqual([
      401,
      { success: false, message: expect.stringMatching(message) },
    ])
    expect((await strangers())[0]).toMatchObject({ door: 'webhook', hint: expect.stringMatching(hint) })
    expect(await lines()).toEqual([])
  })
})

describe('a lone call', () => {
  test.each([
    ['is taken', TRACK, 200, { success: true }],
    ['is taken out of {"json": …}', { json: TRACK }, 200, { success: true }],
    ['is ignored where it is not supported', SCREEN, 200, { success: true, ignored: SCREEN_IGNORED }],
    [
      'is refused where it is invalid',
      INVALID,
      400,
      { success: false, message: '"event" must be a string on a track call' },
    ],
    ['is refused where it is too large', { ...TRACK, x: 'x'.repeat(40_000) }, 400, { success: false }],
    ['is refused where it is no object', 5, 400, { success: false, message: 'A call must be a JSON object' }],
    ['is refused where it is no JSON', '{', 400, { success: false }],
    ['is refused where it is not there', undefined, 400, { success: false }],
    ['is refused over 8 MB', ' '.repeat(8 * 1024 * 1024 + 1), 413, { success: false }],
  ])('%s', async (_, body, status, answer) => {
    const { post, development, lines } = await openDoors()
    const response = await post(PATH, { body, headers: bearer(development.server) })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(answer)
    expect(await lines()).toMatchObject([{ status }])
  })
})

describe('a batch', () => {
  test.each([
    ['a list of calls', (calls: Json[]) => calls],
    ['a list of {"json": call}', (calls: Json[]) => calls.map((json) => ({ json }))],
    ['{"batch": calls}', (calls: Json[]) => ({ batch: calls })],
    ['{"Batch": calls}', (calls: Json[]) => ({ Batch: calls })],
  ])('as %s: what is wrong in it does not touch its neighbours', async (_, wrap) => {
    const { post, development, lines } = await openDoors()
    const body = wrap([
      TRACK,
      SCREEN,
      INVALID,
      5,
      null,
      IDENTIFY,
      { ...TRACK, messageId: 'x', x: 'x'.repeat(40_000) },
    ])
    const response = await post(PATH, { body, headers: bearer(development.server) })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ success: true, accepted: 2, unsupported: 1, invalid: 4 })
    const written = await lines()
    expect(written.every(({ status }) => status === 200)).toBe(true)
    expect(written.map(({ messageId }) => messageId).sort()).toEqual(
      ['message-1', 'message-2', 'message-3', 'message-4', 'x', null, null].sort(),
    )
  })

  test('of 4,000 calls', async () => {
    const { post, development } = await openDoors()
    const calls = Array.from({ length: 4_000 }, (_, i) => ({ ...TRACK, messageId: String(i) }))
    const response = await post(PATH, { body: calls, headers: bearer(development.server) })
    expect(await response.json()).toEqual({ success: true, accepted: 4_000, unsupported: 0, invalid: 0 })
    const more = await post(PATH, { body: [...calls, TRACK], headers: bearer(development.server) })
    expect([more.status, await more.json()]).toEqual([
      413,
      { success: false, message: 'The batch has 4001 calls; send at most 4000' },
    ])
  })

  test('of none is nothing', async () => {
    const { post, development, lines } = await openDoors()
    const response = await post(PATH, { body: [], headers: bearer(development.server) })
    expect([response.status, await response.json()]).toEqual([
      200,
      { success: true, accepted: 0, unsupported: 0, invalid: 0 },
    ])
    expect(await lines()).toEqual([])
  })

  test('may nest a million levels deep, which costs only the call that does', async () => {
    const { post, development, lines } = await openDoors()
    const deep = `{"type":"track","properties":${'['.repeat(1e6)}${']'.repeat(1e6)}}`
    const body = `[${JSON.stringify(TRACK)},${deep},${JSON.stringify(IDENTIFY)}]`
    const response = await post(PATH, { body, headers: bearer(development.server) })
    expect(await response.json()).toEqual({ success: true, accepted: 2, unsupported: 0, invalid: 1 })
    expect((await lines()).map(({ outcome }) => outcome).sort()).toEqual(['counted', 'invalid', 'stored'])
  })
})

describe('with "signature required"', () => {
  async function strict(): Promise<Doors> {
    const doors = await openDoors()
    await doors.api('PATCH', '/api/environments/development', { signatureRequired: true })
    return doors
  }
  const text = JSON.stringify(TRACK, null, 1)

  test.each([
    ['an object, as it was sent', text, text],
    [
      'an array, over its first element only',
      JSON.stringify([TRACK, IDENTIFY], null, 1),
      JSON.stringify(TRACK),
    ],
    ['wrapped calls', JSON.stringify([{ json: TRACK }]), JSON.stringify({ json: TRACK })],
    ['wrapped calls, the call alone being signed', JSON.stringify([{ json: TRACK }]), JSON.stringify(TRACK)],
    ['{"batch": …}, as it was sent', JSON.stringify({ batch: [TRACK] }), JSON.stringify({ batch: [TRACK] })],
  ])('%s', async (_, body, signed) => {
    const { post, development } = await strict()
    const signature = sign(signed, development.secret)
    const headers = { ...bearer(development.server), 'x-signature': signature }
    expect((await post(PATH, { body, headers })).status).toBe(200)
  })

  test.each([
    ['none', async () => undefined, /^X-Signature is missing, and this environment requires it/],
    ['an empty one', async () => '', /^X-Signature is wrong/],
    ['no hex', async () => 'x'.repeat(40), /^X-Signature is wrong/],
    [
      'one of another secret',
      ({ production }: Doors) => sign(text, production.secret),
      /^X-Signature is wrong/,
    ],
    [
      'one of another body',
      ({ development }: Doors) => sign('{}', development.secret),
      /^X-Signature is wrong/,
    ],
    [
      'half of the right one',
      async ({ development }: Doors) => sign(text, development.secret).slice(0, 20),
      /^X-Signature is wrong/,
    ],
  ])('%s is 401 even with a key, and a line in Live calls', async (_, signatureOf, message) => {
    const doors = await strict()
    const signature = await signatureOf(doors)
    const headers = {
      ...bearer(doors.development.server),
      ...(signature !== undefined && { 'x-signature': signature }),
    }
    const response = await doors.post(PATH, { body: text, headers })
    expect([response.status, await response.json()]).toEqual([
      401,
      { success: false, message: expect.stringMatching(message) },
    ])
    expect(await doors.lines()).toMatchObject([{ outcome: 'invalid', status: 401, payload: {} }])
  })

  test('a signed array too deep to be signed is 401', async () => {
    const { post, development } = await strict()
    const body = '['.repeat(1e5) + ']'.repeat(1e5)
    const headers = { ...bearer(development.server), 'x-signature': sign(body, development.secret) }
    expect((await post(PATH, { body, headers })).status).toBe(401)
  })

  test('the other environment does not ask for one', async () => {
    const { post, production } = await strict()
    expect((await post(PATH, { body: TRACK, headers: bearer(production.server) })).status).toBe(200)
  })
})

test('without "signature required", a wrong one beside a key changes nothing', async () => {
  const { post, development } = await openDoors()
  const headers = { ...bearer(development.server), 'x-signature': '0'.repeat(40) }
  expect((await post(PATH, { body: TRACK, headers })).status).toBe(200)
})

describe('a signature alone', () => {
  const signed = async ({ post, development }: Doors, body: unknown, secret = development.secret) => {
    const first = Array.isArray(body) ? body[0] : body
    const headers = { 'x-signature': sign(JSON.stringify(first), secret) }
    return post(`${PATH}?environment=${development.sdkId}`, { body, headers })
  }

  test('lets in a single call', async () => {
    const doors = await openDoors()
    const response = await signed(doors, TRACK)
    expect([response.status, await response.json()]).toEqual([200, { success: true }])
    expect(await doors.lines('development')).toMatchObject([{ messageId: 'message-1', status: 200 }])
  })

  test('lets in a call of no supported type, which is ignored', async () => {
    const doors = await openDoors()
    const response = await signed(doors, { ...SCREEN, timestamp: TRACK.timestamp })
    expect(await response.json()).toEqual({ success: true, ignored: SCREEN_IGNORED })
  })

  test.each([
    ['a list', [TRACK], /^X-Signature alone lets in a single call; send a key with batches$/],
    ['a batch', { batch: [TRACK] }, /^X-Signature alone lets in a single call/],
    ['no object', 5, /^X-Signature alone lets in a single call/],
    ['a delete', { ...TRACK, type: 'delete' }, /^X-Signature alone cannot erase a user; send a key$/],
    ['a Delete', { ...TRACK, type: undefined, Type: 'DELETE' }, /^X-Signature alone cannot erase a user/],
    [
      'a call without a message ID',
      { ...TRACK, messageId: undefined },
      /^X-Signature alone lets in a call with a "messageId"/,
    ],
    ['a call without a time', { ...TRACK, timestamp: undefined }, /with a "timestamp" under 7 days old/],
    ['a call 7 days old', { ...TRACK, timestamp: '2026-02-23T10:00:00.000Z' }, /under 7 days old/],
    [
      'a call that could be replayed for ever',
      { ...TRACK, timestamp: '2099-01-01T00:00:00Z' },
      /under 7 days old/,
    ],
  ])('does not let in %s', async (_, body, message) => {
    const doors = await openDoors()
    const response = await signed(doors, body)
    expect([response.status, await response.json()]).toEqual([
      401,
      { success: false, message: expect.stringMatching(message) },
    ])
    expect(await doors.lines()).toEqual([])
    expect(await doors.strangers()).toMatchObject([
      { door: 'webhook', reason: expect.stringMatching(message) },
    ])
  })

  test('lets in what is nearly 7 days old, or as long as message IDs are remembered', async () => {
    const doors = await openDoors()
    const call = (timestamp: string) => ({ ...TRACK, messageId: timestamp, timestamp })
    expect((await signed(doors, call('2026-02-23T10:00:00.001Z'))).status).toBe(200)
    await doors.api('PATCH', '/api/environments/development', { dedupeDays: 4 })
    expect((await signed(doors, call('2026-02-26T10:00:00.001Z'))).status).toBe(200)
    const refused = await signed(doors, call('2026-02-26T10:00:00.000Z'))
    expect([refused.status, (await refused.json()).message]).toEqual([
      401,
      'X-Signature alone lets in a call with a "timestamp" under 4 days old; send a key',
    ])
  })

  test('sent again counts once', async () => {
    const doors = await openDoors()
    await signed(doors, TRACK)
    await signed(doors, TRACK)
    expect((await doors.lines()).map(({ outcome }) => outcome)).toEqual(['held', 'duplicate'])
  })

  test.each([
    ['a wrong one', (doors: Doors) => signed(doors, TRACK, doors.production.secret)],
    [
      'one for an unknown environment',
      async ({ post, development }: Doors) =>
        post(`${PATH}?environment=sdk_dev_x`, {
          body: TRACK,
          headers: { 'x-signature': sign(JSON.stringify(TRACK), development.secret) },
        }),
    ],
    [
      'one that does not say for which environment',
      async ({ post, development }: Doors) =>
        post(PATH, {
          body: TRACK,
          headers: { 'x-signature': sign(JSON.stringify(TRACK), development.secret) },
        }),
    ],
    [
      'one beside a wrong key',
      async ({ post, development }: Doors) =>
        post(`${PATH}?environment=${development.sdkId}`, {
          body: TRACK,
          headers: {
            'x-api-key': 'wrong',
            'x-signature': sign(JSON.stringify(TRACK), development.secret),
          },
        }),
    ],
    [
      'one of a body that is no JSON',
      async ({ post, development }: Doors) =>
        post(`${PATH}?environment=${development.sdkId}`, {
          body: '{',
          headers: { 'x-signature': sign('{', development.secret) },
        }),
    ],
  ])('%s lets in nothing', async (_, send) => {
    const doors = await openDoors()
    const response = await send(doors)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(402)
    expect(await doors.lines()).toEqual([])
    expect(await doors.strangers()).toHaveLength(1)
  })

  test('an environment without a secret admits nobody', async () => {
    const doors = await openDoors()
    await doors.deps.database.write([{ sql: `UPDATE environment SET webhook_secret = ''` }])
    await doors.deps.definitions.refresh()
    const { post, development } = doors
    // An empty secret is one that everybody has.
    const signature = sign(JSON.stringify(TRACK), '')
    for (const headers of [{ 'x-signature': signature }, { 'x-signature': '' }])
      expect((await post(`${PATH}?environment=${development.sdkId}`, { body: TRACK, headers })).status).toBe(
        401,
      )
  })

  test('reads no more of a stranger than a call takes', async () => {
    const { post, development } = await openDoors()
    const headers = { 'x-signature': '0'.repeat(40) }
    const response = await post(`${PATH}?environment=${development.sdkId}`, {
      body: 'x'.repeat(70_000),
      headers,
    })
    expect(response.status).toBe(413)
  })
})
