/** One message off the wire, whatever its sender made of it. */
import { describe, expect, test } from 'vitest'
import { decode, type Reading } from '../../server/ingest/decode.ts'
import { hasUnsafeEscape } from '../../server/ingest/safe-json.ts'

const RECEIVED = Date.parse('2026-03-02T10:00:00.000Z')
const KEY = 'ask_dev_0123456789abcdef0123456789abcdef0123456789abcdef'

function read(message: unknown, more: Partial<Reading> = {}) {
  return decode(structuredClone(message), { receivedAt: RECEIVED, mayErase: true, ...more })
}
/** By way of a text, as it comes. */
function readText(text: string, more: Partial<Reading> = {}) {
  return decode(JSON.parse(text), {
    receivedAt: RECEIVED,
    mayErase: true,
    unsafe: hasUnsafeEscape(text),
    ...more,
  })
}
const track = { type: 'track', userId: 'u', event: 'Clicked Button' }

test('a call of each type', () => {
  expect(
    read({ ...track, messageId: 'm', timestamp: '2026-03-02T09:00:00Z', properties: { label: 'Start' } }),
  ).toEqual({
    type: 'track',
    userId: 'u',
    event: 'Clicked Button',
    messageId: 'm',
    at: RECEIVED - 3_600_000,
    properties: { label: 'Start' },
    payload: {
      ...track,
      messageId: 'm',
      timestamp: '2026-03-02T09:00:00Z',
      properties: { label: 'Start' },
    },
  })
  expect(read({ type: 'identify', anonymousId: 'a', traits: { plan: 'pro' } })).toMatchObject({
    type: 'identify',
    anonymousId: 'a',
    traits: { plan: 'pro' },
    at: RECEIVED,
  })
  expect(read({ type: 'alias', userId: 'new', previousId: 'old' })).toMatchObject({
    type: 'alias',
    userId: 'new',
    previousId: 'old',
  })
  expect(read({ type: 'alias', userId: 'new' })).toMatchObject({ type: 'alias', userId: 'new' })
  expect(read({ type: 'page', userId: 'u', name: 'Home' })).toMatchObject({
    type: 'page',
    name: 'Home',
    properties: {},
  })
  expect(read({ type: 'delete', userId: 'u', context: [], integrations: [] })).toMatchObject({
    type: 'delete',
    userId: 'u',
  })
})

describe('any casing of the top-level fields', () => {
  test.each([
    ['UserId', 'MessageId', 'Event', 'Type'],
    ['user_id', 'message_id', 'event', 'type'],
    ['userID', 'messageID', 'EVENT', 'TYPE'],
    ['USER_ID', 'MESSAGE_ID', 'Event', 'Type'],
    ['user-id', 'message-id', 'event', 'type'],
  ])('%s, %s', (userId, messageId, event, type) => {
    const sent = { [type]: 'track', [userId]: 'u', [messageId]: 'm', [event]: 'E', Properties: { a: 1 } }
    expect(read(sent)).toEqual({
      type: 'track',
      userId: 'u',
      messageId: 'm',
      event: 'E',
      at: RECEIVED,
      properties: { a: 1 },
      payload: sent,
    })
  })

  test("Segment's own spelling wins over another, unless it holds nothing", () => {
    expect(read({ ...track, user_id: 'other' })).toMatchObject({ userId: 'u' })
    expect(read({ user_id: 'other', ...track })).toMatchObject({ userId: 'u' })
    expect(read({ ...track, userId: null, user_id: 'other' })).toMatchObject({ userId: 'other' })
  })

  test('fields that are not known change nothing', () => {
    expect(read({ ...track, whatever: 1, _metadata: {}, constructor: 'x', user: 'y' })).toMatchObject(track)
  })
})

describe('identities', () => {
  test.each([
    ['a number', 42, '42'],
    ['a negative decimal', -1.5, '-1.5'],
    ['a text', 'Ünï😀', 'Ünï😀'],
    ['500 characters', 'x'.repeat(500), 'x'.repeat(500)],
    ['spaces, as they are', ' u ', ' u '],
    ['__proto__', '__proto__', '__proto__'],
  ])('%s is a user ID', (_, userId, taken) => {
    expect(read({ ...track, userId })).toMatchObject({ userId: taken })
    expect(read({ ...track, userId: null, anonymousId: userId })).toMatchObject({ anonymousId: taken })
  })

  test.each([
    ['a boolean', true],
    ['an object', {}],
    ['an array', ['u']],
    ['a number too large to be exact', 2 ** 53],
    ['a number without end', Infinity],
  ])('%s is not', (_, userId) => {
    for (const type of ['identify', 'track', 'page', 'alias', 'delete'])
      expect(read({ ...track, type, userId })).toMatchObject({ outcome: 'invalid', code: 'id_not_string' })
    expect(read({ ...track, anonymousId: userId })).toMatchObject({ code: 'id_not_string' })
    expect(read({ type: 'alias', userId: 'u', previousId: userId })).toMatchObject({ code: 'id_not_string' })
  })

  test('501 characters are too many', () => {
    expect(read({ ...track, userId: 'x'.repeat(501) })).toMatchObject({
      code: 'id_too_long',
      detail: '"userId" must be at most 500 characters',
    })
  })
})

describe('a reason in words', () => {
  test.each([
    [{}, 'invalid', 'type_not_defined', '"type" is missing; send Identify, Alias, Track or Page'],
    [
      { type: 5 },
      'invalid',
      'type_not_string',
      '"type" must be a string; send Identify, Alias, Track or Page',
    ],
    [
      { type: 'screen' },
      'unsupported',
      'type_not_supported',
      'Screen calls are not supported by Asklet; send Identify, Alias, Track or Page',
    ],
    [
      { type: 'Group' },
      'unsupported',
      'type_not_supported',
      'Group calls are not supported by Asklet; send Identify, Alias, Track or Page',
    ],
    [
      { type: 'crash' },
      'unsupported',
      'type_not_supported',
      'Calls of type "crash" are not supported by Asklet; send Identify, Alias, Track or Page',
    ],
    [
      { type: 'track', event: 'E' },
      'invalid',
      'no_user_anon_id',
      '"userId" and "anonymousId" are missing; a track call must have one of them',
    ],
    [
      { type: 'identify', userId: '', anonymousId: null },
      'invalid',
      'no_user_anon_id',
      '"userId" and "anonymousId" are missing; an identify call must have one of them',
    ],
    [{ type: 'page' }, 'invalid', 'no_user_anon_id', /a page call must have one of them$/],
    [
      { ...track, event: undefined },
      'invalid',
      'event_not_defined',
      '"event" is missing; a track call must name its event',
    ],
    [{ ...track, event: '' }, 'invalid', 'event_not_defined', /./],
    [{ ...track, event: 5 }, 'invalid', 'event_not_string', '"event" must be a string on a track call'],
    [{ ...track, event: {} }, 'invalid', 'event_not_string', /./],
    [
      { ...track, event: 'x'.repeat(501) },
      'invalid',
      'event_too_long',
      '"event" must be at most 500 characters',
    ],
    [
      { ...track, properties: 'x' },
      'invalid',
      'properties_not_object',
      '"properties" must be an object on a track call',
    ],
    [{ ...track, type: 'page', properties: [] }, 'invalid', 'properties_not_object', /on a page call$/],
    [
      { type: 'identify', userId: 'u', traits: [] },
      'invalid',
      'traits_not_object',
      '"traits" must be an object on an identify call',
    ],
    [
      { type: 'page', userId: 'u', name: 5 },
      'invalid',
      'name_not_string',
      '"name" must be a string on a page call',
    ],
    [{ type: 'page', userId: 'u', category: {} }, 'invalid', 'category_not_string', /./],
    [
      { type: 'alias', previousId: 'p' },
      'invalid',
      'id_required',
      '"userId" is missing; an alias call must name the user ID',
    ],
    [
      { type: 'delete' },
      'invalid',
      'id_required',
      '"userId" is missing; a delete call must name the user ID',
    ],
    [{ ...track, messageId: {} }, 'invalid', 'message_id_not_string', '"messageId" must be a string'],
    [5, 'invalid', 'not_an_object', 'A call must be a JSON object'],
    [null, 'invalid', 'not_an_object', /./],
    [[], 'invalid', 'not_an_object', /./],
    ['track', 'invalid', 'not_an_object', /./],
  ])('%j: %s, %s', (message, outcome, code, detail) => {
    const refused = read(message)
    expect(refused).toMatchObject({ outcome, code })
    expect('detail' in refused && refused.detail).toMatch(detail)
  })

  test('with what it takes to recognise the call by', () => {
    expect(read({ ...track, event: 5, messageId: 'm', anonymousId: 'a' })).toEqual({
      outcome: 'invalid',
      code: 'event_not_string',
      detail: '"event" must be a string on a track call',
      type: 'track',
      name: '5',
      userId: 'u',
      anonymousId: 'a',
      messageId: 'm',
      payload: { ...track, event: 5, messageId: 'm', anonymousId: 'a' },
    })
    expect(read({ type: 'x'.repeat(10_000) })).toMatchObject({ type: 'x'.repeat(500) })
    expect(read({})).toMatchObject({ type: 'unknown' })
  })
})

test('a path names the type, whatever the body says', () => {
  expect(read({ userId: 'u', event: 'E' }, { type: 'track' })).toMatchObject({ type: 'track', event: 'E' })
  expect(read({ ...track, type: 'screen' }, { type: 'track' })).toMatchObject({ type: 'track' })
  expect(read(track, { type: 'screen' })).toMatchObject({ outcome: 'unsupported', type: 'screen' })
})

test('a browser key cannot erase', () => {
  expect(read({ type: 'delete', userId: 'u' }, { mayErase: false })).toMatchObject({
    outcome: 'invalid',
    code: 'erase_not_allowed',
  })
})

describe('traits', () => {
  test.each([
    ['of the call', { traits: { a: 1 }, context: { traits: { a: 2, b: 2 } } }, { a: 1 }],
    ['of the context, where the call has none', { context: { traits: { b: 2 } } }, { b: 2 }],
    [
      'of the context, where the call has empty ones',
      { traits: {}, context: { traits: { b: 2 } } },
      { b: 2 },
    ],
    ['none, where there are none', { traits: null, context: [] }, {}],
    ['none, where the context has no object', { context: { traits: 'x' } }, {}],
  ])('%s', (_, sent, traits) => {
    expect(read({ type: 'identify', userId: 'u', ...sent })).toMatchObject({ type: 'identify', traits })
  })
})

describe('the URL of a page', () => {
  test.each([
    [
      { properties: { url: 'https://a.example/' }, context: { page: { url: 'https://b.example/' } } },
      'https://a.example/',
    ],
    [{ context: { page: { url: 'https://b.example/' } } }, 'https://b.example/'],
    [{ properties: { url: '' }, context: { page: { url: 'https://b.example/' } } }, 'https://b.example/'],
    [{ properties: { url: 5 }, context: { page: [] } }, undefined],
    [{ context: null }, undefined],
  ])('%j', (sent, url) => {
    const page = read({ type: 'page', anonymousId: 'a', ...sent })
    expect(page).toMatchObject({ type: 'page' })
    expect('url' in page && page.url).toBe(url)
  })
})

describe('the time', () => {
  const timestamp = '2026-03-01T00:00:00Z'
  const originalTimestamp = '2026-02-01T00:00:00Z'
  test.each([
    ['timestamp', { timestamp, originalTimestamp }, timestamp],
    [
      'originalTimestamp, where there is no timestamp',
      { timestamp: null, originalTimestamp },
      originalTimestamp,
    ],
    ['receipt, where there is neither', { sentAt: timestamp }, '2026-03-02T10:00:00Z'],
    ['receipt, where it cannot be read', { timestamp: 'x', originalTimestamp }, '2026-03-02T10:00:00Z'],
  ])('is %s', (_, sent, at) => {
    expect(read({ ...track, ...sent })).toMatchObject({ at: Date.parse(at) })
  })

  test('is corrected only where the call comes straight from a device', () => {
    const message = { ...track, timestamp: '2026-03-02T08:00:00Z', sentAt: '2026-03-02T08:30:00Z' }
    expect(read(message)).toMatchObject({ at: Date.parse('2026-03-02T08:00:00Z') })
    expect(read(message, { direct: true })).toMatchObject({ at: Date.parse('2026-03-02T09:30:00Z') })
    const batch = { direct: true, sentAt: '2026-03-02T08:45:00Z' }
    expect(read(message, batch)).toMatchObject({ at: Date.parse('2026-03-02T09:30:00Z') })
    expect(read({ ...message, sentAt: undefined }, batch)).toMatchObject({
      at: Date.parse('2026-03-02T09:15:00Z'),
    })
  })

  test('a long message ID is taken, and noted', () => {
    const messageId = 'm'.repeat(101)
    expect(read({ ...track, messageId })).toMatchObject({
      messageId,
      note: 'Its messageId is over 100 characters, more than Segment takes.',
    })
    expect(read({ ...track, messageId, timestamp: 'x' })).toMatchObject({
      note: expect.stringMatching(/cannot be read.*taken\. Its messageId/),
    })
    expect(read({ ...track, messageId: 7 })).toMatchObject({ messageId: '7' })
  })
})

describe('"integrations"', () => {
  test.each([
    [{ All: false }, false],
    [{ All: false, Asklet: false }, false],
    [{ Asklet: false }, false],
    [{ All: false, 'Segment.io': true }, false],
    [{ All: false, Asklet: true }, true],
    [{ All: false, Asklet: {} }, true],
    [{ All: true }, true],
    [{}, true],
    [[], true],
    [null, true],
    ['none', true],
  ])('%j of a direct call: for Asklet %s', (integrations, forAsklet) => {
    const taken = { type: 'track', event: 'Clicked Button' }
    expect(read({ ...track, integrations }, { direct: true })).toMatchObject(
      forAsklet ? taken : { outcome: 'unsupported', code: 'not_for_asklet' },
    )
    expect(read({ ...track, integrations })).toMatchObject(taken)
  })
})

describe('size and depth', () => {
  const nested = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels))

  test('32 KB, counted in bytes of UTF-8', () => {
    const room = 32 * 1024 - JSON.stringify({ ...track, properties: { text: '' } }).length
    const sized = (text: string) => read({ ...track, properties: { text } })
    expect(sized('x'.repeat(room))).toMatchObject({ type: 'track' })
    expect(sized('x'.repeat(room + 1))).toMatchObject({
      outcome: 'invalid',
      code: 'event_too_large',
      detail: 'The call has 32,769 bytes; send at most 32,768 (32 KB)',
      userId: 'u',
      payload: {},
    })
    expect(sized('é'.repeat(room / 2))).toMatchObject({ type: 'track' })
    expect(sized('é'.repeat(room / 2 + 1))).toMatchObject({ code: 'event_too_large' })
    expect(sized('\u0001'.repeat(room / 6 + 1))).toMatchObject({ code: 'event_too_large' })
  })

  test.each([
    ['many keys', Object.fromEntries(Array.from({ length: 8_000 }, (_, i) => [i, '']))],
    ['many numbers', Array.from({ length: 2_000 }, () => -1.7976931348623157e308)],
    ['many nothings', Array.from({ length: 10_000 }, () => null)],
    ['many lists', Array.from({ length: 20_000 }, () => [])],
  ])('%s are too large too', (_, many) => {
    expect(read({ ...track, properties: { many } })).toMatchObject({ code: 'event_too_large' })
  })

  test('100 levels', () => {
    expect(read({ ...track, properties: nested(99) })).toMatchObject({ type: 'track' })
    expect(read({ ...track, properties: nested(100) })).toMatchObject({
      code: 'too_deep',
      detail: 'The call nests over 100 levels deep',
      payload: {},
    })
  })

  test('a million levels are refused like a hundred', () => {
    for (const deep of ['['.repeat(1e6) + ']'.repeat(1e6), '{"a":'.repeat(1e6) + '1' + '}'.repeat(1e6)])
      expect(readText(`{"type":"track","userId":"u","event":"E","properties":{"x":${deep}}}`)).toMatchObject({
        code: 'too_deep',
      })
  })
})

describe('what cannot be stored is made safe', () => {
  const payloadOf = (text: string) =>
    readText(`{"type":"track","userId":"u","event":"E","properties":${text}}`).payload

  test.each([
    ['NUL', String.raw`{"a\u0000b":"c\u0000d"}`, { 'a\uFFFDb': 'c\uFFFDd' }],
    ['a lone high surrogate', String.raw`{"a\ud800":["\uD83D"]}`, { 'a\uFFFD': ['\uFFFD'] }],
    ['a lone low surrogate', String.raw`{"a":{"b":"\udc00x"}}`, { a: { b: '\uFFFDx' } }],
    ['a number without end', '{"a":1e400,"b":[-1e400]}', { a: Number.MAX_VALUE, b: [-Number.MAX_VALUE] }],
  ])('%s', (_, text, properties) => {
    expect(payloadOf(text)).toMatchObject({ properties })
  })

  test.each([
    ['a pair of surrogates', String.raw`{"a":"\ud83d\ude00"}`, { a: '😀' }],
    ['a backslash before what looks like an escape', String.raw`{"a":"\\u0000"}`, { a: '\\u0000' }],
    ['large integers', '{"a":12345678901234567890}', { a: 12345678901234567000 }],
  ])('%s stays', (_, text, properties) => {
    expect(payloadOf(text)).toMatchObject({ properties })
  })

  test('in IDs and names, and in what is refused, too', () => {
    expect(readText(String.raw`{"type":"track","userId":"\u0000","event":"\ud800"}`)).toMatchObject({
      userId: '\uFFFD',
      event: '\uFFFD',
    })
    expect(readText(String.raw`{"type":"\ud800","userId":"\u0000"}`)).toMatchObject({
      type: '\uFFFD',
      userId: '\uFFFD',
      payload: { type: '\uFFFD', userId: '\uFFFD' },
    })
    const cut = read({ ...track, event: 5, messageId: `${'x'.repeat(499)}😀` })
    expect(cut.messageId?.isWellFormed()).toBe(true)
  })

  test('"__proto__" is a key like any other', () => {
    for (const unsafe of [false, true]) {
      const text =
        '{"type":"track","userId":"u","event":"E","__proto__":{"admin":true},"properties":{"__proto__":{"admin":true}}}'
      const { payload } = readText(text, { unsafe })
      expect(JSON.parse(JSON.stringify(payload))).toEqual(JSON.parse(text))
      expect(JSON.stringify(payload)).toBe(text)
      expect(payload.admin).toBeUndefined()
    }
    expect(readText('{"__proto__":{"type":"track","userId":"u","event":"E"}}')).toMatchObject({
      code: 'type_not_defined',
    })
    expect({}).not.toHaveProperty('admin')
  })
})

describe('keys are taken out', () => {
  test.each(['writeKey', 'WriteKey', 'write_key', 'WRITE_KEY', 'write-key'])('as %s', (name) => {
    const call = read({ ...track, [name]: KEY })
    expect(call).toMatchObject({ type: 'track' })
    expect(JSON.stringify(call)).not.toContain(KEY)
    expect(call.payload).not.toHaveProperty(name)
  })

  test('wherever else the presented one stands', () => {
    const properties = { [KEY]: 1, list: [{ key: KEY }], url: `https://example.com/?key=${KEY}&a=1` }
    expect(read({ ...track, properties }, { secret: KEY })).toMatchObject({
      payload: {
        properties: { '[key]': 1, list: [{ key: '[key]' }], url: 'https://example.com/?key=[key]&a=1' },
      },
    })
    const refused = read({ ...track, event: [KEY], writeKey: KEY }, { secret: KEY })
    expect(JSON.stringify(refused)).not.toContain(KEY)
  })
})
