/**
 * Takes away what is kept for a while only. Each statement is short, so that commits go on in between; what to take
 * is found by reads, which do not stop them.
 */
import { grouped } from '../../shared/grouped.ts'
import { DAY, HOUR, SLOT, slotOf } from '../../shared/time-slot.ts'
import { eraseIgnored } from './attribute-key.ts'
import type { Database } from './database.ts'
import type { Environment } from './rules.ts'
import { noticeStatement } from './notice.ts'
import { repeat, ROWS } from './repeat.ts'
import { integer } from './row.ts'

const STRANGERS = 500
const RECENT_URLS = 200
/** So long a denial can be taken back with all that was held. */
const RETIRED_FOR = HOUR

/** Of all environments: old lines, message hashes, URLs, and what was counted under tallies that are no more. */
export async function sweepAged(
  database: Database,
  environments: readonly Environment[],
  { now, leastWindow }: { now: number; leastWindow: number },
): Promise<void> {
  for (const { number, settings } of environments) {
    await eraseIgnored(database, number)
    await repeat(database, {
      sql: `DELETE FROM call WHERE id IN (SELECT id FROM call WHERE environment = ?1 AND (received_at < ?2 OR id <= (
          SELECT id FROM call WHERE environment = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?3)) ORDER BY id LIMIT ${ROWS})`,
      args: [number, now - settings.callDays * DAY, settings.callLines],
    })
    await repeat(database, {
      sql: `DELETE FROM recent_url WHERE environment = ?1 AND (at < ?2 OR url IN (SELECT url FROM recent_url
          WHERE environment = ?1 ORDER BY at DESC LIMIT -1 OFFSET ${RECENT_URLS}))`,
      args: [number, now - 7 * DAY],
    })
  }
  await repeat(database, {
    sql: `DELETE FROM seen WHERE (window, hash) IN (SELECT window, hash FROM seen WHERE window < ? LIMIT ${ROWS})`,
    args: [leastWindow],
  })
  await repeat(database, {
    sql: `DELETE FROM stranger WHERE id <= (SELECT id FROM stranger ORDER BY id DESC LIMIT 1 OFFSET ${STRANGERS})`,
  })
  await sweepRetired(database, now - RETIRED_FOR)
}

async function sweepRetired(database: Database, before: number): Promise<void> {
  const retired = await database.read('SELECT id FROM tally WHERE retired_at < ? LIMIT 200', [before])
  for (const row of retired) {
    const tally = integer(row, 'id')
    await repeat(database, {
      sql: `DELETE FROM occurrence WHERE (tally, identity, slot) IN
        (SELECT tally, identity, slot FROM occurrence WHERE tally = ? LIMIT ${ROWS})`,
      args: [tally],
    })
    await database.write([
      { sql: 'DELETE FROM usage WHERE tally = ?', args: [tally] },
      { sql: 'DELETE FROM sample WHERE tally = ?', args: [tally] },
      { sql: 'DELETE FROM tally WHERE id = ? AND retired_at < ?', args: [tally, before] },
    ])
  }
}

/** Nobody is known by this identity, or nothing accepted counts this tally. */
const UNKNOWN = 'identity.known_at IS NULL AND identity.owner IS NULL'
const UNMAPPED = `tally.kind = 'track' AND NOT EXISTS (SELECT 1 FROM mapping CROSS JOIN event ON event.id = mapping.event
  WHERE mapping.name = tally.name AND event.environment = tally.environment AND event.status = 'accepted')`

/** What nobody known did, and what waits for review, is held for some days, and no more than so many rows. */
export async function sweepHeld(
  database: Database,
  { number, settings }: Environment,
  now: number,
): Promise<void> {
  const tallies = (
    await database.read(
      `SELECT id, ${UNMAPPED} AS unmapped FROM tally WHERE environment = ? AND retired_at IS NULL`,
      [number],
    )
  ).map((row) => ({ id: integer(row, 'id'), unmapped: integer(row, 'unmapped') }))
  const held = new Map<number, number>()
  for (const { id, unmapped } of tallies)
    for (const row of await database.read(
      `SELECT occurrence.received_slot AS slot, count(*) AS held FROM occurrence
       JOIN identity ON identity.id = occurrence.identity
       WHERE occurrence.tally = ? AND (? OR (${UNKNOWN})) GROUP BY 1`,
      [id, unmapped],
    ))
      held.set(integer(row, 'slot'), (held.get(integer(row, 'slot')) ?? 0) + integer(row, 'held'))

  const oldest = slotOf(now - settings.heldDays * DAY)
  let excess = -settings.heldRows
  for (const [slot, rows] of held) if (slot >= oldest) excess += rows
  const overflow = excess > 0
  for (const slot of [...held.keys()].sort((one, other) => one - other)) {
    if (slot >= oldest && excess <= 0) break
    for (const tally of tallies) {
      const taken = await takeHeld(database, tally, slot, slot < oldest ? Infinity : excess)
      if (slot >= oldest) excess -= taken.rows
      await forget(database, number, taken.identities, tallies.length)
    }
  }
  await retireUnused(database, number, oldest, now)
  if (overflow)
    await database.write([
      noticeStatement(
        number,
        'held',
        `More than ${grouped(settings.heldRows)} rows of unknown identities were held; the oldest are gone.`,
        now,
      ),
    ])
}

async function takeHeld(
  database: Database,
  tally: { id: number; unmapped: number },
  slot: number,
  most: number,
): Promise<{ rows: number; identities: Set<number> }> {
  const identities = new Set<number>()
  let rows = 0
  while (rows < most) {
    const limit = Math.min(ROWS, most - rows)
    const [taken] = await database.write([
      {
        sql: `DELETE FROM occurrence WHERE (tally, identity, slot) IN (
            SELECT occurrence.tally, occurrence.identity, occurrence.slot FROM occurrence
            JOIN identity ON identity.id = occurrence.identity
            WHERE occurrence.tally = ?1 AND occurrence.received_slot = ?2 AND (?3 OR (${UNKNOWN})) LIMIT ?4)
          RETURNING identity`,
        args: [tally.id, slot, tally.unmapped, limit],
      },
    ])
    for (const row of taken?.rows ?? []) identities.add(integer(row, 'identity'))
    rows += taken?.rows.length ?? 0
    if ((taken?.rows.length ?? 0) < limit) break
  }
  return { rows, identities }
}

/** Unknown identities of which nothing is kept any more. Each costs a look-up a tally, so few go at a time. */
async function forget(
  database: Database,
  environment: number,
  identities: ReadonlySet<number>,
  tallies: number,
): Promise<void> {
  const ids = [...identities]
  const step = Math.max(1, Math.floor(20_000 / (tallies + 1)))
  for (let from = 0; from < ids.length; from += step)
    await database.write([
      {
        sql: `DELETE FROM identity WHERE id IN (SELECT value FROM json_each(?1)) AND ${UNKNOWN}
          AND NOT EXISTS (SELECT 1 FROM tie WHERE tie.anonymous = identity.id)
          AND NOT EXISTS (SELECT 1 FROM showing WHERE showing.identity = identity.id)
          AND NOT EXISTS (SELECT 1 FROM tally CROSS JOIN occurrence ON occurrence.tally = tally.id
            AND occurrence.identity = identity.id WHERE tally.environment = ?2)
          AND NOT EXISTS (SELECT 1 FROM attribute_key CROSS JOIN attribute ON attribute.key = attribute_key.id
            AND attribute.identity = identity.id WHERE attribute_key.environment = ?2)`,
        args: [JSON.stringify(ids.slice(from, from + step)), environment],
      },
    ])
}

/** Names that wait and of which nothing is held any more, and attributes that nobody known was told of in time. */
async function retireUnused(
  database: Database,
  environment: number,
  oldest: number,
  now: number,
): Promise<void> {
  await database.write([
    {
      sql: `DELETE FROM usage WHERE slot < ?2 AND tally IN
        (SELECT id FROM tally WHERE environment = ?1 AND retired_at IS NULL AND ${UNMAPPED})
        AND NOT EXISTS (SELECT 1 FROM occurrence WHERE occurrence.tally = usage.tally AND occurrence.slot = usage.slot)`,
      args: [environment, oldest],
    },
    {
      sql: `UPDATE tally SET retired_at = ?2 WHERE environment = ?1 AND retired_at IS NULL AND opened_at < ?3
        AND ${UNMAPPED} AND NOT EXISTS (SELECT 1 FROM usage WHERE usage.tally = tally.id)`,
      args: [environment, now, oldest * SLOT],
    },
  ])
  await repeat(database, {
    sql: `DELETE FROM attribute WHERE (key, identity) IN (
      SELECT attribute.key, attribute.identity FROM attribute_key
      CROSS JOIN attribute ON attribute.key = attribute_key.id JOIN identity ON identity.id = attribute.identity
      WHERE attribute_key.environment = ? AND attribute.received_slot < ? AND ${UNKNOWN} LIMIT ${ROWS})`,
    args: [environment, oldest],
  })
}
