/** Makes an app of a configuration and a database, the same for every runtime. */
import { createApp } from '../app.ts'
import type { ConsoleApp } from '../console-app.ts'
import type { Deps } from '../deps.ts'
import { createDefinitions } from '../ingest/definitions.ts'
import { createIngest, type IngestOptions } from '../ingest/ingest.ts'
import { createKeyedHash, type Sha256 } from '../ingest/keyed-hash.ts'
import { createMetrics } from '../metrics.ts'
import { createDoors, type Doors } from '../routes/doors.ts'
import { countByStatement } from '../store/audience.ts'
import { createFirstEnvironments } from '../store/environment.ts'
import { readHashKey } from '../store/instance.ts'
import { keepLongReads } from '../store/kept-reads.ts'
import { migrate } from '../store/migrate.ts'
import { createSweep, type Sweep } from '../sweep.ts'

export type App = ReturnType<typeof createApp>
export type Wired = {
  app: App
  doors: Doors
  /** Loaded by the first that asks: a process that only takes calls is ready in half the time, and smaller. */
  consoleApp: () => ConsoleApp | Promise<ConsoleApp>
  deps: Deps
  sweep: Sweep
}

export type Wiring = Pick<Deps, 'config' | 'database' | 'turn' | 'log' | 'now' | 'asset' | 'peerAddress'> &
  Partial<Pick<Deps, 'countUsers' | 'longReads'>> &
  Pick<IngestOptions, 'commitsAtOnce'> & {
    /** Where the runtime has its own. */
    sha256?: Sha256
  }

/** Brings the schema up to date, and makes the first environments. @throws where the database cannot be used. */
export async function wire(given: Wiring): Promise<Wired> {
  const { commitsAtOnce, database, turn, log, now } = given
  const group = turn !== undefined
  await migrate(database, now())
  await createFirstEnvironments(database, now())
  const keyedHash = createKeyedHash(await readHashKey(database), given.sha256)
  const definitions = await createDefinitions(database, now)
  const metrics = createMetrics()
  const ingest = createIngest({ database, definitions, keyedHash, log, metrics, now, group, commitsAtOnce })
  const countUsers = given.countUsers ?? countByStatement(database)
  const longReads = given.longReads ?? database
  const overviews = keepLongReads(longReads, { mayShare: group })
  const deps: Deps = { ...given, countUsers, definitions, ingest, keyedHash, longReads, metrics, overviews }
  const doors = createDoors(deps)
  const consoleApp = once(async () => (await import('../console-app.ts')).createConsoleApp(deps))
  // Where requests cannot wait for one another, none may find it on its way.
  if (!group) await consoleApp()
  return { app: createApp(deps, { doors, consoleApp }), doors, consoleApp, deps, sweep: createSweep(deps) }
}

/** Itself, not a promise of it, once it is there. After a failure it is tried again. */
function once<T>(load: () => Promise<T>): () => T | Promise<T> {
  let loaded: T | undefined
  let loading: Promise<T> | undefined
  return () =>
    loaded ??
    (loading ??= load().then(
      (value) => (loaded = value),
      (error: unknown) => {
        loading = undefined
        throw error
      },
    ))
}
