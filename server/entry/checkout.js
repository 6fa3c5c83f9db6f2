/**
 * What of a checkout is missing or older than its source, and how to bring it up to date.
 * Plain JavaScript: it runs before anything is installed or built.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const SOURCES = ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'server', 'shared', 'web']
const STAMP = join(ROOT, 'dist', 'stamp')

/**
 * Installs a directory's packages where they differ from its lock file.
 * @param {string} directory
 * @param {{ what: string, flags?: string[] }} options `what` is said while it takes long.
 */
export async function install(directory, { what, flags = [] }) {
  if (isInstalled(directory)) return
  console.log(`Installing ${what} (npm ci; a minute or so the first time)…`)
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...flags], directory)
}

/** Builds the console and the servers where a source changed since the last build. */
export async function build() {
  const current = fingerprint()
  if (readOr(STAMP, '') === current) return
  console.log('Building the console and the server (some seconds)…')
  await run(
    process.execPath,
    [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel=warn'],
    ROOT,
  )
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, current)
}

/** npm notes what it installed; packages for other platforms are never there. */
function isInstalled(directory) {
  const wanted = JSON.parse(readFileSync(join(directory, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(
    readOr(join(directory, 'node_modules', '.package-lock.json'), '{"packages":{}}'),
  ).packages
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional && !present[path]),
  )
}

/** A hash of every source, so that it does not matter which times a checkout gives them. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  for (const file of SOURCES.flatMap(filesOf)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesOf(source) {
  const path = join(ROOT, source)
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}

/** Rejects with what failed; its output is in the terminal already. */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`${command} ${args.join(' ')} failed in ${cwd}`)),
    )
  })
}
