/** Short keyed hashes of message IDs and erased identities: bounded in size, and nothing to read back. */
import { sha256 } from '@noble/hashes/sha2.js'

/** 128 bits of SHA-256 over the key and the text, as 22 characters. */
export type KeyedHash = (text: string) => string

/** SHA-256 over 16 key bytes and up to 39 more is one block, which holds most message IDs. */
export function createKeyedHash(key: Uint8Array): KeyedHash {
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
    const digest = sha256(room.subarray(0, 16 + written))
    let bytes = ''
    for (let i = 0; i < 16; i++) bytes += String.fromCharCode(digest[i] ?? 0)
    return btoa(bytes).slice(0, 22)
  }
}

/** Milliseconds as Segment's own SDKs write them into message IDs: "ajs-next-1764158400000-…". */
const WRITTEN_TIME = /(?:^|\D)(1\d{12})(?!\d)/
/** A UUID of version 7 (RFC 9562) begins with them. */
const UUID_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/i

/**
 * The hash of a message ID, after the time that the ID itself says where it does: calls that come together then lie
 * side by side in the index of those seen, where each would else touch a page of its own.
 */
export function messageHash(keyedHash: KeyedHash, environment: number, messageId: string): string {
  const hash = keyedHash(`m${environment}:${messageId}`)
  const written = WRITTEN_TIME.exec(messageId)?.[1]
  if (written !== undefined) return Number(written).toString(36) + hash
  const uuid = UUID_7.exec(messageId)
  return uuid ? parseInt(`${uuid[1]}${uuid[2]}`, 16).toString(36).padStart(8, '0') + hash : hash
}

export const identityKey = (
  environment: number,
  kind: 'user' | 'anonymous' | 'visitor',
  value: string,
): string => `${kind}${environment}:${value}`
