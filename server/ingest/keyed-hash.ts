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

export const messageKey = (environment: number, messageId: string): string => `m${environment}:${messageId}`
export const identityKey = (
  environment: number,
  kind: 'user' | 'anonymous' | 'visitor',
  value: string,
): string => `${kind}${environment}:${value}`
