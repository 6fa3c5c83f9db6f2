/** What Asklet tells a team of its own accord: one a kind, the latest. */
import type { Database, Statement } from './database.ts'
import { integer, text } from './row.ts'

export type StoredNotice = { kind: string; detail: string; at: number }

export async function listNotices(database: Database, environment: number): Promise<StoredNotice[]> {
  const rows = await database.read('SELECT * FROM notice WHERE environment = ? ORDER BY at DESC', [
    environment,
  ])
  return rows.map((row) => ({ kind: text(row, 'kind'), detail: text(row, 'detail'), at: integer(row, 'at') }))
}

export async function removeNotice(database: Database, environment: number, kind: string): Promise<void> {
  await database.write([
    { sql: 'DELETE FROM notice WHERE environment = ? AND kind = ?', args: [environment, kind] },
  ])
}

/** The latest of its kind stands. */
export const noticeStatement = (
  environment: number,
  kind: string,
  detail: string,
  at: number,
): Statement => ({
  sql: `INSERT INTO notice (environment, kind, detail, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (environment, kind) DO UPDATE SET detail = excluded.detail, at = excluded.at`,
  args: [environment, kind, detail, at],
})
