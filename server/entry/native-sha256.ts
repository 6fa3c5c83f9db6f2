/** SHA-256 by the runtime's own library, where it has the function that makes no object for it. */
import crypto from 'node:crypto'
import type { Sha256 } from '../ingest/keyed-hash.ts'

const { hash } = crypto

export const nativeSha256: Sha256 | undefined =
  typeof hash === 'function' ? (bytes) => hash('sha256', bytes, 'base64') : undefined
