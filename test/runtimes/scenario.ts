/** The main job from end to end, asked of any running Asklet: the three doors in, people and events out, erasure. */
import { expect } from 'vitest'
import type { Asklet } from './asklet.ts'

const AT = new Date(Date.now() - 60_000).toISOString()
const DEV = '/api/environments/development'

export async function scenario({ url, keys, api }: Asklet): Promise<void> {
  const send = async (path: string, key: string, body: unknown): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const get = async (path: string): Promise<unknown> => (await api('GET', `${DEV}${path}`)).json()

  // One call by each door, in the order that Segment does not promise; the second of a message ID changes nothing.
  const clicked = {
    type: 'track',
    event: 'Clicked Button',
    anonymousId: 'anon-1',
    messageId: 'm-1',
    timestamp: AT,
  }
  for (const call of [clicked, clicked]) expect((await send('/segment', keys.server, call)).status).toBe(200)
  const page = {
    type: 'page',
    anonymousId: 'anon-1',
    messageId: 'm-2',
    properties: { url: 'https://shop.example/a' },
  }
  expect((await send('/webhook/segment', keys.server, [page, { type: 'screen' }])).status).toBe(200)
  const alias = { userId: 'userId123', previousId: 'anon-1', messageId: 'm-3' }
  expect((await send('/v1/alias', keys.browser, alias)).status).toBe(200)
  const traits = { firstName: 'James', lastName: 'Gibbon', company: { name: 'Æther 🚀' } }
  const batch = { batch: [{ type: 'identify', userId: 'userId123', messageId: 'm-4', traits }] }
  const accepted = await send('/v1/batch', keys.server, batch)
  expect(accepted.status).toBe(200)
  expect(await accepted.json()).toEqual({ success: true })
  expect((await send('/segment', 'ask_dev_wrong', clicked)).status).toBe(401)

  // A read begun after an acknowledgement reflects it.
  expect(await get('/people/userId123')).toMatchObject({
    userId: 'userId123',
    attributes: { firstName: 'James', lastName: 'Gibbon', 'company.name': 'Æther 🚀' },
    events: expect.arrayContaining([
      expect.objectContaining({ event: 'Clicked Button', count: 1 }),
      expect.objectContaining({ event: 'pageview', count: 1 }),
    ]),
  })
  expect(await get('/events')).toMatchObject({
    items: [{ name: 'Clicked Button', status: 'accepted', count: 1 }],
  })

  // With auto accept off, a new name waits for review.
  expect((await api('PATCH', DEV, { autoAccept: false })).status).toBe(200)
  expect(
    (await send('/segment', keys.server, { ...clicked, event: 'New Name', messageId: 'm-5' })).status,
  ).toBe(200)
  expect(await get('/requests')).toMatchObject({ items: [{ name: 'New Name', count: 1 }] })
  expect((await api('PATCH', DEV, { autoAccept: true })).status).toBe(200)

  // Erased, and older calls that still arrive do not bring the user back.
  expect((await send('/segment', keys.server, { type: 'delete', userId: 'userId123' })).status).toBe(200)
  const late = {
    type: 'identify',
    userId: 'userId123',
    messageId: 'm-6',
    timestamp: AT,
    traits: { plan: 'pro' },
  }
  expect((await send('/segment', keys.server, late)).status).toBe(200)
  expect((await api('GET', `${DEV}/people/userId123`)).status).toBe(404)

  const home = await fetch(`${url}/`)
  expect(home.status).toBe(200)
  expect(home.headers.get('content-type')).toContain('text/html')
  expect(await home.text()).toContain('<div id="app">')
}
