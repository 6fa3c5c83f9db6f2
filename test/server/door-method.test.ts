/** Doors take calls by POST, and say so to whoever opens their address. */
import { expect, test } from 'vitest'
import { openDoors } from './door-support.ts'

const message = 'This address takes calls by POST only'
const tracking = { success: false, code: 'method_not_allowed', message, error: message }

test.each([
  ['/segment', { message }],
  ['/segment/', { message }],
  ['/webhook/segment', { success: false, message }],
  ['/v1/track', tracking],
  ['/v1/i/', tracking],
  ['/v1/batch', tracking],
])('%s answers another method 405', async (path, answer) => {
  const { app } = await openDoors()
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    const response = await app.request(path, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await response.json()).toEqual(answer)
  }
  expect((await app.request(path, { method: 'HEAD' })).status).toBe(405)
})

test.each(['/v1', '/v1/nonsense', '/v1/projects/key', '/v1/p.js', '/sdk', '/sdk/', '/sdk/nobody/nonsense'])(
  '%s, which is no address, answers pages of any site that it is none',
  async (path) => {
    const { app } = await openDoors()
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await app.request(path, { method, headers: { origin: 'null' } })
      expect([method, response.status]).toEqual([method, 404])
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      if (method !== 'HEAD') expect(await response.json()).toMatchObject({ code: 'not_found' })
    }
    const preflight = await app.request(path, { method: 'OPTIONS', headers: { origin: 'null' } })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  },
)

test.each([
  ['/sdk/nobody/config', ['POST', 'PUT', 'PATCH', 'DELETE'], 'GET, HEAD'],
  ['/sdk/nobody/calls', ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST'],
  ['/sdk/nobody/showings/one', ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST'],
])('%s answers another method 405, to pages of any site', async (path, methods, allow) => {
  const { app } = await openDoors()
  for (const method of methods) {
    const { status, headers } = await app.request(path, { method, headers: { origin: 'https://shop.test' } })
    expect([method, status, headers.get('allow')]).toEqual([method, 405, allow])
    expect(headers.get('access-control-allow-origin')).toBe('*')
  }
  expect((await app.request(path, { method: 'OPTIONS' })).status).toBe(204)
})
