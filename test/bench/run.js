/**
 * `npm run bench`: brings the checkout up to date, bundles the benchmarks, and runs them.
 * Plain JavaScript, as nothing is built yet.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// In a process of its own, whose output goes to stderr: stdout holds the lines alone.
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('prepare.js', import.meta.url))], {
  stdio: ['ignore', 2, 2],
})
if (status !== 0) process.exit(status ?? 1)
await import(new URL('../../dist/bench/main.js', import.meta.url).href)
