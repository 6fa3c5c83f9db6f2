/** Durable calls a second, and how long one takes: by one, by the hundred, at a pace, and against a server. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Setting } from './benchmark.ts'
import { startInserter, type Load, startLoad } from './helper.ts'
import { type Line, lineOf } from './line.ts'
import type { Target } from './load/calls.ts'
import type { Order, Report } from './load/generator.ts'
import { compare, median, type Sample } from './rounds.ts'
import { type Product, startEcho, startProduct, startSqld } from './servers.ts'

export const CONNECTIONS = 64
const USERS = 10_000
const A_BATCH = 100
const PACE = 2_000

export const lone = ({ port, key }: Product, users = USERS): Target => ({
  port,
  key,
  users,
  path: '/segment',
  batch: 1,
})
export const batched = ({ port, key }: Product, users = USERS): Target => ({
  port,
  key,
  users,
  path: '/v1/batch',
  batch: A_BATCH,
})
export const full = (target: Target, seconds: number): Order => ({
  target,
  pace: 'closed',
  connections: CONNECTIONS,
  until: { seconds },
})

/** Runs load at a product, and looks after each round whether what was acknowledged is stored. */
export type Meter = {
  product: Product
  run(order: Order): Promise<Sample>
  /** Every round so far was. */
  exact(): boolean
}

export async function meter(product: Product, load: Load, note: Setting['note']): Promise<Meter> {
  let isExact = true
  let before = await product.stored()
  return {
    product,
    async run(order) {
      const report = await load.run(order)
      const after = await product.stored()
      if (after - before !== report.acknowledged) {
        isExact = false
        note(`${report.acknowledged} calls were acknowledged, and ${after - before} stored`)
      }
      before = after
      return sampleOf(report, order, note)
    },
    exact: () => isExact,
  }
}

export function sampleOf(report: Report, order: Order, note: Setting['note']): Sample {
  const { acknowledged, refused, seconds, p50, p99 } = report
  for (const [status, count] of Object.entries(refused)) note(`${count} requests were answered ${status}`)
  return { value: order.pace === 'open' ? p99 : acknowledged / seconds, p50, p99 }
}

export async function ingestSingle({ runtime, rounds, seconds, fresh, note }: Setting): Promise<Line> {
  const load = startLoad()
  const echo = await startEcho(runtime)
  const product = await startProduct(runtime, fresh())
  const { run, exact } = await meter(product, load, note)
  const baseline = full({ ...lone(product), port: echo.port }, seconds)
  const measured = await compare(
    {
      baseline: async () => sampleOf(await load.run(baseline), baseline, note),
      product: () => run(full(lone(product), seconds)),
    },
    { rounds, note },
  )
  load.stop()
  await Promise.all([echo.stop(), product.stop()])
  const { ratio, p50 = Infinity, p99 = Infinity } = measured
  return lineOf(measured, {
    name: 'ingest.single',
    runtime,
    unit: 'calls/s',
    ok: exact() && ratio >= 0.7 && p50 < 8 && p99 < 20,
  })
}

export async function ingestPaced({
  runtime,
  rounds,
  seconds,
  fresh,
  directory,
  note,
}: Setting): Promise<Line> {
  const load = startLoad()
  const product = await startProduct(runtime, fresh())
  const { run, exact } = await meter(product, load, note)
  const measured = await compare(
    {
      baseline: async () => ({ value: fsyncTime(directory) }),
      product: () => run({ target: lone(product), pace: 'open', perSecond: PACE, seconds }),
    },
    { rounds, note },
  )
  load.stop()
  await product.stop()
  return lineOf(measured, {
    name: 'ingest.paced',
    runtime,
    unit: 'ms, p99',
    ok: exact() && measured.value < 10,
  })
}

/** The median, in milliseconds, of making 4 KB durable. */
function fsyncTime(directory: string): number {
  const file = openSync(join(directory, 'fsync'), 'w')
  const page = Buffer.alloc(4_096, 1)
  const times = Array.from({ length: 500 }, () => {
    writeSync(file, page)
    const started = performance.now()
    fsyncSync(file)
    return performance.now() - started
  })
  closeSync(file)
  return median(times)
}

export async function ingestBatch(setting: Setting): Promise<Line> {
  const { runtime, fresh } = setting
  const product = await startProduct(runtime, fresh())
  const measured = await againstInserts(setting, product, fresh())
  await product.stop()
  return lineOf(measured, {
    name: 'ingest.batch',
    runtime,
    unit: 'calls/s, 100 a request',
    ok: measured.exact && measured.ratio >= 0.65,
  })
}

/** Two databases of one server's kind, one process each, so that neither meets the other's data. */
export async function ingestRemote(setting: Setting): Promise<Line> {
  const { runtime, directory } = setting
  const [ours, theirs] = [
    await startSqld(join(directory, 'ours.sqld')),
    await startSqld(join(directory, 'theirs.sqld')),
  ]
  const product = await startProduct(runtime, `http://127.0.0.1:${ours.port}`)
  const measured = await againstInserts(setting, product, `http://127.0.0.1:${theirs.port}`)
  await product.stop()
  await Promise.all([ours.stop(), theirs.stop()])
  return lineOf(measured, {
    name: 'ingest.remote',
    runtime,
    unit: 'calls/s, 100 a request',
    ok: measured.exact && measured.ratio >= 0.5,
  })
}

async function againstInserts({ rounds, seconds, note }: Setting, product: Product, url: string) {
  const load = startLoad()
  const inserter = startInserter()
  const { run, exact } = await meter(product, load, note)
  const measured = await compare(
    {
      baseline: async () => ({ value: (await inserter.run({ url, seconds, users: USERS })).perSecond }),
      product: () => run(full(batched(product), seconds)),
    },
    { rounds, note },
  )
  load.stop()
  inserter.stop()
  return { ...measured, exact: exact() }
}
