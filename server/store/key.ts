/** Segment keys: what a call names its environment by. */
import * as v from 'valibot'
import { type EnvironmentKind, KeyKind } from '../../shared/environment.ts'
import type { LiveKey } from './rules.ts'
import type { Database, Row, Statement } from './database.ts'
import { NEW_VERSION } from './version.ts'
import { newId, randomHex } from './random.ts'
import { integer, optionalInteger, text } from './row.ts'

/** What keys and SDK IDs carry of their environment's kind, so that a person can tell them apart. */
export const ENVIRONMENT_MARK = { development: 'dev', production: 'prod' } as const

export type StoredKey = LiveKey & { createdAt: number; lastUsedAt?: number }

/** Of all environments, server keys first, older ones first. */
export async function listLiveKeys(database: Database): Promise<StoredKey[]> {
  const rows = await database.read(
    'SELECT * FROM segment_key WHERE revoked_at IS NULL ORDER BY environment, kind DESC, created_at, id',
  )
  return rows.map(toKey)
}

type NewKey = {
  /** The environment's ID, and its kind. */
  environment: string
  of: EnvironmentKind
  kind: KeyKind
}

/** @returns its ID. @throws {Conflict} where two of the kind live. */
export async function createKey(database: Database, key: NewKey, now: number): Promise<string> {
  const id = newId('key', now)
  await database.write([insertKey(id, key, now), NEW_VERSION])
  return id
}

/** Takes the free one of the two places; where neither is, the unique index refuses it. */
export function insertKey(id: string, { environment, of, kind }: NewKey, now: number): Statement {
  const key = `ask_${ENVIRONMENT_MARK[of]}_${kind === 'browser' ? 'pub_' : ''}${randomHex(24)}`
  return {
    sql: `INSERT INTO segment_key (id, environment, kind, key, place, created_at)
          SELECT ?1, e.number, ?2, ?3,
            CASE WHEN EXISTS (SELECT 1 FROM segment_key k
                              WHERE k.environment = e.number AND k.kind = ?2 AND k.place = 1 AND k.revoked_at IS NULL)
              THEN 2 ELSE 1 END, ?4
          FROM environment e WHERE e.id = ?5`,
    args: [id, kind, key, now, environment],
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
