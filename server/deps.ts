/** What routes receive: everything that a runtime or an operator decides. */
import type { Config } from './config.ts'
import type { Ingest } from './ingest/envelope.ts'
import type { Definitions } from './ingest/definitions.ts'
import type { Log } from './log.ts'
import type { Database } from './store/database.ts'

export type Deps = {
  config: Config
  database: Database
  /** Environments, keys, events and mappings in memory, for every call to be judged by. */
  definitions: Definitions
  ingest: Ingest
  log: Log
  /** Milliseconds since 1970. */
  now: () => number
  /** The built file of a path below `dist/web`, or undefined. */
  asset: (path: string) => Promise<Asset | undefined>
}

export type Asset = { body: Uint8Array<ArrayBuffer>; type: string; etag: string; immutable: boolean }
