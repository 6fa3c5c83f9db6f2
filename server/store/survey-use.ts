/** Which events and attributes surveys use: as triggers, by ID, or in filters, by name. */
import * as v from 'valibot'
import type { Database, Row } from './database.ts'
import { text } from './row.ts'

const Status = v.picklist(['accepted', 'denied'])

/** The events of these IDs or names, denied ones too. */
export async function listNamedEvents(
  database: Database,
  environment: number,
  { ids, names }: { ids: readonly string[]; names: readonly string[] },
): Promise<{ id: string; name: string; status: 'accepted' | 'denied' }[]> {
  const rows = await database.read(
    `SELECT id, name, status FROM event WHERE environment = ?1 AND (id IN (SELECT value FROM json_each(?2))
       OR name IN (SELECT value FROM json_each(?3)))`,
    [environment, JSON.stringify(ids), JSON.stringify(names)],
  )
  return rows.map((row) => ({
    id: text(row, 'id'),
    name: text(row, 'name'),
    status: v.parse(Status, row['status']),
  }))
}

/** Names of surveys by what they use. */
export type SurveyUses = {
  /** By an event's ID. */
  triggers: ReadonlyMap<string, readonly string[]>
  /** By an event's name. */
  events: ReadonlyMap<string, readonly string[]>
  attributes: ReadonlyMap<string, readonly string[]>
}

/** Of all surveys that are not archived, by name. */
export async function listSurveyUses(database: Database, environment: number): Promise<SurveyUses> {
  const rows = await database.read(
    `WITH own AS (SELECT name, definition FROM survey WHERE environment = ? AND status <> 'archived')
     SELECT DISTINCT own.name, 'trigger' AS how, used.value ->> 'event' AS what
       FROM own, json_each(own.definition, '$.triggers') AS used
     UNION SELECT own.name, used.key, used.atom FROM own, json_tree(own.definition, '$.filter') AS used
       WHERE used.key IN ('event', 'key')
     ORDER BY 1`,
    [environment],
  )
  return {
    triggers: namesBy(rows, 'trigger'),
    events: namesBy(rows, 'event'),
    attributes: namesBy(rows, 'key'),
  }
}

function namesBy(rows: readonly Row[], how: string): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const row of rows) {
    if (text(row, 'how') !== how) continue
    const what = text(row, 'what')
    const own = names.get(what) ?? []
    names.set(what, own)
    own.push(text(row, 'name'))
  }
  return names
}
