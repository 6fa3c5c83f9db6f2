/** Short keyed hashes of message IDs and erased identities: bounded in size, and nothing to read back. */
import { sha256 } from '@noble/hashes/sha2.js'

/** 128 bits of SHA-256 over the key and the text, as 22 characters. */
export type KeyedHash = (text: string) => string

/** The base64 of a SHA-256, or as much of it as its first 16 bytes are. */
export type Sha256 = (bytes: Uint8Array) => string

const anywhere: Sha256 = (bytes) => btoa(String.fromCharCode(...sha256(bytes).subarray(0, 16)))

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Of the 22nd character the upper two bits are the last of 128. */
const first128Bits = (base64: string): string =>
  base64.slice(0, 21) + BASE64.charAt(BASE64.indexOf(base64.charAt(21)) & 0b110000)

/** @param digest the runtime's own, which takes a third of the time */
export function createKeyedHash(key: Uint8Array, digest: Sha256 = anywhere): KeyedHash {
  if (key.length !== 16) throw new RangeError('the hash key must be 16 bytes')
  const encoder = new TextEncoder()
  let room = new Uint8Array(512)
  room.set(key)
  return (text) => {
    if (16 + text.length * 3 > room.length) {
      room = new Uint8Array(16 + text.length * 3)
      room.set(key)
    }
    const { written } = encoder.encodeInto(text, room.subarray(16))
    return first128Bits(digest(room.subarray(0, 16 + written)))
  }
}

/** Milliseconds as Segment's own SDKs write them into message IDs: "ajs-next-1764158400000-…". */
const WRITTEN_TIME = /(?:^|\D)(1\d{12})(?!\d)/
/** A UUID of version 7 (RFC 9562) begins with them. */
const UUID_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/i

/** Under load many calls were written in the same millisecond, and this takes V8 half as long as the hash. */
const inBase36 = rememberLast((decimal) => Number(decimal).toString(36))

function rememberLast(compute: (text: string) => string): (text: string) => string {
  let last: readonly [text: string, result: string] | undefined
  return (text) => {
    if (last?.[0] !== text) last = [text, compute(text)]
    return last[1]
  }
}

/**
 * The hash of a message ID, after the time that the ID itself says where it does: calls that come together then lie
 * side by side in the index of those seen, where each would else touch a page of its own.
 */
export function messageHash(keyedHash: KeyedHash, environment: number, messageId: string): string {
  const hash = keyedHash(`m${environment}:${messageId}`)
  const written = WRITTEN_TIME.exec(messageId)?.[1]
  if (written !== undefined) return inBase36(written) + hash
  const uuid = UUID_7.exec(messageId)
  return uuid ? parseInt(`${uuid[1]}${uuid[2]}`, 16).toString(36).padStart(8, '0') + hash : hash
}

export const identityKey = (
  environment: number,
  kind: 'user' | 'anonymous' | 'visitor',
  value: string,
): string => `${kind}${environment}:${value}`
