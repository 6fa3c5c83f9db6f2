/** Which survey of another environment a survey is a copy of. */
import type { Database } from './database.ts'
import { optionalText, text } from './row.ts'

/** The copy and what it was made of, either way, by the ID of the one in `environment`. */
export async function listTwins(
  database: Database,
  environment: number,
  other: number,
): Promise<Map<string, string>> {
  const rows = await database.read(
    `SELECT own.id AS own, twin.id AS twin FROM survey AS own
     CROSS JOIN survey AS twin ON twin.origin = own.id OR own.origin = twin.id
     WHERE own.environment = ? AND twin.environment = ? AND twin.status <> 'archived' ORDER BY twin.created_at`,
    [environment, other],
  )
  return new Map(rows.flatMap((row) => [[text(row, 'own'), optionalText(row, 'twin') ?? '']]))
}
