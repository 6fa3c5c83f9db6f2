/** Brings a database's schema up to the code's, one migration a transaction. */
import { Conflict, type Database } from './database.ts'
import { MIGRATIONS, type Migration } from './migrations.ts'
import { integer } from './row.ts'

const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS migration (
  version INTEGER PRIMARY KEY,
  why TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT`

/**
 * Two processes may start at once: the version row is each transaction's first statement, so one of them conflicts
 * before it changes anything, and reads again where the other has got to.
 * @throws where the database was made by a newer Asklet.
 */
export async function migrate(
  database: Database,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  let version = await findVersion(database)
  if (version > migrations.length)
    throw new Error(
      `The database has schema version ${version}, and this Asklet knows ${migrations.length}: it was opened by a newer Asklet. Start that one, or restore a backup made before it.`,
    )
  for (let next = migrations[version]; next !== undefined; next = migrations[version]) {
    try {
      await apply(database, version + 1, next, now)
      version += 1
    } catch (error) {
      const reached = await findVersion(database)
      if (!(error instanceof Conflict) || reached === version) throw error
      version = reached
    }
  }
}

/** It only reads where the schema is there: a start need not wait for a lock. */
async function findVersion(database: Database): Promise<number> {
  const [table] = await database.read(`SELECT 1 AS found FROM sqlite_master WHERE name = 'migration'`)
  if (!table) await database.write([{ sql: MIGRATION_TABLE }])
  const [row] = await database.read('SELECT coalesce(max(version), 0) AS version FROM migration')
  return row ? integer(row, 'version') : 0
}

async function apply(
  database: Database,
  version: number,
  { why, statements }: Migration,
  now: number,
): Promise<void> {
  await database.write([
    { sql: 'INSERT INTO migration (version, why, applied_at) VALUES (?, ?, ?)', args: [version, why, now] },
    ...statements.map((sql) => ({ sql })),
  ])
}
