/** Live calls: the lines that say what became of each call. Written with the calls themselves in commit.ts. */
import * as v from 'valibot'
import { OUTCOMES, type Outcome } from '../../shared/segment.ts'
import type { Database, Row } from './database.ts'
import { integer, optionalText, text } from './row.ts'

export type StoredCall = {
  id: number
  receivedAt: number
  door: string
  type: string
  name?: string
  userId?: string
  anonymousId?: string
  messageId?: string
  outcome: Outcome
  detail: string
  status: number
  payload: Record<string, unknown>
}

const StoredOutcome = v.picklist(OUTCOMES)
const Payload = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))

const toCall = (row: Row): StoredCall => ({
  id: integer(row, 'id'),
  receivedAt: integer(row, 'received_at'),
  door: text(row, 'door'),
  type: text(row, 'type'),
  name: optionalText(row, 'name'),
  userId: optionalText(row, 'user_id'),
  anonymousId: optionalText(row, 'anonymous_id'),
  messageId: optionalText(row, 'message_id'),
  outcome: v.parse(StoredOutcome, row['outcome']),
  detail: text(row, 'detail'),
  status: integer(row, 'status'),
  payload: v.parse(Payload, row['payload']),
})

export type CallQuery = {
  outcome?: string
  type?: string
  /** A user ID or an anonymous one. */
  userId?: string
  messageId?: string
  /** Only lines newer than this one. */
  after?: number
  /** Only lines older than this one. */
  before?: number
  limit: number
}

/** Newest first. */
export async function listCalls(
  database: Database,
  environment: number,
  { outcome, type, userId, messageId, after, before, limit }: CallQuery,
): Promise<StoredCall[]> {
  const rows = await database.read(
    `SELECT * FROM call WHERE environment = ?1 AND (?2 IS NULL OR id > ?2) AND (?3 IS NULL OR id < ?3)
       AND (?4 IS NULL OR outcome = ?4) AND (?5 IS NULL OR type = ?5)
       AND (?6 IS NULL OR user_id = ?6 OR anonymous_id = ?6) AND (?7 IS NULL OR message_id = ?7)
     ORDER BY id DESC LIMIT ?8`,
    [
      environment,
      after ?? null,
      before ?? null,
      outcome ?? null,
      type ?? null,
      userId ?? null,
      messageId ?? null,
      limit,
    ],
  )
  return rows.map(toCall)
}

/** Whether a message hash is among those seen: also where the line of the call was not kept. */
export async function isSeen(database: Database, hash: string, windows: readonly number[]): Promise<boolean> {
  const rows = await database.read(
    `SELECT 1 FROM json_each(?) AS back CROSS JOIN seen ON seen.window = back.value AND seen.hash = ?`,
    [JSON.stringify(windows), hash],
  )
  return rows.length > 0
}

export type StoredStranger = { at: number; door: string; reason: string; hint: string }

/** Calls without a right key, newest first. They belong to no environment. */
export async function listStrangers(database: Database, limit: number): Promise<StoredStranger[]> {
  const rows = await database.read('SELECT * FROM stranger ORDER BY id DESC LIMIT ?', [limit])
  return rows.map((row) => ({
    at: integer(row, 'at'),
    door: text(row, 'door'),
    reason: text(row, 'reason'),
    hint: text(row, 'hint'),
  }))
}
