/** Answered means committed: through SIGKILL, SIGTERM, a locked file, a server that goes away, and a full queue. */
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freshUrl } from '../databases.ts'
import { type Asklet, type ProcessRuntime, startAsklet } from './asklet.ts'
import { isSkipped } from './binaries.ts'
import { countedCalls, post, startLoad, trackOf } from './load.ts'
import { startSqld } from './sqld.ts'

const RUNTIMES: readonly ProcessRuntime[] = ['node', 'deno', 'bun']
const KILLS = { node: 20, deno: 5, bun: 5 }

/** What a commit under way waits for, until it is released. */
async function lock(url: string): Promise<() => Promise<void>> {
  const client = createClient({ url, timeout: 1_000 })
  const transaction = await client.transaction('write')
  const release = async (): Promise<void> => {
    if (!transaction.closed) await transaction.rollback()
    client.close()
  }
  onTestFinished(release)
  return release
}

const isReady = async ({ url }: Asklet): Promise<boolean> => (await fetch(`${url}/readyz`)).status === 200
const single = ({ url, keys }: Asklet, id: string): Promise<Response | undefined> =>
  post(`${url}/segment`, keys.server, trackOf(id))

async function callsWaiting({ url }: Asklet): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^asklet_calls_waiting (\d+)/m.exec(text)?.[1])
}

describe.each(RUNTIMES)('on %s', (runtime) => {
  describe.skipIf(runtime !== 'node' && isSkipped(runtime))('as a process', () => {
    test(`killed ${KILLS[runtime]} times under load, it has every acknowledged call once`, async () => {
      const DATABASE_URL = await freshUrl()
      const acknowledged = new Set<string>()
      let leftOver: string[] = []
      for (let kill = 0; kill < KILLS[runtime]; kill++) {
        const asklet = await startAsklet(runtime, { DATABASE_URL })
        const load = startLoad(asklet, leftOver)
        await wait(20 + Math.random() * 400)
        asklet.signal('SIGKILL')
        await asklet.ended
        await load.stop()
        for (const id of load.acknowledged) acknowledged.add(id)
        leftOver = [...load.sent].filter((id) => !load.acknowledged.has(id))
      }
      const asklet = await startAsklet(runtime, { DATABASE_URL })
      for (const id of leftOver) expect((await single(asklet, id))?.status).toBe(200)
      asklet.signal('SIGTERM')
      expect(await asklet.ended).toBe(0)

      const counted = await countedCalls(DATABASE_URL)
      expect([...counted].filter(([, count]) => count !== 1)).toEqual([])
      expect([...acknowledged, ...leftOver].filter((id) => !counted.has(id))).toEqual([])
      expect(acknowledged.size).toBeGreaterThan(KILLS[runtime] * 10)
    }, 120_000)

    test('told to end, it answers what is under way and takes no more', async () => {
      const DATABASE_URL = await freshUrl()
      const asklet = await startAsklet(runtime, { DATABASE_URL })
      await single(asklet, 'before')
      const release = await lock(DATABASE_URL)
      const underWay = Array.from({ length: 50 }, (_, index) => single(asklet, `m-${index}`))
      await wait(200)
      asklet.signal('SIGTERM')
      await wait(200)
      expect(await post(`${asklet.url}/segment`, asklet.keys.server, trackOf('after'))).toBeUndefined()
      await release()
      for (const answer of await Promise.all(underWay)) expect(answer?.status).toBe(200)
      expect(await asklet.ended, asklet.output()).toBe(0)
      const counted = await countedCalls(DATABASE_URL)
      expect(counted.size).toBe(51)
      expect(counted.has('after')).toBe(false)
    })

    test('with a locked file it answers 503, and recovers by itself', async () => {
      const DATABASE_URL = await freshUrl()
      const asklet = await startAsklet(runtime, { DATABASE_URL })
      const release = await lock(DATABASE_URL)
      const refused = await single(asklet, 'm-1')
      expect(refused?.status).toBe(503)
      expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/)
      expect(await refused?.json()).toHaveProperty('message')
      expect(await isReady(asklet)).toBe(false)
      expect((await fetch(`${asklet.url}/healthz`)).status).toBe(200)

      await release()
      expect((await single(asklet, 'm-1'))?.status).toBe(200)
      await expect.poll(() => isReady(asklet), { timeout: 5_000 }).toBe(true)
      expect(await countedCalls(DATABASE_URL)).toEqual(new Map([['m-1', 1]]))
    })
  })
})

test.skipIf(isSkipped('sqld'))(
  'without its database server it answers 503, and recovers by itself',
  async () => {
    const sqld = await startSqld()
    const asklet = await startAsklet('node', { DATABASE_URL: sqld.url })
    expect((await single(asklet, 'm-1'))?.status).toBe(200)
    await sqld.kill()
    expect((await single(asklet, 'm-2'))?.status).toBe(503)
    expect(await isReady(asklet)).toBe(false)
    await sqld.start()
    expect((await single(asklet, 'm-2'))?.status).toBe(200)
    await expect.poll(() => isReady(asklet), { timeout: 5_000 }).toBe(true)
  },
)

test('with a full queue it answers 503 at once, in bounded memory, and loses nothing', async () => {
  const DATABASE_URL = await freshUrl()
  const asklet = await startAsklet('node', { DATABASE_URL })
  const release = await lock(DATABASE_URL)
  const batches = Array.from({ length: 40 }, (_, batch) =>
    Array.from({ length: 2_000 }, (_, index) => `${batch}-${index}`),
  )
  const send = (ids: readonly string[]) =>
    post(`${asklet.url}/v1/batch`, asklet.keys.server, { batch: ids.map(trackOf) })
  const waiting: number[] = []
  const watching = setInterval(() => void callsWaiting(asklet).then((calls) => waiting.push(calls)), 100)
  const started = Date.now()
  const answers = await Promise.all(
    batches.map(async (ids) => ({ status: (await send(ids))?.status, after: Date.now() - started })),
  )
  clearInterval(watching)
  expect(answers.filter(({ status }) => status !== 503)).toEqual([])
  // Those for whom there is no room need not wait until the lock times out.
  expect(Math.min(...answers.map(({ after }) => after))).toBeLessThan(1_900)
  expect(Math.max(...waiting)).toBeLessThanOrEqual(20_000)
  expect(await asklet.residentBytes()).toBeLessThan(400_000_000)

  await release()
  for (const ids of batches.slice(0, 5)) expect((await send(ids))?.status).toBe(200)
  const counted = await countedCalls(DATABASE_URL)
  expect([...counted].filter(([, count]) => count !== 1)).toEqual([])
  expect(counted.size).toBe(10_000)
})
