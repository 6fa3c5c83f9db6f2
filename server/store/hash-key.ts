/** The key of this installation's hashes of message IDs and erased identities: made once, never shown. */
import { hexToBytes } from '@noble/hashes/utils.js'
import type { Database } from './database.ts'
import { randomHex } from './random.ts'
import { text } from './row.ts'

/** Makes it where there is none; of two processes that start at once, both get the first one's. */
export async function findHashKey(database: Database): Promise<Uint8Array> {
  const [found] = await database.read(`SELECT value FROM instance WHERE key = 'hash_key'`)
  if (found) return hexToBytes(text(found, 'value'))
  await database.write([
    {
      sql: `INSERT INTO instance (key, value) VALUES ('hash_key', ?) ON CONFLICT (key) DO NOTHING`,
      args: [randomHex(16)],
    },
  ])
  return findHashKey(database)
}
