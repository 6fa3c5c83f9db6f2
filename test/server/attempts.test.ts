import { describe, expect, test } from 'vitest'
import { networkOf } from '../../server/account/address.ts'
import { createAttempts } from '../../server/account/attempts.ts'

/** How many of so many attempts at one moment are let through. */
function allowed(many: number, attempt: (at: number) => void): number {
  let count = 0
  for (let at = 0; at < many; at++)
    try {
      attempt(at)
      count += 1
    } catch {
      // Refused.
    }
  return count
}

describe('attempts to sign in', () => {
  test('are limited for one account from one address, however its email is capitalised', () => {
    const { count } = createAttempts(() => 0)
    expect(allowed(20, (at) => count(at % 2 ? 'ada@example.com' : 'ADA@example.com', '192.0.2.1'))).toBe(10)
    expect(() => count('ada@example.com', '192.0.2.2')).not.toThrow()
  })

  test('are limited for one address over all accounts', () => {
    const { count } = createAttempts(() => 0)
    expect(allowed(200, (at) => count(`user-${at}@example.com`, '192.0.2.1'))).toBe(50)
  })

  test('are limited for one account over all addresses', () => {
    const { count } = createAttempts(() => 0)
    expect(allowed(300, (at) => count('ada@example.com', `192.0.2.${at}`))).toBe(100)
  })

  test('of one stranger do not keep the owner out', () => {
    const { count } = createAttempts(() => 0)
    expect(allowed(1_000, () => count('ada@example.com', '192.0.2.66'))).toBe(10)
    expect(() => count('ada@example.com', '192.0.2.1')).not.toThrow()
  })

  test('come back with time, one by one', () => {
    let now = 0
    const { count } = createAttempts(() => now)
    const attempt = () => count('ada@example.com', '192.0.2.1')
    expect(allowed(20, attempt)).toBe(10)
    now += 120_000
    expect(allowed(20, attempt)).toBe(2)
    now += 24 * 3_600_000
    expect(allowed(20, attempt)).toBe(10)
  })

  test('that were right are given back', () => {
    const { count, succeeded } = createAttempts(() => 0)
    for (let i = 0; i < 30; i++) {
      count('ada@example.com', '192.0.2.1')
      succeeded('ada@example.com', '192.0.2.1')
    }
    expect(allowed(20, () => count('ada@example.com', '192.0.2.1'))).toBe(10)
  })

  test('of a great many strangers push out the oldest, so that memory is bounded', () => {
    const { count } = createAttempts(() => 0)
    const first = () => count('ada@example.com', '192.0.2.1')
    expect(allowed(20, first)).toBe(10)
    for (let i = 0; i < 5_000; i++) count(`user-${i}@example.com`, `2001:db8:${i.toString(16)}::1`)
    expect(allowed(1, first)).toBe(1)
  })
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::', 'fe80:0:0:0'],
  ['unknown', 'unknown'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
