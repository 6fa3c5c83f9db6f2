/** Which events and attributes surveys use: as triggers, by ID, or in filters, by name. */
import * as v from 'valibot'
import type { Database, Row, Statement } from './database.ts'
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

/** The surveys that an event triggers, or whose filter asks for it. */
export const surveysOf = (
  { id, name }: { id: string; name: string },
  { triggers, events }: SurveyUses,
): string[] => [...new Set([...(triggers.get(id) ?? []), ...(events.get(name) ?? [])])]

/** A condition: a survey that is not archived uses the event. It is for the transaction that deletes the event. */
export const isUsed = (
  environment: number,
  { id, name }: { id: string; name: string },
): Required<Statement> => ({
  sql: `EXISTS (SELECT 1 FROM survey WHERE survey.environment = ? AND survey.status <> 'archived' AND (
      EXISTS (SELECT 1 FROM json_each(survey.definition, '$.triggers') AS used WHERE used.value ->> 'event' = ?)
      OR EXISTS (SELECT 1 FROM json_tree(survey.definition, '$.filter') AS used WHERE used.key = 'event' AND used.atom = ?)))`,
  args: [environment, id, name],
})
