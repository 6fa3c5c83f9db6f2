/**
 * What attributes hold, for who writes a condition on them. Only some values are looked at, so that it costs the same
 * however many there are.
 */
import * as v from 'valibot'
import { ATTRIBUTE_KINDS, type AttributeKind } from '../../shared/attribute.ts'
import { lower } from '../../shared/compare.ts'
import type { Json } from '../../shared/segment.ts'
import type { Database } from './database.ts'
import { flag, integer, json } from './row.ts'

const LOOKED_AT = { kinds: 100, values: 20_000 }
const VALUES = 20
/** In characters of JSON: a longer one is nothing that anyone chooses from a list. */
const LENGTH = 250

const Kinds = v.pipe(v.string(), v.parseJson(), v.array(v.picklist(ATTRIBUTE_KINDS)))

/** The kinds of some values of each key, by the key's number. */
export async function readKinds(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, AttributeKind[]>> {
  // Only a text that is an ISO date has a magnitude and such a begin.
  const rows = await database.read(
    `SELECT key.value AS key, (
       SELECT json_group_array(DISTINCT CASE json_type(told.value)
         WHEN 'text' THEN iif(told.magnitude IS NOT NULL AND told.value GLOB '"[0-9][0-9][0-9][0-9]-*', 'date', 'string')
         WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'array' THEN 'array' ELSE 'boolean' END)
       FROM (SELECT value, magnitude FROM attribute WHERE attribute.key = key.value LIMIT ?2) AS told
       WHERE told.value <> 'null') AS kinds
     FROM json_each(?1) AS key`,
    [JSON.stringify(keys), LOOKED_AT.kinds],
  )
  return new Map(rows.map((row) => [integer(row, 'key'), v.parse(Kinds, row['kinds'])]))
}

/** The most frequent values, of lists their items. `partial`: there were more than those looked at. */
export async function readFrequentValues(
  database: Database,
  key: number,
  search?: string,
): Promise<{ partial: boolean; items: { value: Json; count: number }[] }> {
  const told = `(SELECT value FROM attribute WHERE key = ?1 LIMIT ${LOOKED_AT.values})`
  const [rows, [all]] = await Promise.all([
    database.read(
      `SELECT one, count(*) AS count FROM (
         SELECT iif(item.fullkey IS NULL, told.value, told.value -> item.fullkey) AS one FROM ${told} AS told
         LEFT JOIN json_each(iif(told.value LIKE '[%', told.value, '[]')) AS item)
       WHERE one NOT IN ('null', '[]') AND length(one) <= ${LENGTH} AND (?2 IS NULL OR instr(lower(one ->> '$'), ?2))
       GROUP BY one ORDER BY count DESC, one LIMIT ${VALUES}`,
      [key, search ? lower(search) : null],
    ),
    database.read(
      `SELECT EXISTS (SELECT 1 FROM attribute WHERE key = ?1 LIMIT 1 OFFSET ${LOOKED_AT.values}) AS partial`,
      [key],
    ),
  ])
  return {
    partial: all !== undefined && flag(all, 'partial'),
    items: rows.map((row) => ({ value: json(row, 'one'), count: integer(row, 'count') })),
  }
}
