/** What routes receive: everything that a runtime or an operator decides. */
import type { Context } from 'hono'
import type { Config } from './config.ts'
import type { Ingest } from './ingest/envelope.ts'
import type { Definitions } from './ingest/definitions.ts'
import type { KeyedHash } from './ingest/keyed-hash.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { CountUsers } from './store/audience.ts'
import type { Database, Reader } from './store/database.ts'

export type Deps = {
  config: Config
  /** Who meets a filter: over many users it takes long, and may be some seconds old. */
  countUsers: CountUsers
  database: Database
  /** For reads that go over all users: decisions and calls do not wait for them. */
  longReads: Reader
  /** The same, where what takes long may be some minutes old. */
  overviews: Reader
  /** Environments, keys, events and mappings in memory, for every call to be judged by. */
  definitions: Definitions
  ingest: Ingest
  /** Of message IDs and identities, with the key of this instance. */
  keyedHash: KeyedHash
  log: Log
  metrics: Metrics
  /** Milliseconds since 1970. */
  now: () => number
  /**
   * Resolves once everything that came together was taken in, so that it can be read together. Undefined where requests
   * cannot wait for what another one began (edge workers).
   */
  turn: (() => Promise<void>) | undefined
  /** The address that the connection comes from, where the runtime tells. */
  peerAddress: (c: Context) => string | undefined
  /** The built file of a path below `dist/web` ("index.html"), or undefined. */
  asset: (path: string) => Promise<Asset | undefined>
}

export type Asset = {
  body: Uint8Array<ArrayBuffer>
  /** The same compressed, where that was made at build. */
  br?: Uint8Array<ArrayBuffer>
  gzip?: Uint8Array<ArrayBuffer>
  type: string
  etag: string
  /** Named by its content, so that it may be kept for ever. */
  immutable: boolean
}
