/** A real libSQL server on a port and a directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { BINARIES } from './binaries.ts'
import { freePort } from './free-port.ts'

export type Sqld = {
  url: string
  /** As a power cut would; the data stays. */
  kill: () => Promise<void>
  /** On the same port, with the same data. */
  start: () => Promise<void>
}

/** To be called within a test, with which it ends. */
export async function startSqld(): Promise<Sqld> {
  const directory = await mkdtemp(join(tmpdir(), 'asklet-sqld-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess

  async function start(): Promise<void> {
    server = spawn(
      BINARIES.sqld,
      ['--db-path', directory, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { RUST_LOG: 'off' },
      },
    )
    while (!(await isHealthy(url))) {
      if (server.exitCode !== null) throw new Error(`sqld ended with ${server.exitCode} before it was ready`)
      await wait(10)
    }
  }
  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  onTestFinished(async () => {
    await kill()
    await rm(directory, { recursive: true })
  })
  await start()
  return { url, kill, start }
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  )
