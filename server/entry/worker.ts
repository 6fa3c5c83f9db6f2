/** Asklet on edge workers (Cloudflare's, workerd): a remote database, and nothing that one request leaves to another. */
import { type Config, readConfig } from '../config.ts'
import type { Asset } from '../deps.ts'
import { createLog } from '../log.ts'
import { unavailable } from '../problem.ts'
import { Unavailable } from '../store/database.ts'
import { openRemoteDatabase } from './remote-database.ts'
import { type Wired, wire } from './wire.ts'

/** Variables by their names, and `ASSETS`, the binding that serves `dist/web`. */
type Bindings = Readonly<Record<string, unknown>>
type Fetcher = { fetch(request: Request): Promise<Response> }

/** How old may be what this isolate knows of keys, events and mappings. */
const FRESH_MILLISECONDS = 1_000

let wired: Wired | undefined
let freshUntil = 0

/**
 * What is kept between requests is settled values only: a promise that another request has to settle would hang.
 * So two first requests at once wire twice, and the later one stays.
 */
async function ready(bindings: Bindings): Promise<Wired> {
  const now = Date.now()
  if (wired === undefined) wired = await start(bindings)
  else if (now >= freshUntil) await refresh(wired)
  freshUntil = now + FRESH_MILLISECONDS
  return wired
}

/** Where the database is away, each door answers for itself, in its own words. */
async function refresh({ deps: { definitions, log } }: Wired): Promise<void> {
  try {
    await definitions.refreshIfChanged()
  } catch (error) {
    log.warn('definitions were not read anew', { cause: String(error) })
  }
}

function start(bindings: Bindings): Promise<Wired> {
  const config = readBindings(bindings)
  return wire({
    config,
    database: openRemoteDatabase({ url: config.databaseUrl, authToken: config.databaseAuthToken }),
    log: createLog(config.logLevel, (line) => console.log(line)),
    now: Date.now,
    asset: (path) => readAsset(bindings['ASSETS'], path),
    peerAddress: (c) => c.req.header('cf-connecting-ip'),
    turn: undefined,
  })
}

function readBindings(bindings: Bindings): Config {
  const variables = Object.entries(bindings).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return readConfig(Object.fromEntries(variables))
}

async function readAsset(assets: unknown, path: string): Promise<Asset | undefined> {
  if (!isFetcher(assets)) return undefined
  const response = await assets.fetch(new Request(`https://assets.invalid/${path}`))
  if (!response.ok) return undefined
  return {
    body: new Uint8Array(await response.arrayBuffer()),
    type: response.headers.get('content-type') ?? 'application/octet-stream',
    etag: response.headers.get('etag') ?? '""',
    immutable: path.startsWith('assets/'),
  }
}

const isFetcher = (binding: unknown): binding is Fetcher =>
  typeof binding === 'object' && binding !== null && 'fetch' in binding

export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    try {
      const { app } = await ready(bindings)
      return await app.fetch(request)
    } catch (error) {
      if (error instanceof Unavailable) return unavailable().toResponse()
      throw error
    }
  },
  /** By a cron trigger, every few minutes. */
  async scheduled(_event: unknown, bindings: Bindings): Promise<void> {
    const { sweep } = await ready(bindings)
    await sweep()
  },
}
