/** The keys of attributes, each with a number. */
import type { Database } from './database.ts'
import { integer, text } from './row.ts'

export type NewAttributeKey = { environment: number; key: string; createdAt: number }

export const attributeKeyPlace = ({ environment, key }: { environment: number; key: string }): string =>
  `${environment}:${key}`

/** Makes what is not there yet and says the number of each, by place. */
export async function createAttributeKeys(
  database: Database,
  keys: readonly NewAttributeKey[],
): Promise<Map<string, number>> {
  const rows = JSON.stringify(keys.map(({ environment, key, createdAt }) => [environment, key, createdAt]))
  const [, found] = await database.write([
    {
      sql: `INSERT OR IGNORE INTO attribute_key (environment, key, created_at)
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
      args: [rows],
    },
    {
      sql: `SELECT attribute_key.* FROM json_each(?) AS row
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
