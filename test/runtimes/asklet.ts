/** Asklet as its own process, as an operator starts it: on Node, Deno or Bun, or as a worker in miniflare. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { BINARIES, denoStart } from './binaries.ts'

export const ADMIN_TOKEN = 'the-admin-token-of-the-tests-0123456789'
const ROOT = join(import.meta.dirname, '../..')

export const PROCESS_RUNTIMES = {
  node: [process.execPath, 'dist/server/node.js'],
  deno: [BINARIES.deno, ...denoStart()],
  bun: [BINARIES.bun, 'server/entry/bun.ts'],
} as const
export type ProcessRuntime = keyof typeof PROCESS_RUNTIMES

export type Asklet = {
  url: string
  /** The live keys of Development. */
  keys: { server: string; browser: string }
  api: (method: string, path: string, body?: unknown) => Promise<Response>
}

export type AskletProcess = Asklet & {
  /** All it has printed. */
  output: () => string
  residentBytes: () => Promise<number>
  signal: (signal: 'SIGTERM' | 'SIGKILL') => void
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

/** To be called within a test, with which it ends. Resolves once it says that it is ready. `variables` are added to those that the tests need. */
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
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const url = await readyUrl(child, ended, () => output)
  return {
    ...(await describeAsklet(url)),
    output: () => output,
    residentBytes: () => residentBytes(child),
    signal: (signal) => void child.kill(signal),
    ended,
  }
}

function readyUrl(
  child: ChildProcess,
  ended: Promise<number | string>,
  output: () => string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const url = /Asklet is ready:.* (\S+)$/m.exec(output())?.[1]
      if (url) resolve(url.replace('localhost', '127.0.0.1'))
    }
    child.stdout?.on('data', look)
    void ended.then((end) => reject(new Error(`Asklet ended with ${end} before it was ready:\n${output()}`)))
  })
}

/** What every runtime's Asklet can be asked, once it answers at `url`. */
export async function describeAsklet(url: string): Promise<Asklet> {
  const api: Asklet['api'] = (method, path, body) =>
    fetch(`${url}${path}`, {
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
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
}
