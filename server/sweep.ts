/** What is kept for a while only, and when it goes. */
import { DAY, HOUR } from '../shared/time-slot.ts'
import { WINDOW, windowOf } from './ingest/commit.ts'
import type { Definitions } from './ingest/definitions.ts'
import type { Database, Reader } from './store/database.ts'
import { completeEnded } from './store/survey.ts'
import { sweepAged } from './store/sweep.ts'
import { sweepHeld } from './store/sweep-held.ts'

export type Sweep = () => Promise<void>

/** To be called every minute or so; what costs more is done once an hour. One sweep at a time. */
export function createSweep({
  database,
  definitions,
  longReads,
  now,
}: {
  database: Database
  definitions: Definitions
  longReads: Reader
  now: () => number
}): Sweep {
  let sweeping = false
  let heldAt = -Infinity

  async function sweep(): Promise<void> {
    if (await completeEnded(database, now())) await definitions.refresh()
    const environments = definitions.environments()
    const longest = Math.max(...environments.map(({ settings }) => settings.dedupeDays)) * DAY
    await sweepAged(database, environments, {
      now: now(),
      leastWindow: windowOf(now()) - Math.ceil(longest / WINDOW),
    })
    if (now() - heldAt < HOUR) return
    heldAt = now()
    for (const environment of environments) await sweepHeld({ database, longReads }, environment, now())
    await definitions.refresh()
  }

  return async () => {
    if (sweeping) return
    sweeping = true
    try {
      await sweep()
    } finally {
      sweeping = false
    }
  }
}
