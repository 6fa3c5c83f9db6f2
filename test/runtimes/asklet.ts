/** Asklet as its own process, as an operator starts it: on Node, Deno or Bun, or as a worker in miniflare. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BINARIES } from './binaries.ts'

export const ADMIN_TOKEN = 'the-admin-token-of-the-tests-0123456789'
const ROOT = join(import.meta.dirname, '../..')

export const PROCESS_RUNTIMES = {
  node: [process.execPath, 'dist/server/node.js'],
  deno: [BINARIES.deno, 'run', '-A', '--no-prompt', 'server/entry/deno.ts'],
  bun: [BINARIES.bun, 'server/entry/bun.ts'],
} as const
export type ProcessRuntime = keyof typeof PROCESS_RUNTIMES

export type Asklet = {
  url: string
  /** The live keys of Development. */
  keys: { server: string; browser: string }
  api: (method: string, path: string, body?: unknown) => Promise<Response>
  stop: () => Promise<void>
}

export type AskletProcess = Asklet & {
  /** All it has printed. */
  output: () => string
  residentBytes: () => Promise<number>
  signal: (signal: 'SIGTERM' | 'SIGKILL') => void
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

/** Resolves once it says that it is ready. `variables` are added to those that the tests need. */
export async function startAsklet(
  runtime: ProcessRuntime,
  variables: Readonly<Record<string, string>>,
): Promise<AskletProcess> {
  const [command, ...args] = PROCESS_RUNTIMES[runtime]
  const child = spawn(command, args, {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      ADMIN_TOKEN,
      RUST_LOG: 'off',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += String(text)))
  const ended = once(child, 'exit').then(([code, signal]: (number | string)[]) => code ?? signal ?? 'unknown')
  const url = await readyUrl(child, ended, () => output)
  return {
    ...(await describeAsklet(url, fetch)),
    output: () => output,
    residentBytes: () => residentBytes(child),
    signal: (signal) => void child.kill(signal),
    ended,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function readyUrl(
  child: ChildProcess,
  ended: Promise<number | string>,
  output: () => string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const url = /Asklet is ready: (\S+)/.exec(output())?.[1]
      if (url) resolve(url.replace('localhost', '127.0.0.1'))
    }
    child.stdout?.on('data', look)
    void ended.then((end) => reject(new Error(`Asklet ended with ${end} before it was ready:\n${output()}`)))
  })
}

/** What every runtime's Asklet can be asked, once it answers at `url`. */
export async function describeAsklet(url: string, send: typeof fetch): Promise<Omit<Asklet, 'stop'>> {
  const api: Asklet['api'] = (method, path, body) =>
    send(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  const response = await api('GET', '/api/environments')
  const { items }: { items: { id: string; keys: { kind: string; key: string }[] }[] } = await response.json()
  const keys = items.find(({ id }) => id === 'development')?.keys ?? []
  const keyOf = (wanted: string): string => keys.find(({ kind }) => kind === wanted)?.key ?? ''
  return { url, api, keys: { server: keyOf('server'), browser: keyOf('browser') } }
}

async function residentBytes({ pid }: ChildProcess): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
}

/** A directory that is gone after `use`. */
export async function withDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'asklet-'))
  try {
    return await use(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}
