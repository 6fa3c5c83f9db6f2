/** How soon the process is ready, and how much memory it takes: idle, and after a million events. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Setting } from './benchmark.ts'
import { startLoad } from './helper.ts'
import { batched, CONNECTIONS, meter } from './ingest.ts'
import { type Line, lineOf, type Runtime } from './line.ts'
import type { Order } from './load/generator.ts'
import type { Server } from './process.ts'
import { compare, median, type Sample } from './rounds.ts'
import { startEcho, startProduct } from './servers.ts'

/** A start is short, and so is what disturbs it: a round is the median of some. */
const STARTS = 5
const EVENTS = 1_000_000
/** After which an idle process is one. */
const IDLE_MILLISECONDS = 3_000
const IDLE_GOAL = 90
const LOADED_GOAL = 150

export async function start(setting: Setting): Promise<Line[]> {
  const { runtime, rounds, note } = setting
  const url = setting.fresh()
  // The first start makes the database; those that are measured find it.
  await (await startProduct(runtime, url)).stop()
  const measured = await compare(
    {
      baseline: () => startSome(() => startEcho(runtime)),
      product: () => startSome(() => startProduct(runtime, url)),
    },
    { rounds, note },
  )
  const line = lineOf(measured, { name: 'start', runtime, unit: 'ms', ok: measured.ratio <= 1.6 })
  return [line, ...(await weigh(setting))]
}

async function startSome(startOne: () => Promise<Server>): Promise<Sample> {
  const times: number[] = []
  for (let i = 0; i < STARTS; i++) {
    const server = await startOne()
    times.push(server.startedWithin)
    await server.stop()
  }
  return { value: median(times) }
}

async function weigh({ runtime, fresh, note }: Setting): Promise<Line[]> {
  const load = startLoad()
  const echo = await startEcho(runtime)
  const product = await startProduct(runtime, fresh())
  await wait(IDLE_MILLISECONDS)
  const idle = { product: product.memory(), baseline: echo.memory() }
  const order: Order = {
    target: batched(product),
    pace: 'closed',
    connections: CONNECTIONS,
    until: { calls: EVENTS },
  }
  await load.run({ ...order, target: { ...order.target, port: echo.port } })
  const { run, exact } = await meter(product, load, note)
  await run(order)
  const loaded = { product: product.memory(), baseline: echo.memory() }
  load.stop()
  await Promise.all([echo.stop(), product.stop()])
  return [
    memoryLine('start.idle', runtime, idle, idle.product < IDLE_GOAL),
    memoryLine('start.loaded', runtime, loaded, exact() && loaded.product < LOADED_GOAL),
  ]
}

function memoryLine(
  name: string,
  runtime: Runtime,
  { product, baseline }: { product: number; baseline: number },
  ok: boolean,
): Line {
  const ratio = product / baseline
  return lineOf(
    { value: product, baseline, ratio, low: ratio, high: ratio },
    { name, runtime, unit: 'MB', ok },
  )
}
