/** Message IDs as they are remembered. */
import { describe, expect, it, test } from 'vitest'
import { nativeSha256 } from '../../server/entry/native-sha256.ts'
import { createKeyedHash, messageHash } from '../../server/ingest/keyed-hash.ts'

const keyedHash = createKeyedHash(new Uint8Array(16).fill(7))
const hashOf = (messageId: string, environment = 1) => messageHash(keyedHash, environment, messageId)

describe('a message hash', () => {
  it.each([
    ['analytics.js', 'ajs-next-1764158400000-0b5a', 'ajs-next-1764158400001-0a11'],
    ['analytics-node', 'node-next-1764158400999-ff', 'node-next-1764158401000-00'],
    ['UUIDs of version 7', '019abf5a-6c00-7fff-bfff-ffffffffffff', '019abf5a-6c01-7000-8000-000000000000'],
  ])('sorts by the time that an ID of %s says', (_, earlier, later) => {
    expect(hashOf(earlier)).toHaveLength(30)
    expect(hashOf(earlier) < hashOf(later)).toBe(true)
  })

  it.each([
    'b2c1f9a0-5b7e-4d7c-9f7d-3f0d9a1c2e5b',
    '17641584000001-more-digits-than-a-time',
    'x9764158400000',
    '',
  ])('is all there is of an ID without one: “%s”', (id) => {
    expect(hashOf(id)).toHaveLength(22)
  })

  test('is the same by the runtime’s own SHA-256, so that a database may change its runtime', () => {
    const native = createKeyedHash(new Uint8Array(16).fill(7), nativeSha256)
    expect(nativeSha256).toBeDefined()
    for (let length = 0; length < 300; length++) {
      const text = 'é'.repeat(length)
      expect(native(text)).toBe(keyedHash(text))
    }
    expect(keyedHash('userId123')).toBe('alQKTwmEjOL9g37QyNaJ9A')
  })

  test('differs with any part of the ID, and with the environment', () => {
    const ids = ['ajs-next-1764158400000-a', 'ajs-next-1764158400000-b', 'node-next-1764158400000-a']
    expect(new Set([...ids.map((id) => hashOf(id)), ...ids.map((id) => hashOf(id, 2))]).size).toBe(6)
  })
})
