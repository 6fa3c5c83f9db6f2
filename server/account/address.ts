/** Where a request comes from. */
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'

/** Of `X-Forwarded-For` the last address: the trusted proxy wrote it, and anyone may have written those before. */
export function addressOf(c: Context, { config, peerAddress }: Deps): string {
  const forwarded = config.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded || peerAddress(c) || 'unknown'
}

/** The part of an address that one subscriber has: of IPv6 they have a whole /64. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(8 - before.length - after.length, 0)).fill('0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
