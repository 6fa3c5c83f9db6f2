/** What a page loads before anyone does anything, as a browser gets it compressed. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import type { Setting } from './benchmark.ts'
import { type Line, rounded } from './line.ts'

/** Others' sizes are gzip bytes too. */
const CONSOLE = { goal: 60_000, formbricks: 467_000 }
/** What pages load before a survey shows, and what they load for one. */
const SDK = { goal: 4_096, formbricks: 9_900 }
const SURVEY = { goal: 10_240, formbricks: 272_000 }

export const consoleBytes = (setting: Setting): Line =>
  weigh(setting, 'console.bytes', filesOf('index.html'), CONSOLE)

export const sdkBytes = (setting: Setting): Line => weigh(setting, 'sdk.bytes', ['sdk/v1.js'], SDK)

export function surveyBytes(setting: Setting): Line {
  const { view } = v.parse(Manifest, JSON.parse(read('sdk/manifest.json').toString()))
  return weigh(setting, 'survey.bytes', [view.slice(1)], SURVEY)
}

const Manifest = v.object({ view: v.string() })

/** @param formbricks what the same costs there */
function weigh(
  { runtime, note }: Setting,
  name: string,
  files: Iterable<string>,
  { goal, formbricks }: { goal: number; formbricks: number },
): Line {
  const sizes = [...files].map((file) => ({ file, size: gzipSync(read(file), { level: 9 }).length }))
  for (const { file, size } of sizes) note(`${size} bytes: ${file}`)
  const value = sizes.reduce((sum, { size }) => sum + size, 0)
  const ratio = rounded(value / formbricks)
  return {
    name,
    runtime,
    value,
    unit: 'bytes, gzip',
    baseline: formbricks,
    ratio,
    low: ratio,
    high: ratio,
    p50: null,
    p99: null,
    ok: value <= goal,
  }
}

const read = (file: string): Buffer => readFileSync(fileURLToPath(new URL(`../web/${file}`, import.meta.url)))

/** The page, what it names, and what those scripts import before they run. */
function filesOf(page: string): Set<string> {
  const files = new Set([page])
  const named = /(?:src|href)="\/([^"]+)"/g
  for (const [, file = ''] of read(page).toString().matchAll(named)) addWithImports(file, files)
  return files
}

function addWithImports(file: string, files: Set<string>): void {
  if (files.has(file)) return
  files.add(file)
  if (!file.endsWith('.js')) return
  const imported = /(?:from|import) ?["']\.\/([^"']+)["']/g
  for (const [, other = ''] of read(file).toString().matchAll(imported))
    addWithImports(`assets/${other}`, files)
}
