/** Takes much away a little at a time, so that commits go on in between. */
import type { Database, Statement } from './database.ts'

/** Rows that a statement takes at the most: some milliseconds of the writer. */
export const ROWS = 2_000

/** Until it changes fewer rows than `ROWS`, as then nothing is left. */
export async function repeat(database: Database, statement: Statement): Promise<void> {
  for (;;) {
    const [done] = await database.write([statement])
    if (done === undefined || done.changes < ROWS) return
  }
}
