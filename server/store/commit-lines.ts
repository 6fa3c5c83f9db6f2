/** The lines of Live calls that a commit writes: the outcome that only the transaction knows is found by the statement. */
import { freshStatement } from './commit-rows.ts'
import type { Commit, IdentityKind } from './commit.ts'
import type { Statement } from './database.ts'
import { rowsOf } from './json-rows.ts'

/** A line of Live calls. Its outcome holds if the call is new and its identity known; the statement corrects it. */
export type Line = {
  /** Null for what a door refused. */
  hash: string | null
  erasureHash: string | null
  at: number
  environment: number
  kind: IdentityKind | null
  identity: string | null
  receivedAt: number
  door: string
  type: string
  name: string | null
  userId: string | null
  anonymousId: string | null
  messageId: string | null
  outcome: string
  detail: string
  status: number
  payload: string
}

export function recordLines(commit: Commit): Statement {
  const isNew = `row.hash IS NULL OR EXISTS
    (SELECT 1 FROM seen WHERE seen.window = ?2 AND seen.hash = row.hash AND seen.commit_id = ?3)`
  const isErased = 'EXISTS (SELECT 1 FROM erasure WHERE erasure.hash = row.erasure AND erasure.at >= row.at)'
  const isHeld = `row.outcome = 'counted' AND NOT EXISTS (SELECT 1 FROM identity
    WHERE identity.environment = row.environment AND identity.kind = row.kind AND identity.value = row.identity
      AND (identity.known_at IS NOT NULL OR identity.owner IS NOT NULL))`
  const either = (repeat: string, erased: string, held: string, else_: string) =>
    `CASE WHEN NOT (${isNew}) THEN CASE WHEN ${isErased} THEN ${erased} ELSE ${repeat} END
      WHEN ${isHeld} THEN ${held} ELSE ${else_} END`
  return freshStatement(
    commit,
    `INSERT INTO call (environment, received_at, door, type, name, user_id, anonymous_id, message_id,
       outcome, detail, status, payload)
     SELECT row.environment, row.received, row.door, row.type, row.name, CASE WHEN ${isErased} THEN NULL ELSE row.user END,
       CASE WHEN ${isErased} THEN NULL ELSE row.anonymous END, row.message,
       ${either(`'duplicate'`, `'erased'`, `'held'`, 'row.outcome')},
       ${either(
         `'This message ID came before; nothing changed.'`,
         `'It is no newer than the erasure of this user; nothing of it is kept.'`,
         `'Held until ' || row.identity || ' is known. ' || row.detail`,
         'row.detail',
       )},
       row.status, CASE WHEN ${isErased} THEN '{}' ELSE row.payload END
     FROM ${rowsOf(
       'hash',
       'erasure',
       'at',
       'environment',
       'kind',
       'identity',
       'received',
       'door',
       'type',
       'name',
       'user',
       'anonymous',
       'message',
       'outcome',
       'detail',
       'status',
       'payload',
     )} AS row`,
    commit.lines.map((line) => [
      line.hash,
      line.erasureHash,
      line.at,
      line.environment,
      line.kind,
      line.identity,
      line.receivedAt,
      line.door,
      line.type,
      line.name,
      line.userId,
      line.anonymousId,
      line.messageId,
      line.outcome,
      line.detail,
      line.status,
      line.payload,
    ]),
  )
}
