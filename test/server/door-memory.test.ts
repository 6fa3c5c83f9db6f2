/** What a request holds while its calls wait for their commit: not its body, neither as it came nor as it was parsed. */
import { request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { bearer, holdWrites, listen, openDoors } from './door-support.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = v.parse(v.function(), runInNewContext('gc'))

const CALLS = 200
const batch = (round: number): string =>
  JSON.stringify({
    batch: Array.from({ length: CALLS }, (_, place) => ({
      type: 'track',
      userId: `u${place}`,
      event: 'Order Completed',
      messageId: `message-${round}-${place}`,
      properties: { note: 'x'.repeat(200) },
    })),
  })

/** Of each body from now on: its bytes, and what was parsed of it. */
function watchBodies(): WeakRef<object>[] {
  const held: WeakRef<object>[] = []
  const { parse } = JSON
  const { toString } = Buffer.prototype
  JSON.parse = (text, reviver) => {
    const value: unknown = parse(text, reviver)
    if (typeof value === 'object' && value !== null && 'batch' in value) held.push(new WeakRef(value))
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

test('a batch that waits leaves its body behind', async () => {
  const doors = await openDoors()
  const { development, deps } = doors
  const port = await listen(doors)
  const send = (body: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request({
        port,
        path: '/v1/batch',
        method: 'POST',
        headers: { ...bearer(development.server), 'content-length': Buffer.byteLength(body) },
      })
      sent.once('response', (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.once('error', reject)
      sent.end(body)
    })
  // Live calls shows so many a second; of those that follow nobody sees the content.
  expect(await send(batch(0))).toBe(200)

  const release = holdWrites(deps.database)
  const bodies = watchBodies()
  const sent = [send(batch(1)), send(batch(2))]
  await expect.poll(() => deps.metrics.text()).toMatch(new RegExp(`^asklet_calls_waiting ${2 * CALLS}$`, 'm'))
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
