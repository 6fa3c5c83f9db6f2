/** Single values of this installation. */
import type { Database } from './database.ts'
import { randomHex } from './random.ts'
import { text } from './row.ts'

/** The 16-byte key of the hashes of message IDs and of the erased, made at the first start. */
export async function readHashKey(database: Database): Promise<Uint8Array> {
  const find = { sql: `SELECT value FROM instance WHERE key = 'hash_key'` }
  const [found] = await database.read(find.sql)
  if (found) return fromHex(text(found, 'value'))
  // Of two processes that start at once, both get the first one's.
  const [, kept] = await database.write([
    { sql: `INSERT OR IGNORE INTO instance (key, value) VALUES ('hash_key', ?)`, args: [randomHex(16)] },
    find,
  ])
  const [row] = kept?.rows ?? []
  return fromHex(row ? text(row, 'value') : '')
}

/** A real write of no consequence: it succeeds only where calls can be stored too. */
export async function recordReady(database: Database, now: number): Promise<void> {
  await database.write([
    {
      sql: `INSERT INTO instance (key, value) VALUES ('ready', ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      args: [String(now)],
    },
  ])
}

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
