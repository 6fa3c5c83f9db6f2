/** What a page loads before anyone does anything, as a browser gets it compressed. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Setting } from './benchmark.ts'
import type { Line } from './line.ts'

const CONSOLE_GOAL = 60_000
/** The console of Formbricks, gzip. */
const FORMBRICKS = 467_000

export async function consoleBytes({ runtime, note }: Setting): Promise<Line> {
  const files = filesOf('index.html')
  const sizes = [...files].map((file) => ({ file, size: gzipSync(read(file), { level: 9 }).length }))
  for (const { file, size } of sizes) note(`${size} bytes: ${file}`)
  const value = sizes.reduce((sum, { size }) => sum + size, 0)
  const ratio = Number((value / FORMBRICKS).toPrecision(3))
  return {
    name: 'console.bytes',
    runtime,
    value,
    unit: 'bytes, gzip',
    baseline: FORMBRICKS,
    ratio,
    low: ratio,
    high: ratio,
    p50: null,
    p99: null,
    ok: value <= CONSOLE_GOAL,
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
