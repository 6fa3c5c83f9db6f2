/** The keys of attributes, each with a number. */
import { lower } from '../../shared/compare.ts'
import * as v from 'valibot'
import type { Database, Reader } from './database.ts'
import { repeat, ROWS } from './repeat.ts'
import { flag, integer, optionalInteger, text } from './row.ts'
import { NEW_VERSION } from './version.ts'

export type NewAttributeKey = {
  environment: number
  key: string
  /** The message hashes of the calls that ask for it: repeats make nothing. */
  hashes: readonly string[]
}

export const attributeKeyPlace = ({ environment, key }: { environment: number; key: string }): string =>
  `${environment}:${key}`

/** Makes what is not there yet and says the number of each, by place. */
export async function createAttributeKeys(
  database: Database,
  keys: readonly NewAttributeKey[],
  { windows, now }: { windows: readonly number[]; now: number },
): Promise<Map<string, number>> {
  const rows = JSON.stringify(
    keys.flatMap(({ environment, key, hashes }) => hashes.map((hash) => [environment, key, hash])),
  )
  const [, found] = await database.write([
    {
      sql: `INSERT OR IGNORE INTO attribute_key (environment, key, created_at)
        SELECT value ->> 0, value ->> 1, ? FROM json_each(?)
        WHERE NOT EXISTS (SELECT 1 FROM seen WHERE seen.window IN (${windows.join(', ')}) AND seen.hash = value ->> 2)`,
      args: [now, rows],
    },
    {
      sql: `SELECT DISTINCT attribute_key.* FROM json_each(?) AS row
        CROSS JOIN attribute_key ON attribute_key.environment = row.value ->> 0 AND attribute_key.key = row.value ->> 1`,
      args: [rows],
    },
  ])
  return new Map(
    (found?.rows ?? []).map((row) => [
      attributeKeyPlace({ environment: integer(row, 'environment'), key: text(row, 'key') }),
      integer(row, 'id'),
    ]),
  )
}

export type StoredAttributeKey = { id: number; key: string; ignored: boolean }

/** By name. */
export async function listAttributeKeys(
  database: Database,
  environment: number,
  { search, limit, after }: { search?: string; limit: number; after?: string },
): Promise<StoredAttributeKey[]> {
  const rows = await database.read(
    `SELECT id, key, ignored FROM attribute_key
     WHERE environment = ?1 AND (?2 IS NULL OR instr(lower(key), ?2)) AND (?3 IS NULL OR key > ?3)
     ORDER BY key LIMIT ?4`,
    [environment, search ? lower(search) : null, after ?? null, limit],
  )
  return rows.map((row) => ({
    id: integer(row, 'id'),
    key: text(row, 'key'),
    ignored: flag(row, 'ignored'),
  }))
}

export type AttributeUse = {
  /** Kinds of values: string, number, boolean, array. */
  types: string[]
  distinct: number
  users: number
  lastSetAt?: number
}

/** What is set of each key, by its number: a long read, of every value. Each key is one range of the table. */
export async function readAttributeUse(
  reader: Reader,
  keys: readonly Pick<StoredAttributeKey, 'id' | 'ignored'>[],
): Promise<Map<number, AttributeUse>> {
  const rows = await reader.read(
    `SELECT key.value ->> 0 AS id,
       (SELECT json_group_array(DISTINCT json_type(value)) FROM attribute
         WHERE attribute.key = key.value ->> 0 AND value <> 'null') AS types,
       (SELECT count(DISTINCT value) FROM attribute
         WHERE attribute.key = key.value ->> 0 AND value <> 'null') AS distinct_values,
       (SELECT count(DISTINCT coalesce(identity.owner, identity.id)) FROM attribute
         CROSS JOIN identity ON identity.id = attribute.identity
         WHERE attribute.key = key.value ->> 0 AND attribute.value <> 'null'
           AND (identity.known_at IS NOT NULL OR identity.owner IS NOT NULL)) AS users,
       (SELECT max(at) FROM attribute WHERE attribute.key = key.value ->> 0) AS last_at
     FROM json_each(?) AS key`,
    // Of one that is ignored now, nothing answers that was read before.
    [JSON.stringify(keys.map(({ id, ignored }) => [id, ignored]))],
  )
  return new Map(
    rows.map((row) => [
      integer(row, 'id'),
      {
        types: typesOf(text(row, 'types')),
        distinct: integer(row, 'distinct_values'),
        users: integer(row, 'users'),
        lastSetAt: optionalInteger(row, 'last_at'),
      },
    ]),
  )
}

const JsonTypes = v.pipe(v.string(), v.parseJson(), v.array(v.string()))
const TYPE_NAMES: Readonly<Record<string, string>> = {
  text: 'string',
  integer: 'number',
  real: 'number',
  true: 'boolean',
  false: 'boolean',
}
const typesOf = (json: string): string[] => [
  ...new Set(v.parse(JsonTypes, json).map((type) => TYPE_NAMES[type] ?? type)),
]

/** Keeps nothing of a key from now on, or lifts that. False where there is no such key. */
export async function ignoreAttributeKey(
  database: Database,
  environment: number,
  key: string,
  ignored: boolean,
): Promise<boolean> {
  const [changed] = await database.write([
    {
      sql: 'UPDATE attribute_key SET ignored = ? WHERE environment = ? AND key = ?',
      args: [Number(ignored), environment, key],
    },
    NEW_VERSION,
  ])
  return changed?.changes === 1
}

/** What is still kept of keys that are ignored. */
export const eraseIgnored = (database: Database, environment: number): Promise<void> =>
  repeat(database, {
    sql: `DELETE FROM attribute WHERE (key, identity) IN (SELECT attribute.key, attribute.identity
      FROM attribute_key CROSS JOIN attribute ON attribute.key = attribute_key.id
      WHERE attribute_key.environment = ? AND attribute_key.ignored LIMIT ${ROWS})`,
    args: [environment],
  })
