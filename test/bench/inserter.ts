/**
 * The baseline of a stored call, in a process of its own: the same tables with the same indexes, filled by libSQL as
 * straight as SQL allows, 1,000 events a transaction. No HTTP, no JSON to parse, no dedupe across transactions.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { slotOf } from '../../shared/time-slot.ts'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { openRemoteDatabase } from '../../server/entry/remote-database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { EVENTS } from './load/calls.ts'

export type Inserting = { url: string; seconds: number; users: number }
/** Events a second. */
export type Inserted = { perSecond: number }

const A_TRANSACTION = 1_000

const COLUMNS = `value ->> 0 AS hash, value ->> 1 AS user, value ->> 2 AS tally, value ->> 3 AS slot, value ->> 4 AS at`
const STATEMENTS = [
  `INSERT INTO seen (window, hash, commit_id) SELECT 0, hash, 0 FROM (SELECT ${COLUMNS} FROM json_each(?))`,
  `INSERT OR IGNORE INTO identity (environment, kind, value)
    SELECT 1, 'user', user FROM (SELECT ${COLUMNS} FROM json_each(?))`,
  `INSERT INTO occurrence (tally, identity, slot, count, first_at, last_at, received_slot)
    SELECT row.tally, identity.id, row.slot, count(*), min(row.at), max(row.at), row.slot
    FROM (SELECT ${COLUMNS} FROM json_each(?)) AS row
    CROSS JOIN identity ON identity.environment = 1 AND identity.kind = 'user' AND identity.value = row.user
    GROUP BY 1, 2, 3
    ON CONFLICT (tally, identity, slot) DO UPDATE SET count = count + excluded.count,
      first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)`,
  `INSERT INTO usage (tally, slot, count, first_at, last_at)
    SELECT tally, slot, count(*), min(at), max(at) FROM (SELECT ${COLUMNS} FROM json_each(?)) WHERE true GROUP BY 1, 2
    ON CONFLICT (tally, slot) DO UPDATE SET count = count + excluded.count,
      first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)`,
]

async function insert({ url, seconds, users }: Inserting): Promise<Inserted> {
  const database = url.startsWith('file:') ? openLocalDatabase({ url }) : openRemoteDatabase({ url })
  await migrate(database, Date.now())
  const started = performance.now()
  const end = started + seconds * 1_000
  let events = 0
  while (performance.now() < end) {
    const at = Date.now()
    const rows = Array.from({ length: A_TRANSACTION }, () => [
      // As the product's: the time of the message ID, and then its hash.
      at.toString(36) + randomBytes(16).toString('base64').slice(0, 22),
      `user-${String(randomInt(users)).padStart(6, '0')}`,
      randomInt(EVENTS) + 1,
      slotOf(at),
      at,
    ])
    const args = [JSON.stringify(rows)]
    await database.write(STATEMENTS.map((sql) => ({ sql, args })))
    events += A_TRANSACTION
  }
  const perSecond = (events / (performance.now() - started)) * 1_000
  await database.close()
  return { perSecond }
}

process.on('message', (order: Inserting) => {
  void insert(order).then((inserted) => process.send?.(inserted))
})
process.once('disconnect', () => process.exit(0))
