/** Random secrets that are handed out once, and the hashes of them that are kept. */
import { sha256 } from '@noble/hashes/sha2.js'
import { randomHex, toHex } from '../store/random.ts'

export const newSecret = (): string => randomHex(32)

/** Plain SHA-256 will do: unlike a password, 256 random bits cannot be guessed. */
export const hashSecret = (secret: string): string => toHex(sha256(new TextEncoder().encode(secret)))
