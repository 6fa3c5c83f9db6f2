/** What is this instance's own, made at its first start. */
import type { Database } from './database.ts'
import { randomHex } from './random.ts'
import { text } from './row.ts'

/** The 16-byte key of the hashes of message IDs and of the erased. */
export async function readHashKey(database: Database): Promise<Uint8Array> {
  const [, found] = await database.write([
    { sql: `INSERT OR IGNORE INTO instance (key, value) VALUES ('hash_key', ?)`, args: [randomHex(16)] },
    { sql: `SELECT value FROM instance WHERE key = 'hash_key'` },
  ])
  const [row] = found?.rows ?? []
  const hex = row ? text(row, 'value') : ''
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
