/** V8's flags hold for a whole process, so that each case has one of its own. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { transformWithOxc } from 'vite'
import { expect, onTestFinished, test } from 'vitest'

const MB = 1_024 * 1_024

/** Some MB of what outlives one collection and not the next, as waiting calls do; prints what V8 made room for. */
const CHURN = `
import { setImmediate as turn } from 'node:timers/promises'
import { getHeapSpaceStatistics } from 'node:v8'
if (process.argv[2] === 'limited') (await import('./young-generation.mjs')).limitYoungGeneration()
const waiting = []
for (let i = 0; i < 400_000; i++) {
  waiting[i % 4_000] = { text: new Array(100).fill(i) }
  if (i % 200 === 0) await turn()
}
const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
console.log(young.space_used_size + young.space_available_size)
`

test('the young generation grows to 8 MB, and not to 16 as it would', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'asklet-young-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const source = fileURLToPath(new URL('../../server/entry/young-generation.ts', import.meta.url))
  const { code } = await transformWithOxc(await readFile(source, 'utf8'), source)
  await writeFile(join(directory, 'young-generation.mjs'), code)
  await writeFile(join(directory, 'churn.mjs'), CHURN)
  const churn = async (how: 'free' | 'limited'): Promise<number> => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(directory, 'churn.mjs'), how])
    return Number(stdout) / MB
  }
  expect(await churn('free')).toBeGreaterThan(12)
  const limited = await churn('limited')
  expect(limited).toBeGreaterThan(6)
  expect(limited).toBeLessThan(9)
})
