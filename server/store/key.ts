/** Segment keys: what a call names its environment by. */
import * as v from 'valibot'
import { KeyKind } from '../../shared/environment.ts'
import type { LiveKey } from './rules.ts'
import type { Database, Row, Statement } from './database.ts'
import { NEW_VERSION } from './version.ts'
import { newId, randomHex } from './random.ts'
import { integer, optionalInteger, text } from './row.ts'

export type StoredKey = LiveKey & { createdAt: number; lastUsedAt?: number }

/** Of all environments, server keys first, older ones first. */
export async function listLiveKeys(database: Database): Promise<StoredKey[]> {
  const rows = await database.read(
    'SELECT * FROM segment_key WHERE revoked_at IS NULL ORDER BY environment, kind DESC, created_at, id',
  )
  return rows.map(toKey)
}

/** @throws {Conflict} where two of the kind live. */
export async function createKey(
  database: Database,
  key: { environment: string; mark: string; kind: KeyKind },
  now: number,
): Promise<void> {
  await database.write([insertKey(key, now), NEW_VERSION])
}

/** Takes the free one of the two places; where neither is, the unique index refuses it. `environment` is its ID. */
export function insertKey(
  { environment, mark, kind }: { environment: string; mark: string; kind: KeyKind },
  now: number,
): Statement {
  const key = `ask_${mark}_${kind === 'browser' ? 'pub_' : ''}${randomHex(24)}`
  return {
    sql: `INSERT INTO segment_key (id, environment, kind, key, place, created_at)
          SELECT ?1, e.number, ?2, ?3,
            CASE WHEN EXISTS (SELECT 1 FROM segment_key k
                              WHERE k.environment = e.number AND k.kind = ?2 AND k.place = 1 AND k.revoked_at IS NULL)
              THEN 2 ELSE 1 END, ?4
          FROM environment e WHERE e.id = ?5`,
    args: [newId('key', now), kind, key, now, environment],
  }
}

/** False where the environment has no such live key. */
export async function revokeKey(
  database: Database,
  environment: number,
  id: string,
  now: number,
): Promise<boolean> {
  const [revoked] = await database.write([
    {
      sql: 'UPDATE segment_key SET revoked_at = ? WHERE environment = ? AND id = ? AND revoked_at IS NULL',
      args: [now, environment, id],
    },
    NEW_VERSION,
  ])
  return revoked?.changes === 1
}

const toKey = (row: Row): StoredKey => ({
  id: text(row, 'id'),
  environment: integer(row, 'environment'),
  kind: v.parse(KeyKind, row['kind']),
  key: text(row, 'key'),
  createdAt: integer(row, 'created_at'),
  lastUsedAt: optionalInteger(row, 'last_used_at'),
})
