/** Whether ingest keeps its speed once ten million occurrences are stored. */
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { windowOf } from '../../server/ingest/commit.ts'
import { slotOf } from '../../shared/time-slot.ts'
import type { Setting } from './benchmark.ts'
import { startLoad } from './helper.ts'
import { batched, full, lone, meter } from './ingest.ts'
import { type Line, lineOf } from './line.ts'
import { EVENTS } from './load/calls.ts'
import { compare } from './rounds.ts'
import { startProduct } from './servers.ts'

const USERS = 100_000
const SLOTS = 2
/** Message IDs that came in the window that is now: a busy half-week. */
const HASHES = 2_000_000

export async function ingestGrown({ runtime, rounds, seconds, fresh, note }: Setting): Promise<Line> {
  const url = fresh()
  const load = startLoad()
  const first = await startProduct('node', url)
  // Every name once, so that there is something to have occurred.
  await load.run({ target: lone(first), pace: 'closed', connections: 1, until: { calls: EVENTS } })
  await first.stop()
  await seed(url)
  note(`${USERS * EVENTS * SLOTS} occurrences stored`)

  const grown = await meter(await startProduct(runtime, url), load, note)
  const empty = await meter(await startProduct(runtime, fresh()), load, note)
  const measure = (target: typeof lone) =>
    compare(
      {
        baseline: () => empty.run(full(target(empty.product, USERS), seconds)),
        product: () => grown.run(full(target(grown.product, USERS), seconds)),
      },
      { rounds, note },
    )
  const ways = [
    { unit: 'calls/s', measured: await measure(lone) },
    { unit: 'calls/s, 100 a request', measured: await measure(batched) },
  ]
  load.stop()
  await Promise.all([grown.product.stop(), empty.product.stop()])
  for (const { unit, measured } of ways)
    note(
      `${unit}: ${measured.value.toFixed(0)} of ${measured.baseline.toFixed(0)}, ${measured.ratio.toFixed(2)}`,
    )
  // The line is of the one that suffers more.
  const [worse] = ways.sort((a, b) => a.measured.ratio - b.measured.ratio)
  if (worse === undefined) throw new Error('nothing was measured')
  return lineOf(worse.measured, {
    name: 'ingest.grown',
    runtime,
    unit: worse.unit,
    ok: grown.exact() && empty.exact() && worse.measured.ratio >= 0.8,
  })
}

/** Straight into the tables: by the door it would take half an hour. */
async function seed(url: string): Promise<void> {
  const database = openLocalDatabase({ url })
  const now = Date.now()
  const slot = slotOf(now)
  await database.write([
    {
      sql: `INSERT OR IGNORE INTO identity (environment, kind, value, known_at)
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
        SELECT environment.number, 'user', printf('user-%06d', i), ?2 FROM n
        CROSS JOIN (SELECT environment AS number FROM tally LIMIT 1) AS environment`,
      args: [USERS, now],
    },
  ])
  const tallies = await database.read(`SELECT id FROM tally WHERE kind = 'track' ORDER BY id`)
  for (const { id = null } of tallies)
    await database.write([
      {
        sql: `INSERT OR IGNORE INTO occurrence (tally, identity, slot, count, first_at, last_at, received_slot)
          WITH RECURSIVE back (slot) AS (SELECT ?2 - ?3 UNION ALL SELECT slot + 1 FROM back WHERE slot < ?2 - 1)
          SELECT ?1, identity.id, back.slot, 1, ?4, ?4, back.slot FROM identity CROSS JOIN back`,
        args: [id, slot, SLOTS, now],
      },
    ])
  await database.write([
    {
      sql: `INSERT OR IGNORE INTO usage (tally, slot, count, first_at, last_at)
        SELECT tally, slot, count(*), min(first_at), max(last_at) FROM occurrence WHERE slot < ? GROUP BY 1, 2`,
      args: [slot],
    },
    // In the order of the table: the first 24 bits count upwards in base 64, the rest is noise.
    {
      sql: `INSERT OR IGNORE INTO seen (window, hash, commit_id)
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?2 - 1),
          digit (all64) AS (SELECT '+/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
          spread (v) AS (SELECT i * 16777216 / ?2 FROM n)
        SELECT ?1, substr(all64, 1 + (v >> 18), 1) || substr(all64, 1 + (v >> 12 & 63), 1)
          || substr(all64, 1 + (v >> 6 & 63), 1) || substr(all64, 1 + (v & 63), 1) || hex(randomblob(9)), 0
        FROM spread CROSS JOIN digit`,
      args: [windowOf(now), HASHES],
    },
  ])
  await database.close()
}
