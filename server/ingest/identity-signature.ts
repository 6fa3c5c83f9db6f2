/** The signature by which the web SDK proves a user ID. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../store/random.ts'
import { sameText } from './same-text.ts'

/** Whether `signature` is the lowercase hex HMAC-SHA256 of the user ID, under the environment's identity secret. */
export function isSignedIdentity(userId: string, signature: string | undefined, secret: string): boolean {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const right = toHex(hmac(sha256, encode(secret), encode(userId)))
  return signature !== undefined && sameText(right, signature.toLowerCase())
}
