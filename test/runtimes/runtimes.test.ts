/** The same scenario on every runtime, against every kind of database. */
import { describe, expect, test } from 'vitest'
import { freshUrl } from '../databases.ts'
import { type AskletProcess, type ProcessRuntime, startAsklet } from './asklet.ts'
import { isSkipped } from './binaries.ts'
import { post, trackOf } from './load.ts'
import { scenario } from './scenario.ts'
import { startSqld } from './sqld.ts'
import { startWorker } from './worker.ts'

const RUNTIMES: readonly ProcessRuntime[] = ['node', 'deno', 'bun']
const isMissing = (runtime: ProcessRuntime): boolean => runtime !== 'node' && isSkipped(runtime)

describe.each(RUNTIMES)('on %s', (runtime) => {
  describe.skipIf(isMissing(runtime))('as a process', () => {
    test('with a file', async () => {
      const DATABASE_URL = await freshUrl()
      const first = await startAsklet(runtime, { DATABASE_URL })
      expect(first.output()).toContain('Make the first account with this link')
      await scenario(first)
      await drain(first)
      // The second start finds what the first one stored.
      const second = await startAsklet(runtime, { DATABASE_URL })
      expect(second.keys).toEqual(first.keys)
      await drain(second)
    })

    test('it takes away what is kept for a while only', async () => {
      const DATABASE_URL = await freshUrl()
      const development = '/api/environments/development'
      const first = await startAsklet(runtime, { DATABASE_URL })
      await first.api('PATCH', development, { callLines: 100 })
      const batch = Array.from({ length: 150 }, (_, index) => trackOf(`m-${index}`))
      await post(`${first.url}/v1/batch`, first.keys.server, { batch })
      await drain(first)
      // A sweep is the first thing a process does.
      const second = await startAsklet(runtime, { DATABASE_URL })
      const countLines = async (): Promise<number> => {
        const response = await second.api('GET', `${development}/calls?limit=200`)
        const { items }: { items: unknown[] } = await response.json()
        return items.length
      }
      await expect.poll(countLines).toBe(100)
    })

    test.skipIf(isSkipped('sqld'))('with a libSQL server', async () => {
      const { url } = await startSqld()
      const asklet = await startAsklet(runtime, { DATABASE_URL: url })
      await scenario(asklet)
      await drain(asklet)
    })

    test.skipIf(isSkipped('sqld'))('with an embedded replica of a libSQL server', async () => {
      const { url } = await startSqld()
      const asklet = await startAsklet(runtime, { DATABASE_URL: await freshUrl(), DATABASE_SYNC_URL: url })
      await scenario(asklet)
      await drain(asklet)
    })
  })
})

describe.skipIf(isSkipped('workerd') || isSkipped('sqld'))('on a worker with a libSQL server', () => {
  test('it does the main job', async () => {
    const { url } = await startSqld()
    await scenario(await startWorker({ DATABASE_URL: url }))
  })

  test('requests at once do not wait for one another', async () => {
    const { url } = await startSqld()
    const worker = await startWorker({ DATABASE_URL: url })
    const ids = Array.from({ length: 40 }, (_, index) => `m-${index}`)
    const answers = await Promise.all(
      ids.map((id) => post(`${worker.url}/segment`, worker.keys.server, trackOf(id))),
    )
    expect(answers.map((answer) => answer?.status)).toEqual(ids.map(() => 200))
    const events = await worker.api('GET', '/api/environments/development/events')
    expect(await events.json()).toMatchObject({ items: [{ name: 'Load', count: ids.length }] })
  })

  test('without its server it answers 503, and recovers', async () => {
    const sqld = await startSqld()
    const worker = await startWorker({ DATABASE_URL: sqld.url })
    await sqld.kill()
    const refused = await post(`${worker.url}/segment`, worker.keys.server, trackOf('m-1'))
    expect(refused?.status).toBe(503)
    expect(refused?.headers.has('retry-after')).toBe(true)
    await sqld.start()
    expect((await post(`${worker.url}/segment`, worker.keys.server, trackOf('m-1')))?.status).toBe(200)
  })
})

async function drain(asklet: AskletProcess): Promise<void> {
  asklet.signal('SIGTERM')
  expect(await asklet.ended, asklet.output()).toBe(0)
}
