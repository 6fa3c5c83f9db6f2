/** Door 1, as Segment's partner streaming and our Destination Function use it. */
import { describe, expect, test } from 'vitest'
import { basic, bearer, IDENTIFY, openDoors, type Sent, TRACK } from './door-support.ts'

const PATH = '/segment'

describe('the key', () => {
  test.each([
    ['Basic, with the colon', (key: string) => basic(`${key}:`)],
    ['Basic, without the colon', (key: string) => basic(key)],
    ['Basic, with a password that nobody asked for', (key: string) => basic(`${key}:x`)],
    ['basic', (key: string) => ({ authorization: `basic ${btoa(`${key}:`)}` })],
    ['BASIC', (key: string) => ({ authorization: `BASIC   ${btoa(`${key}:`)}` })],
    ['Bearer', (key: string) => bearer(key)],
    ['bearer', (key: string) => ({ Authorization: `bearer ${key}` })],
  ])('%s', async (_, headersOf) => {
    const { post, development, lines } = await openDoors()
    const response = await post(PATH, { body: TRACK, headers: headersOf(development.server) })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ success: true })
    expect(await lines()).toMatchObject([
      { type: 'track', messageId: 'message-1', door: 'segment', status: 200 },
    ])
  })

  test('names the environment', async () => {
    const { post, development, production, lines } = await openDoors()
    await post(PATH, { body: TRACK, headers: bearer(production.server) })
    await post(PATH, { body: IDENTIFY, headers: bearer(development.server) })
    expect(await lines('production')).toMatchObject([{ type: 'track' }])
    expect(await lines('development')).toMatchObject([{ type: 'identify' }])
  })

  test.each([
    ['none', () => ({}), 'The request has no key', ''],
    ['an empty one', () => ({ authorization: 'Bearer' }), 'The request has no key', ''],
    ['Basic that is no base64', () => ({ authorization: 'Basic ü' }), 'The request has no key', ''],
    ['an empty user', () => basic(':secret'), 'The request has no key', ''],
    ['another scheme', () => ({ authorization: 'Digest x' }), 'The request has no key', ''],
    [
      'an unknown one',
      () => bearer('ask_dev_0123456789abcdef0123456789abcdef0123456789abcdef'),
      "The key ask_dev_…cdef is not one of Asklet's, or was revoked; copy a live one from the Connect page",
      'ask_dev_…cdef',
    ],
    [
      "another product's",
      () => bearer('abcdefghijklmnopqrstuvwxyz0123456789'),
      /^The key abcdefgh… is not one of Asklet's/,
      'abcdefgh…',
    ],
    ['a short one', () => bearer('pass'), /^The key p… is not/, 'p…'],
    [
      'a browser key',
      (browser: string) => bearer(browser),
      'This is a browser key; this address takes a server key, from the Connect page',
      /^ask_dev_pub_….{4}$/,
    ],
  ])('%s is 401, and a line among the strangers', async (_, headersOf, message, hint) => {
    const { post, development, lines, strangers } = await openDoors()
    const response = await post(PATH, { body: TRACK, headers: headersOf(development.browser) })
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/json')
    const answer = await response.json()
    expect(answer).toEqual({ message: expect.stringMatching(message) })
    const [stranger] = await strangers()
    expect(stranger).toMatchObject({ door: 'segment', reason: answer.message })
    expect(stranger?.hint).toMatch(hint)
    expect(await lines()).toEqual([])
  })

  test('a revoked one is 401 at once', async () => {
    const { post, api, development } = await openDoors()
    const { items } = await (await api('GET', '/api/environments')).json()
    await api('DELETE', `/api/environments/development/keys/${items[0].keys[0].id}`)
    expect((await post(PATH, { body: TRACK, headers: bearer(development.server) })).status).toBe(401)
  })
})

const answers: [string, Sent['body'], number, RegExp, object][] = [
  ['identify', IDENTIFY, 200, /^$/, { outcome: 'stored', type: 'identify' }],
  ['alias', { type: 'alias', userId: 'newUserId' }, 200, /^$/, { outcome: 'stored', type: 'alias' }],
  ['page', { type: 'page', anonymousId: 'a' }, 200, /^$/, { outcome: 'held', type: 'page' }],
  [
    'delete, as Segment sends it',
    { type: 'delete', userId: 'u', context: [], integrations: [] },
    200,
    /^$/,
    { outcome: 'stored', type: 'delete' },
  ],
  [
    'screen',
    { type: 'screen', userId: 'u', name: 'Home' },
    501,
    /^Screen calls are not supported by Asklet; send Identify, Alias, Track or Page$/,
    { outcome: 'unsupported', type: 'screen', name: 'Home', userId: 'u' },
  ],
  ['group', { type: 'group', userId: 'u' }, 501, /^Group calls/, { outcome: 'unsupported', type: 'group' }],
  ['another type', { type: 'x' }, 501, /^Calls of type "x" are not/, { outcome: 'unsupported', type: 'x' }],
  [
    'no type',
    { userId: 'u' },
    400,
    /^"type" is missing/,
    { outcome: 'invalid', type: 'unknown', userId: 'u' },
  ],
  [
    'an event that is no string',
    { ...TRACK, event: 5 },
    400,
    /^"event" must be a string on a track call$/,
    { outcome: 'invalid', type: 'track', name: '5', payload: { ...TRACK, event: 5 } },
  ],
  [
    'an event over 32 KB',
    { ...TRACK, x: 'x'.repeat(33_000) },
    413,
    /^The call has 33,\d+ bytes/,
    { payload: {} },
  ],
  [
    'a body over 1 MB',
    ' '.repeat(1_048_577),
    413,
    /^The body is 1025 KB; send at most 1024 KB$/,
    { type: 'batch' },
  ],
  ['no body', undefined, 400, /^The body is empty; send JSON$/, { type: 'batch', outcome: 'invalid' }],
  ['no JSON', '{"type":"track",}', 400, /^The body is not valid JSON at position 16$/, { type: 'batch' }],
  ['a list', [TRACK], 400, /^Send one call per request, as a JSON object$/, { type: 'batch' }],
  ['a text', '"track"', 400, /^Send one call per request/, { type: 'batch' }],
  ['null', 'null', 400, /^Send one call per request/, { type: 'batch' }],
]

test.each(answers)('%s', async (_, body, status, message, line) => {
  const { post, development, lines } = await openDoors()
  const response = await post(PATH, { body, headers: bearer(development.server) })
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/json')
  const answer = await response.json()
  expect(answer).toEqual(status === 200 ? { success: true } : { message: answer.message })
  expect(answer.message ?? '').toMatch(message)
  const [written] = await lines()
  expect(written).toMatchObject({ ...line, status })
  expect(written?.detail).toContain(answer.message ?? '')
})

test.each(['application/json', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', ''])(
  'JSON as Content-Type "%s"',
  async (type) => {
    const { post, development } = await openDoors()
    const headers = { ...bearer(development.server), 'content-type': type }
    expect((await post('/segment/', { body: TRACK, headers })).status).toBe(200)
  },
)

test('a timestamp out of bounds is taken as received, and Live calls says so', async () => {
  const { post, development, lines } = await openDoors()
  await post(PATH, {
    body: { ...TRACK, timestamp: '9999-01-01T00:00:00Z' },
    headers: bearer(development.server),
  })
  const [line] = await lines()
  expect(line?.detail).toContain(
    'Timestamp 9999-01-01T00:00:00Z is more than 24 h ahead; the received time was taken.',
  )
})

test('the key is neither stored nor logged', async () => {
  const { post, development, lines, logged, deps } = await openDoors()
  const key = development.server
  const headers = bearer(key)
  await post(PATH, { body: { ...TRACK, writeKey: key, properties: { key, [key]: `x${key}` } }, headers })
  await post(PATH, { body: { ...TRACK, messageId: '2', event: [key], WRITE_KEY: key }, headers })
  await post(PATH, { body: `{"x":"${key}"`, headers })
  const written = await lines()
  expect(written).toHaveLength(3)
  expect(JSON.stringify(written)).not.toContain(key)
  expect(logged.join('\n')).not.toContain(key)
  for (const table of ['call', 'sample', 'stranger'])
    expect(JSON.stringify(await deps.database.read(`SELECT * FROM ${table}`))).not.toContain(key)
})
