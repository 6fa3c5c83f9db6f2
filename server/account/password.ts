/** Hashing and checking passwords. */
import { scryptAsync } from '@noble/hashes/scrypt.js'
import { Problem } from '../problem.ts'
import { sameText } from '../ingest/same-text.ts'

/**
 * scrypt and not Argon2id: in plain JavaScript, which every runtime has, Argon2id at OWASP's strength takes seconds.
 * Of OWASP's equal scrypt settings this one needs the least memory that still takes 0.2 s: 16 MB.
 */
const STRENGTH = { log2N: 14, r: 8, p: 5 }
const SALT_BYTES = 16
const HASH_BYTES = 32
/** How long hashing may keep the thread from answering calls, at a time. */
const TICK_MILLISECONDS = 5
/** One is hashed at a time, so that a crowd at the sign-in page cannot take the processor from Segment's calls. */
const LEASE_MILLISECONDS = 2_000
const WAIT_MILLISECONDS = 5_000
const LOOK_MILLISECONDS = 25

/** `$scrypt$ln=14,r=8,p=5$<salt>$<hash>`, so that the strength can grow and old hashes still be checked. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  return format(STRENGTH, salt, await derive(password, salt, STRENGTH))
}

/** Without a stored hash it takes as long and says false: how long it takes does not tell which accounts exist. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const known = stored === undefined ? undefined : parse(stored)
  const salt = known?.salt ?? new Uint8Array(SALT_BYTES)
  const strength = known?.strength ?? STRENGTH
  const derived = format(strength, salt, await derive(password, salt, strength))
  return stored !== undefined && sameText(derived, stored)
}

/** A time and not a queue of promises: on workers a request cannot wait for another's, and may end at any point. */
let takenUntil = 0

/** @throws {Problem} 503 where its turn does not come in time. */
async function derive(
  password: string,
  salt: Uint8Array,
  { log2N, r, p }: typeof STRENGTH,
): Promise<Uint8Array> {
  const patience = Date.now() + WAIT_MILLISECONDS
  while (Date.now() < takenUntil) {
    if (Date.now() > patience)
      throw new Problem(503, 'Busy', 'Too many people are signing in just now. Try again in a few seconds.', {
        headers: { 'retry-after': '5' },
      })
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS))
  }
  takenUntil = Date.now() + LEASE_MILLISECONDS
  try {
    // Normalised, as the same characters can be typed as different bytes.
    return await scryptAsync(password.normalize('NFKC'), salt, {
      N: 2 ** log2N,
      r,
      p,
      dkLen: HASH_BYTES,
      asyncTick: TICK_MILLISECONDS,
    })
  } finally {
    takenUntil = 0
  }
}

function format({ log2N, r, p }: typeof STRENGTH, salt: Uint8Array, hash: Uint8Array): string {
  return `$scrypt$ln=${log2N},r=${r},p=${p}$${toBase64(salt)}$${toBase64(hash)}`
}

function parse(stored: string): { strength: typeof STRENGTH; salt: Uint8Array } {
  const [, log2N, r, p, salt] = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$[^$]+$/.exec(stored) ?? []
  if (salt === undefined) throw new TypeError('a stored password hash is not in the form this Asklet writes')
  return {
    strength: { log2N: Number(log2N), r: Number(r), p: Number(p) },
    salt: Uint8Array.from(atob(salt), (character) => character.charCodeAt(0)),
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replaceAll('=', '')
