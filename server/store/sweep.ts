/** Takes away what is kept for a while only. Each statement is short, so that commits go on in between. */
import { DAY, HOUR } from '../../shared/time-slot.ts'
import { eraseIgnored } from './attribute-key.ts'
import type { Database } from './database.ts'
import type { Environment } from './rules.ts'
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
