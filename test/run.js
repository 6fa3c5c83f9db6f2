/** `npm test`: installs what the tests need, builds what they start, runs them, and ends with one plain line. */
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, ROOT } from '../server/entry/checkout.js'

const REPORT = join(ROOT, 'dist', 'test-report.json')
const hasRuntimes = process.platform === 'linux' && process.arch === 'x64'

try {
  await install(ROOT, { what: 'packages' })
  // Without scripts: the binaries lie in packages of their own, and nothing foreign runs while installing.
  const runtimes = {
    what: 'the runtimes that the tests start: Deno, Bun, workerd, sqld',
    flags: ['--ignore-scripts'],
  }
  if (hasRuntimes) await install(join(ROOT, 'test', 'runtimes'), runtimes)
  else console.log('The tests on Deno, Bun, workers and sqld run on Linux x64 only; here they are skipped.')
  await build()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

rmSync(REPORT, { force: true })
const vitest = spawn(
  process.execPath,
  [
    join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
    ...process.argv.slice(2),
  ],
  { cwd: ROOT, stdio: 'inherit' },
)
vitest.once('exit', (code) => {
  const { passed, failed, skipped } = readReport()
  // A file that cannot be loaded fails without a failed test.
  const broken = code === 0 ? 0 : 1
  console.log(
    `${passed} passed, ${Math.max(failed, broken)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  )
  process.exit(broken)
})

function readReport() {
  try {
    const report = JSON.parse(readFileSync(REPORT, 'utf8'))
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
