/**
 * What nobody known did, and what waits for review, is held for some days, and no more than so many rows. What to take
 * is found by long reads, which go over all that was counted, and taken a little at a time, so that commits go on in
 * between: each taking looks again whether it may.
 */
import { grouped } from '../../shared/grouped.ts'
import { DAY, SLOT, slotOf } from '../../shared/time-slot.ts'
import type { Database, Reader } from './database.ts'
import { UNMAPPED } from './mapping.ts'
import { noticeStatement } from './notice.ts'
import { ROWS } from './repeat.ts'
import { integer } from './row.ts'
import type { Environment } from './rules.ts'

type Databases = { database: Database; longReads: Reader }
/** What is held of one tally, of those received in one slot. */
type Held = { tally: number; slot: number; rows: number }

const TALLIES = 'SELECT id FROM tally WHERE environment = ? AND retired_at IS NULL'
const ATTRIBUTE_KEYS = 'SELECT id FROM attribute_key WHERE environment = ?'
/** Nobody is known by this identity. */
const UNKNOWN = 'identity.known_at IS NULL AND identity.owner IS NULL'
/** Of the tally ?1. */
const IS_HELD = `(EXISTS (SELECT 1 FROM tally WHERE tally.id = ?1 AND ${UNMAPPED}) OR (${UNKNOWN}))`

export async function sweepHeld(
  databases: Databases,
  { number, settings }: Environment,
  now: number,
): Promise<void> {
  const { database } = databases
  const tallies = await listNumbers(database, TALLIES, number)
  const held: Held[] = []
  for (const tally of tallies) held.push(...(await readHeld(databases, tally)))

  const oldest = slotOf(now - settings.heldDays * DAY)
  let excess = -settings.heldRows
  for (const { slot, rows } of held) if (slot >= oldest) excess += rows
  const overflow = excess > 0
  for (const part of held.toSorted((one, other) => one.slot - other.slot)) {
    const isOver = part.slot < oldest
    if (!isOver && excess <= 0) break
    const taken = await takeHeld(databases, part, isOver ? Infinity : excess)
    if (!isOver) excess -= taken.rows
    await forget(database, number, taken.identities, tallies.length)
  }
  await retireUnused(database, number, oldest, now)
  for (const key of await listNumbers(database, ATTRIBUTE_KEYS, number))
    await forget(database, number, await takeAttributes(databases, key, oldest), tallies.length)
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

async function listNumbers(database: Database, sql: string, environment: number): Promise<number[]> {
  const rows = await database.read(sql, [environment])
  return rows.map((row) => integer(row, 'id'))
}

async function readHeld({ longReads }: Databases, tally: number): Promise<Held[]> {
  const rows = await longReads.read(
    `SELECT occurrence.received_slot AS slot, count(*) AS held
     FROM occurrence CROSS JOIN identity ON identity.id = occurrence.identity
     WHERE occurrence.tally = ?1 AND ${IS_HELD} GROUP BY 1`,
    [tally],
  )
  return rows.map((row) => ({ tally, slot: integer(row, 'slot'), rows: integer(row, 'held') }))
}

/** @returns how many rows went, and of whom */
async function takeHeld(
  { database, longReads }: Databases,
  { tally, slot }: Held,
  most: number,
): Promise<{ rows: number; identities: Set<number> }> {
  const identities = new Set<number>()
  let rows = 0
  let after = [0, 0]
  while (rows < most) {
    const limit = Math.min(ROWS, most - rows)
    const found = await longReads.read(
      `SELECT occurrence.identity, occurrence.slot
       FROM occurrence CROSS JOIN identity ON identity.id = occurrence.identity
       WHERE occurrence.tally = ?1 AND occurrence.received_slot = ?2 AND ${IS_HELD}
         AND (occurrence.identity, occurrence.slot) > (?3, ?4)
       ORDER BY occurrence.identity, occurrence.slot LIMIT ?5`,
      [tally, slot, ...after, limit],
    )
    const places = found.map((row) => [integer(row, 'identity'), integer(row, 'slot')])
    const last = places.at(-1)
    if (last === undefined) break
    after = last
    const [taken] = await database.write([
      {
        sql: `DELETE FROM occurrence
          WHERE (tally, identity, slot) IN (SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?3))
            AND received_slot = ?2
            AND EXISTS (SELECT 1 FROM identity WHERE identity.id = occurrence.identity AND ${IS_HELD})
          RETURNING identity`,
        args: [tally, slot, JSON.stringify(places)],
      },
    ])
    for (const row of taken?.rows ?? []) identities.add(integer(row, 'identity'))
    rows += taken?.rows.length ?? 0
    if (places.length < limit) break
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

/** Names that wait and of which nothing is held any more. */
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
}

/** Attributes of identities that did not become known in time. @returns whose */
async function takeAttributes(
  { database, longReads }: Databases,
  key: number,
  oldest: number,
): Promise<Set<number>> {
  const identities = new Set<number>()
  for (let after = 0; ;) {
    const found = await longReads.read(
      `SELECT attribute.identity FROM attribute CROSS JOIN identity ON identity.id = attribute.identity
       WHERE attribute.key = ?1 AND attribute.received_slot < ?2 AND ${UNKNOWN} AND attribute.identity > ?3
       ORDER BY attribute.identity LIMIT ${ROWS}`,
      [key, oldest, after],
    )
    const last = found.at(-1)
    if (last === undefined) return identities
    after = integer(last, 'identity')
    const page = found.map((row) => integer(row, 'identity'))
    await database.write([
      {
        sql: `DELETE FROM attribute
          WHERE key = ?1 AND identity IN (SELECT value FROM json_each(?3)) AND received_slot < ?2
            AND EXISTS (SELECT 1 FROM identity WHERE identity.id = attribute.identity AND ${UNKNOWN})`,
        args: [key, oldest, JSON.stringify(page)],
      },
    ])
    for (const identity of page) identities.add(identity)
    if (page.length < ROWS) return identities
  }
}
