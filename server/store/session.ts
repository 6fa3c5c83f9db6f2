/** Sessions: who is signed in, on what, until when. */
import { DAY } from '../../shared/time-slot.ts'
import { type Account, toAccount } from './account.ts'
import type { Database, Row } from './database.ts'
import { newId } from './random.ts'
import { integer, text } from './row.ts'

/** Milliseconds: without being used, and in all. */
export const SESSION_LASTS = { idle: 14 * DAY, atMost: 60 * DAY } as const

/** So often at most is it written down that a session was seen. */
const SEEN_EVERY = 5 * 60_000

export type Session = { id: string; userAgent: string; createdAt: number; seenAt: number; expiresAt: number }

const live = (now: number): [number, number] => [now - SESSION_LASTS.idle, now - SESSION_LASTS.atMost]

/** The live ones of an account, the one seen last first. */
export async function listSessions(database: Database, account: string, now: number): Promise<Session[]> {
  const rows = await database.read(
    'SELECT * FROM session WHERE account = ? AND seen_at > ? AND created_at > ? ORDER BY seen_at DESC, id',
    [account, ...live(now)],
  )
  return rows.map(toSession)
}

/** Whose session it is, where it still lives; being asked for keeps it alive. */
export async function findAccountOfSession(
  database: Database,
  tokenHash: string,
  now: number,
): Promise<(Account & { session: string }) | undefined> {
  const [row] = await database.read(
    `SELECT a.*, s.id AS session, s.seen_at FROM session s JOIN account a ON a.id = s.account
     WHERE s.token_hash = ? AND s.seen_at > ? AND s.created_at > ?`,
    [tokenHash, ...live(now)],
  )
  if (!row) return undefined
  const session = text(row, 'session')
  if (integer(row, 'seen_at') < now - SEEN_EVERY)
    await database.write([{ sql: 'UPDATE session SET seen_at = ? WHERE id = ?', args: [now, session] }])
  return { ...toAccount(row), session }
}

/** Also sweeps out those that have expired. */
export async function createSession(
  database: Database,
  { account, tokenHash, userAgent }: { account: string; tokenHash: string; userAgent: string },
  now: number,
): Promise<void> {
  await database.write([
    { sql: 'DELETE FROM session WHERE seen_at <= ? OR created_at <= ?', args: live(now) },
    {
      sql: `INSERT INTO session (id, account, token_hash, user_agent, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)`,
      args: [newId('session', now), account, tokenHash, userAgent, now, now],
    },
  ])
}

/** False where the account has no such session. */
export async function removeSession(database: Database, account: string, id: string): Promise<boolean> {
  const [removed] = await database.write([
    { sql: 'DELETE FROM session WHERE account = ? AND id = ?', args: [account, id] },
  ])
  return removed?.changes === 1
}

function toSession(row: Row): Session {
  const createdAt = integer(row, 'created_at')
  const seenAt = integer(row, 'seen_at')
  return {
    id: text(row, 'id'),
    userAgent: text(row, 'user_agent'),
    createdAt,
    seenAt,
    expiresAt: Math.min(createdAt + SESSION_LASTS.atMost, seenAt + SESSION_LASTS.idle),
  }
}
