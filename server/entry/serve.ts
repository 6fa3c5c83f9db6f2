/** One process from its start to its end, as Node, Deno and Bun share it: configuration, database, address, signals. */
import process from 'node:process'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { ConfigError, readConfig } from '../config.ts'
import { createLog, type Log } from '../log.ts'
import { readAssets } from './assets.ts'
import { nativeSha256 } from './native-sha256.ts'
import { openDatabase } from './open-database.ts'
import type { Threads } from './thread.ts'
import { describeStart } from './describe-start.ts'
import { wire, type Wired } from './wire.ts'

/** What a runtime does in its own way. */
export type Runtime = {
  threads: Omit<Threads, 'log'>
  /** The directory of the built console. */
  assets: URL
  listen: (wired: Pick<Wired, 'app' | 'doors'>, at: { port: number; hostname: string }) => Promise<Listener>
}

export type Listener = {
  port: number
  /** Accepts no more, and resolves once everything under way is answered. */
  stop: () => Promise<void>
}

const SETTLE_MILLISECONDS = 50
const REFRESH_MILLISECONDS = 1_000
const SWEEP_MILLISECONDS = 60_000
/** Segment waits no longer for an answer either. */
const DRAIN_MILLISECONDS = 10_000

export async function serve(runtime: Runtime): Promise<void> {
  try {
    await start(runtime)
  } catch (error) {
    const wrong = error instanceof ConfigError ? error.message : `Asklet cannot start: ${describe(error)}`
    console.error(wrong)
    process.exit(1)
  }
}

async function start(runtime: Runtime): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel, (line) => void process.stderr.write(`${line}\n`))
  const { mayHaveChanged, begin, ...opened } = await openDatabase(config, { ...runtime.threads, log })
  const wired = await wire({
    ...opened,
    config,
    log,
    now: Date.now,
    asset: readAssets(runtime.assets),
    peerAddress: (c) => c.env.address,
    turn: () => turn(),
    sha256: nativeSha256,
  }).catch((error: unknown) => {
    // What stands behind a question mark may be a token.
    const [url, syncUrl] = [config.databaseUrl, config.databaseSyncUrl].map((text) => text?.split('?')[0])
    const primary = syncUrl === undefined ? '' : ` with DATABASE_SYNC_URL ${syncUrl}`
    throw new ConfigError(`DATABASE_URL ${url}${primary} cannot be used: ${describe(error)}`)
  })
  const at = { port: config.port, hostname: config.host }
  const { port, stop } = await runtime.listen(wired, at).catch((error: unknown) => {
    throw new ConfigError(`PORT ${at.port} of HOST ${at.hostname} cannot be listened on: ${describe(error)}`)
  })
  console.log(await describeStart(wired.deps, port))
  // Whoever waited for the start is answered before a thread takes the processor.
  const begun = wait(SETTLE_MILLISECONDS).then(begin)

  let isStale = false
  async function refresh(): Promise<void> {
    isStale ||= await mayHaveChanged()
    if (!isStale) return
    await wired.deps.definitions.refreshIfChanged()
    isStale = false
  }
  const warn = (failure: string) => (error: unknown) => log.warn(failure, { cause: describe(error) })
  const timers = [
    every(REFRESH_MILLISECONDS, () => begun.then(refresh), warn('definitions were not read anew')),
    every(SWEEP_MILLISECONDS, () => begun.then(wired.sweep), warn('a sweep failed')),
  ]
  process.on('unhandledRejection', (reason) =>
    log.error('a promise was rejected unseen', { cause: describe(reason) }),
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      for (const stopTimer of timers) stopTimer()
      void end(wired, stop, log).then((code) => process.exit(code))
    })
}

/** Answers what is under way, commits what is acknowledged, and leaves the file whole. */
async function end({ deps }: Wired, stop: () => Promise<void>, log: Log): Promise<number> {
  log.info('stopping: finishing what is under way')
  const late = wait(DRAIN_MILLISECONDS)
  try {
    await Promise.race([stop(), late])
    await deps.ingest.drain()
    await deps.database.close()
    return 0
  } catch (error) {
    log.error('the end was not clean', { cause: describe(error) })
    return 1
  }
}

/** At once, and again so long after each end. @returns what stops it */
function every(
  milliseconds: number,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(run)
  async function run(): Promise<void> {
    await work().catch((error: unknown) => {
      // At the end the database is closed under it.
      if (timer !== undefined) failed(error)
    })
    if (timer !== undefined) timer = setTimeout(run, milliseconds)
  }
  return () => {
    clearTimeout(timer)
    timer = undefined
  }
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error))
