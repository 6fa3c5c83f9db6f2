/** Segment's SDK for servers, unchanged, against a listening Asklet. */
import { Analytics } from '@segment/analytics-node'
import { createAdaptorServer } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { type Doors, openDoors } from './door-support.ts'

async function listen({ app }: Doors): Promise<string> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

test.each([
  ['server', '/v1/batch'],
  ['browser', '/v1/import/'],
] as const)('@segment/analytics-node with a %s key at %s', async (kind, path) => {
  const doors = await openDoors()
  const host = await listen(doors)
  // The SDK's clock is now, and so the app's has to be.
  doors.clock.at = Date.now()
  const analytics = new Analytics({
    writeKey: doors.development[kind],
    host,
    path,
    flushAt: 3,
    maxRetries: 0,
  })
  const errors: unknown[] = []
  const statuses: number[] = []
  analytics.on('error', (error) => errors.push(error))
  analytics.on('http_response', ({ status }) => statuses.push(status))

  analytics.identify({ userId: 'userId123', traits: { firstName: 'James', lastName: 'Gibbon' } })
  analytics.alias({ userId: 'newUserId', previousId: 'userId123' })
  analytics.track({ userId: 'userId123', event: 'Clicked Button', properties: { label: 'Start' } })
  analytics.page({ userId: 'userId123', name: 'Home', properties: { url: 'https://shop.example/' } })
  analytics.screen({ userId: 'userId123', name: 'Home' })
  analytics.group({ userId: 'userId123', groupId: 'g' })
  analytics.track({ anonymousId: 'a', event: 'Seen', timestamp: new Date(doors.clock.at - 60_000) })
  await analytics.closeAndFlush()

  expect(errors).toEqual([])
  expect(statuses).toEqual([200, 200, 200])
  const lines = await doors.lines()
  const counted = lines.map(({ type, name, outcome }) => [type, name, outcome].join(' '))
  expect(counted.sort()).toEqual([
    'alias  stored',
    'group  unsupported',
    'identify  stored',
    'page Home counted',
    'screen Home unsupported',
    'track Clicked Button counted',
    'track Seen held',
  ])
  expect(lines.every(({ messageId }) => messageId?.startsWith('node-next-'))).toBe(true)
})

test('@segment/analytics-node is told of a wrong key, and drops what it had', async () => {
  const host = await listen(await openDoors())
  const analytics = new Analytics({ writeKey: 'wrong', host, maxRetries: 0 })
  const errors: unknown[] = []
  analytics.on('error', (error) => errors.push(error))
  analytics.track({ userId: 'u', event: 'E' })
  await analytics.closeAndFlush()
  expect(errors).toMatchObject([{ code: 'delivery_failure' }])
})
