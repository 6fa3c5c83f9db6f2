/** `npm run bench [-- NAME…] [--runtime bun|deno|node]`: one JSON object a line on stdout, notes on stderr. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { audience, stall } from './audience.ts'
import type { Setting } from './benchmark.ts'
import { consoleBytes, sdkBytes, surveyBytes } from './bytes.ts'
import { decide } from './decide.ts'
import { ingestGrown } from './grown.ts'
import { ingestBatch, ingestPaced, ingestRemote, ingestSingle } from './ingest.ts'
import type { Line, Runtime } from './line.ts'
import { start } from './start.ts'

/** In the order in which they run. */
const BENCHMARKS: Record<string, (setting: Setting) => Line | Promise<Line | Line[]>> = {
  'ingest.single': ingestSingle,
  'ingest.paced': ingestPaced,
  'ingest.batch': ingestBatch,
  'ingest.remote': ingestRemote,
  'ingest.grown': ingestGrown,
  decide,
  audience,
  stall,
  start,
  'sdk.bytes': sdkBytes,
  'survey.bytes': surveyBytes,
  'console.bytes': consoleBytes,
}
const NAMES = Object.keys(BENCHMARKS)
const RUNTIMES: readonly Runtime[] = ['node', 'bun', 'deno']

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      runtime: { type: 'string', default: 'node' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '5' },
    },
  })
  const unknown = positionals.filter((name) => !NAMES.includes(name))
  if (unknown.length > 0)
    throw new Error(`There is no benchmark ${unknown.join(', ')}; there are ${NAMES.join(', ')}`)
  const runtime = RUNTIMES.find((name) => name === values.runtime)
  if (runtime === undefined)
    throw new Error(`--runtime must be ${RUNTIMES.join(', ')}, not ${values.runtime}`)
  const rounds = positive('rounds', values.rounds)
  const seconds = positive('seconds', values.seconds)

  const directory = mkdtempSync(join(tmpdir(), 'asklet-bench-'))
  let databases = 0
  const note = (text: string): void => console.error(`  ${text}`)
  const fresh = (): string => `file:${join(directory, `${++databases}.db`)}`
  try {
    for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue
      console.error(`${name} on ${runtime}`)
      for (const line of [await benchmark({ runtime, rounds, seconds, directory, fresh, note })].flat())
        console.log(JSON.stringify(line))
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new Error(`--${option} must be a number above 0, not ${text}`)
}
