/** A database thread that dies or hangs makes its calls fail as unavailable, and hurts no later one. */
import { expect, onTestFinished, test } from 'vitest'
import { startThread } from '../../server/entry/thread.ts'
import { createLog } from '../../server/log.ts'
import { Unavailable } from '../../server/store/database.ts'

function faultyThread(lingerMilliseconds?: number) {
  const lines: string[] = []
  const module = new URL('./faulty-thread.js', import.meta.url)
  const log = createLog('error', (line) => void lines.push(line))
  const thread = startThread({ module, log, lingerMilliseconds }, { url: 'file:unused' }, { mayEnd: true })
  onTestFinished(() => thread.close())
  const call = (sql: string, within?: number) => thread.call({ kind: 'read', sql }, within)
  return { call, lines, close: () => thread.close() }
}
const said = (sql: string) => [{ rows: [{ said: sql }], changes: 0 }]

test.each(['die', 'throw'])(
  'one that would %s fails every call under way, and the next starts another',
  async (sql) => {
    const { call, lines } = faultyThread()
    expect(await call('hello')).toEqual(said('hello'))
    const underWay = [call('late'), call(sql), call('never answered')]
    for (const lost of await Promise.allSettled(underWay))
      expect(lost).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) })
    expect(lines).toHaveLength(1)
    expect(await call('hello again')).toEqual(said('hello again'))
  },
)

test('one that hangs is not called again until it has answered', async () => {
  const { call } = faultyThread()
  expect(await call('hello', 5_000)).toEqual(said('hello'))
  await expect(call('late', 20)).rejects.toThrow('The database did not answer within 20 ms')
  await expect(call('hello', 20)).rejects.toThrow(Unavailable)
  await expect.poll(() => call('hello', 5_000).catch(() => 'refused')).toEqual(said('hello'))
})

test('one that nobody needs is let go, and started again by the next call', async () => {
  const { call, lines } = faultyThread(30)
  const [first, again] = await Promise.all([call('thread'), call('thread')])
  expect(again).toEqual(first)
  await expect.poll(() => call('thread'), { interval: 100 }).not.toEqual(first)
  expect(lines).toEqual([])
})

test('while one starts the runtime is told so, the last time when it has started', async () => {
  const module = new URL('./faulty-thread.js', import.meta.url)
  let told = 0
  const whileStarting = (): void => void (told += 1)
  const log = createLog('error', () => undefined)
  const thread = startThread({ module, log, whileStarting }, { url: 'file:unused' })
  onTestFinished(() => thread.close())
  expect(told).toBe(0)
  expect(await thread.call({ kind: 'read', sql: 'hello' })).toEqual(said('hello'))
  const before = told
  expect(before).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(told).toBe(before)
})

test('one that is closed answers what is under way, and starts no other', async () => {
  const { call, close } = faultyThread(30)
  const underWay = call('hello')
  const closing = close()
  await expect(call('late')).rejects.toThrow('The database is closed')
  await closing
  expect(await underWay).toEqual(said('hello'))
  await expect(call('late')).rejects.toThrow(Unavailable)
})
