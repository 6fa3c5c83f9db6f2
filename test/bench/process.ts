/** Processes to measure: started, waited for, weighed, and ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../runtimes/free-port.ts'

export type Command = {
  command: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Answers 200 once it is ready. */
  ready?: string
}
/** Stands for the port among arguments; in the environment it is PORT. */
export const PORT = '<port>'
export type Server = {
  port: number
  /** Milliseconds from its start to its first 200. */
  startedWithin: number
  /** Resident memory, in MB. */
  memory(): number
  stop(): Promise<void>
}

const PATIENCE = 30_000
/** Ended with this process, however it ends. */
const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const MB = 1_024

export async function startServer({ command, args, env, ready = '/readyz' }: Command): Promise<Server> {
  const port = await freePort()
  const started = performance.now()
  const placed = args.map((arg) => arg.replace(PORT, String(port)))
  const child = spawn(command, placed, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
  })
  running.add(child)
  let failure: Error | undefined
  child.once('error', (error) => (failure = error))
  while (!(await isReady(port, ready))) {
    if (failure !== undefined) throw failure
    if (child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended with ${child.exitCode}`)
    if (performance.now() - started > PATIENCE)
      throw new Error(`${command} ${args.join(' ')} was not ready within ${PATIENCE} ms`)
    await wait(1)
  }
  return {
    port,
    startedWithin: performance.now() - started,
    memory: () => memoryOf(child),
    stop: () => stop(child),
  }
}

/** A plain GET: `fetch` would cost the machine more than what it waits for. */
function isReady(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ port, host: '127.0.0.1', path, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.once('error', () => resolve(false))
    asked.end()
  })
}

/** @throws where there is no /proc. */
function memoryOf({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / MB
}

async function stop(child: ChildProcess): Promise<void> {
  running.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
