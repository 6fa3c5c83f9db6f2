/** One connection to a database file, with its statements kept prepared. Every call blocks the thread. */
import Libsql from 'libsql'
import type { Outcome, Statement, Value } from '../store/database.ts'
import { toRow } from './libsql.ts'

export interface Connection {
  run(statement: Statement): Outcome
  /** In one transaction, all or none. */
  runAll(statements: readonly Statement[]): Outcome[]
  /** Brings a replica up to its primary. */
  sync(): void
  close(): void
}

export type ConnectionOptions = {
  path: string
  syncUrl?: string
  authToken?: string
  /** How long a call waits for another process's lock, in milliseconds. */
  timeout: number
  pragmas: readonly string[]
}

type Prepared = ReturnType<InstanceType<typeof Libsql>['prepare']>

/** Preparing the statements of a small commit takes half as long as running them. */
const STATEMENTS_KEPT = 100
/** A statement kept over a sync reads what the replica held before it (libsql 0.5.29). */
const KEPT_ON_REPLICA = 0

/** Throws libSQL's own errors, as all that it returns does. */
export function connect({ path, pragmas, ...options }: ConnectionOptions): Connection {
  const database = new Libsql(path, options)
  const kept = new Map<string, Prepared>()
  const most = options.syncUrl === undefined ? STATEMENTS_KEPT : KEPT_ON_REPLICA

  function run({ sql, args = [] }: Statement): Outcome {
    const statement = kept.get(sql) ?? database.prepare(sql)
    // Out while it runs, for one that failed is of no more use; back as the latest used.
    kept.delete(sql)
    const outcome = runPrepared(statement, args)
    kept.set(sql, statement)
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size > most) kept.delete(oldest)
    return outcome
  }
  const command = (sql: string): void => void run({ sql })

  for (const pragma of pragmas) command(`PRAGMA ${pragma}`)
  return {
    run,
    runAll(statements) {
      command('BEGIN IMMEDIATE')
      try {
        const outcomes = statements.map(run)
        command('COMMIT')
        return outcomes
      } catch (error) {
        if (database.inTransaction) command('ROLLBACK')
        throw error
      }
    },
    sync: () => void database.sync(),
    close() {
      kept.clear()
      database.close()
    },
  }
}

function runPrepared(statement: Prepared, args: readonly Value[]): Outcome {
  if (!statement.reader) return { rows: [], changes: statement.run(args).changes }
  const columns = statement.columns().map(({ name }) => name)
  const rows = statement.raw().all(args)
  return { rows: rows.map((row) => toRow(columns, Array.isArray(row) ? row : [])), changes: 0 }
}
