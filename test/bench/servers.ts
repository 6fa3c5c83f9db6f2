/** What is measured, and the bare Hono beside it, on each runtime. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { BINARIES, denoStart } from '../runtimes/binaries.ts'
import type { Runtime } from './line.ts'
import { type Command, PORT, type Server, startServer } from './process.ts'

/** This module is bundled into dist/bench. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const at = (path: string): string => join(ROOT, path)
export const ADMIN_TOKEN = 'the-admin-token-of-the-benchmarks-0123'

/** Node runs what was built, Bun and Deno the source. */
const ECHO: Record<Runtime, Command> = {
  node: { command: process.execPath, args: [at('dist/bench/echo.js')] },
  bun: { command: BINARIES.bun, args: [at('test/bench/echo/bun.ts')] },
  deno: { command: BINARIES.deno, args: ['run', '-A', '--no-prompt', at('test/bench/echo/deno.ts')] },
}
const PRODUCT: Record<Runtime, Command> = {
  node: { command: process.execPath, args: [at('dist/server/node.js')] },
  bun: { command: BINARIES.bun, args: [at('server/entry/bun.ts')] },
  deno: {
    command: BINARIES.deno,
    args: denoStart().map((arg) => (arg.endsWith('.ts') ? at(arg) : arg)),
  },
}

export const startEcho = (runtime: Runtime): Promise<Server> => startServer(ECHO[runtime])

const Environments = v.object({
  items: v.array(
    v.object({ id: v.string(), keys: v.array(v.object({ kind: v.string(), key: v.string() })) }),
  ),
})
const Events = v.object({ items: v.array(v.object({ count: v.number() })) })

/** A libSQL server with a database of its own. */
export const startSqld = (directory: string): Promise<Server> =>
  startServer({
    command: BINARIES.sqld,
    args: ['--db-path', directory, '--http-listen-addr', `127.0.0.1:${PORT}`, '--no-welcome'],
    env: { RUST_LOG: 'off' },
    ready: '/health',
  })

export type Product = Server & {
  /** Of the first environment. */
  key: string
  /** How many calls its events count, as the console is told. */
  stored(): Promise<number>
}

export async function startProduct(runtime: Runtime, databaseUrl: string): Promise<Product> {
  const server = await startServer({
    ...PRODUCT[runtime],
    env: { DATABASE_URL: databaseUrl, ADMIN_TOKEN, LOG_LEVEL: 'warn' },
  })
  const api = `http://127.0.0.1:${server.port}/api/environments`
  const [environment] = v.parse(Environments, await ask(api)).items
  const key = environment?.keys.find(({ kind }) => kind === 'server')?.key
  if (environment === undefined || key === undefined) throw new Error('the product has no key')
  return {
    ...server,
    key,
    async stored() {
      const { items } = v.parse(Events, await ask(`${api}/${environment.id}/events?limit=200`))
      return items.reduce((sum, { count }) => sum + count, 0)
    },
  }
}

async function ask(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
