/** What a request holds while its calls wait for their commit: not its body, neither as it came nor as it was parsed. */
import { request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { bearer, holdWrites, listen, openDoors } from './door-support.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = v.parse(v.function(), runInNewContext('gc'))

type Sent = { path: string; calls: number; body: (round: number) => object }
const track = (messageId: string) => ({
  type: 'track',
  userId: 'u1',
  event: 'Order Completed',
  messageId,
  properties: { note: 'x'.repeat(200) },
})
const CALLS = 200
const tracks = (round: number) => Array.from({ length: CALLS }, (_, place) => track(`${round}-${place}`))
const large = (round: number) => ({ ...track(`${round}`), properties: { note: 'x'.repeat(20_000) } })

const BATCH: Sent = { path: '/v1/batch', calls: CALLS, body: (round) => ({ batch: tracks(round) }) }
const EACH: readonly Sent[] = [
  BATCH,
  { path: '/v1/track', calls: 1, body: large },
  { path: '/segment', calls: 1, body: large },
  { path: '/webhook/segment', calls: CALLS, body: tracks },
  { path: '/webhook/segment', calls: 1, body: large },
]

/** Of each body from now on: its bytes, and what was parsed of it. */
function watchBodies(): WeakRef<object>[] {
  const held: WeakRef<object>[] = []
  const { parse } = JSON
  const { toString } = Buffer.prototype
  JSON.parse = (text, reviver) => {
    const value: unknown = parse(text, reviver)
    if (typeof value === 'object' && value !== null && text.length > 10_000) held.push(new WeakRef(value))
    return value
  }
  Buffer.prototype.toString = function (...how: [encoding?: BufferEncoding, start?: number, end?: number]) {
    if (this.length > 10_000) held.push(new WeakRef(this))
    return toString.apply(this, how)
  }
  onTestFinished(() => {
    JSON.parse = parse
    Buffer.prototype.toString = toString
  })
  return held
}

test.each(EACH)('$calls waiting at $path leave their body behind', async ({ path, calls, body }) => {
  const doors = await openDoors()
  const { development, deps } = doors
  const port = await listen(doors)
  const send = (to: string, value: object): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(value)
      const sent = request({
        port,
        path: to,
        method: 'POST',
        headers: { ...bearer(development.server), 'content-length': Buffer.byteLength(text) },
      })
      sent.once('response', (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.once('error', reject)
      sent.end(text)
    })
  // Live calls shows so many a second; of those that follow nobody sees the content.
  expect(await send(BATCH.path, BATCH.body(0))).toBe(200)

  const release = holdWrites(deps.database)
  const bodies = watchBodies()
  const sent = [1, 2].map((round) => send(path, body(round)))
  await expect.poll(() => deps.metrics.text()).toMatch(new RegExp(`^asklet_calls_waiting ${2 * calls}$`, 'm'))
  expect(bodies).toHaveLength(4)
  await expect
    .poll(() => {
      collectGarbage()
      return bodies.map((body) => body.deref() === undefined)
    })
    .toEqual([true, true, true, true])
  release()
  expect(await Promise.all(sent)).toEqual([200, 200])
})
