/** Whatever comes to a door: an answer that its sender understands, never a crash, never a lost neighbour. */
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bearer, openDoors, sign } from './door-support.ts'

const PATHS = ['/segment', '/webhook/segment', '/v1/batch', '/v1/track', '/v1/identify', '/v1/page/', '/v1/a']

const FIELDS = [
  'type',
  'userId',
  'user_id',
  'anonymousId',
  'previousId',
  'messageId',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'event',
  'name',
  'category',
  'properties',
  'traits',
  'context',
  'integrations',
  'batch',
  'writeKey',
  'json',
  '__proto__',
  'constructor',
]
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\0', '\ud800', '\udc00x', '__proto__', '9999-12-31T23:59:59Z', '0000-00-00', '$set'),
)
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary' }),
  texts,
  fc.double(),
  fc.constantFrom(1e308, -0, 2 ** 63, 'Infinity'),
)
/** Mostly like a call, with anything at any field. */
const messages = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(...FIELDS), values, { maxKeys: 8 }) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.oneof(
          fc.constantFrom('identify', 'track', 'page', 'alias', 'delete', 'group', 'Screen'),
          values,
        ),
        userId: values,
        anonymousId: values,
        messageId: values,
        event: values,
        timestamp: values,
        traits: fc.oneof(fc.dictionary(texts, values), values),
        properties: fc.oneof(fc.dictionary(texts, values), values),
        context: fc.oneof(fc.dictionary(fc.constantFrom('page', 'traits'), values), values),
        integrations: fc.oneof(fc.dictionary(fc.constantFrom('All', 'Asklet'), values), values),
      },
      { requiredKeys: ['type'] },
    ),
  },
  { weight: 1, arbitrary: values },
)

/** Numbers that JSON can write but JavaScript cannot (1e999), put where a text said so. */
const write = (value: unknown): string => (JSON.stringify(value) ?? 'null').replaceAll('"Infinity"', '1e999')

const settings = { numRuns: 100 }

describe('any JSON', () => {
  test.each(PATHS)('at %s is taken or refused', async (path) => {
    const { post, development, lines, logged } = await openDoors()
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        const response = await post(path, { body: write(message), headers: bearer(development.server) })
        expect([200, 400, 413, 501]).toContain(response.status)
        const answer = await response.json()
        expect(response.status === 200 ? 'Taken' : answer.message).toMatch(/^[A-Z"]/)
      }),
      settings,
    )
    expect(logged).toEqual([])
    for (const line of await lines()) expect(write(line).isWellFormed()).toBe(true)
  })

  test.each([
    ['/webhook/segment', (batch: string) => `[${batch}]`],
    ['/v1/batch', (batch: string) => `{"batch":[${batch}]}`],
  ])('between good calls at %s does not touch them', async (path, wrap) => {
    const { post, development, api, logged } = await openDoors()
    await api('PATCH', '/api/environments/development', { callLines: 200_000 })
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(messages, { maxLength: 5 }), async (others) => {
        const good = () =>
          write({ type: 'track', userId: 'good', event: 'Good', messageId: `good-${++count}` })
        const body = wrap([good(), ...others.map(write), good()].join(','))
        const response = await post(path, { body, headers: bearer(development.server) })
        expect(response.status).toBe(200)
      }),
      settings,
    )
    expect(logged).toEqual([])
    const { items } = await (await api('GET', '/api/environments/development/events?search=Good')).json()
    expect(items).toContainEqual(expect.objectContaining({ name: 'Good', count }))
  })
})

describe('any bytes', () => {
  test.each(PATHS)('at %s are refused, packed or not', async (path) => {
    const { post, development, logged } = await openDoors()
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      messages.map((message) => new TextEncoder().encode(write(message)).slice(0, -1)),
    )
    const packed = bodies.chain((bytes) =>
      fc.constantFrom<[string | undefined, Uint8Array]>(
        [undefined, bytes],
        ['gzip', bytes],
        ['deflate', bytes],
        ['gzip', gzipSync(bytes)],
        ['gzip', gzipSync(bytes).subarray(0, 20)],
      ),
    )
    await fc.assert(
      fc.asyncProperty(packed, async ([encoding, body]) => {
        const headers = { ...bearer(development.server), ...(encoding && { 'content-encoding': encoding }) }
        const response = await post(path, { body, headers })
        expect([200, 400, 501]).toContain(response.status)
        await response.json()
      }),
      settings,
    )
    expect(logged).toEqual([])
  })
})

describe('any headers', () => {
  // What a Headers object takes: the rest never reaches an app.
  const header = fc.string({
    unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
  })
  const value = fc.oneof(
    header,
    header.map((text) => `Basic ${btoa(text)}`),
    header.map((text) => `Bearer ${text}`),
  )

  test.each(PATHS)('at %s are no key, and no crash', async (path) => {
    const { post, logged, lines } = await openDoors()
    const names = fc.constantFrom(
      'authorization',
      'x-api-key',
      'x-signature',
      'content-encoding',
      'content-type',
      'content-length',
      'x-segment-settings',
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, value), async (headers) => {
        const response = await post(path, { body: '{"type":"track"}', headers })
        expect([400, 401, 413, 415]).toContain(response.status)
      }),
      settings,
    )
    expect(logged).toEqual([])
    expect(await lines()).toEqual([])
  })

  test('and any signature, beside ?environment', async () => {
    const { post, development, lines } = await openDoors()
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(value, fc.constant(sign('{}', 'guess'))),
        fc.webQueryParameters(),
        async (signature, query) => {
          for (const sdkId of [development.sdkId, query]) {
            const path = `/webhook/segment?environment=${sdkId}`
            const response = await post(path, { body: '{}', headers: { 'x-signature': signature } })
            expect(response.status).toBe(401)
          }
        },
      ),
      settings,
    )
    expect(await lines()).toEqual([])
  })
})
