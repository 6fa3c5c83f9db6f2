/**
 * Reads that go over all users, for those who look on: what takes long is kept, answers whoever asks again, and is read
 * anew now and then.
 */
import type { Reader, Row } from './database.ts'

/** Milliseconds. What is read within this is always read. */
const QUICK = 250
/** In a row: once, any read may take long, as where its thread starts. */
const SLOW_TIMES = 2
/** What took longer answers for so many times as long as it took, so that reading it anew takes a small part of the time. */
const LASTS = 50
/** Then it answers once more while it is read anew; but nothing answers that is older than this. */
const OLDEST = 60 * 60 * 1_000
/** Reads that are kept, of some 200 rows at the most. Those not asked for longest go first. */
const MOST = 100

type Kept = { rows: readonly Row[]; readAt: number; took: number; slowTimes: number }
type Options = {
  /** Whether one request may wait for what another one began: on edge workers none may. */
  mayShare: boolean
  clock?: () => number
}

/** Reads as `reader` does; but what takes long may be some minutes old, and up to an hour where nobody asked meanwhile. */
export function keepLongReads(
  reader: Reader,
  { mayShare, clock = () => performance.now() }: Options,
): Reader {
  const kept = new Map<string, Kept>()
  const underWay = new Map<string, Promise<readonly Row[]>>()

  async function readAnew(key: string, sql: string, args: Parameters<Reader['read']>[1]) {
    const readAt = clock()
    const rows = await reader.read(sql, args)
    const took = clock() - readAt
    const slowTimes = (kept.get(key)?.slowTimes ?? 0) + 1
    kept.delete(key)
    if (took > QUICK) kept.set(key, { rows, readAt, took, slowTimes })
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size > MOST) kept.delete(oldest)
    return rows
  }

  return {
    async read(sql, args) {
      const key = JSON.stringify([sql, args])
      const known = kept.get(key)
      if (known === undefined || known.slowTimes < SLOW_TIMES) return readAnew(key, sql, args)
      // Asked for last.
      kept.delete(key)
      kept.set(key, known)
      const age = clock() - known.readAt
      if (age < known.took * LASTS) return known.rows
      if (!mayShare) return readAnew(key, sql, args)
      const reading = underWay.get(key) ?? readAnew(key, sql, args).finally(() => underWay.delete(key))
      underWay.set(key, reading)
      if (age > OLDEST) return reading
      // Where it fails, it is tried again with the next who asks.
      reading.catch(() => undefined)
      return known.rows
    },
  }
}
