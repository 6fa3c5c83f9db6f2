/** The main job from end to end, asked of any running Asklet: the three doors in, people and events out, erasure. */
import * as v from 'valibot'
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

  const made = async (path: string, body: object) =>
    v.parse(v.object({ id: v.string() }), await (await api('POST', DEV + path, body)).json())

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

  // Who meets a filter is counted, and a page whose visitor does is shown a survey, once.
  const filter = { kind: 'attribute', key: 'lastName', op: 'is', value: 'Gibbon' }
  expect(await (await api('POST', `${DEV}/audience`, { filter })).json()).toEqual({ count: 1 })
  const checkout = await made('/events', { name: 'Checkout' })
  const survey = await made('/surveys', {
    name: 'After a checkout',
    platform: 'web',
    questions: [{ id: 'score', type: 'nps', text: 'How likely are you to recommend us?' }],
    triggers: [{ event: checkout.id }],
    filter,
  })
  expect((await api('POST', `${DEV}/surveys/${survey.id}/launch`)).status).toBe(200)
  const { sdkId } = v.parse(v.object({ sdkId: v.string() }), await get(''))
  const sdk = async (path: string, body: unknown) => {
    const answer = await fetch(`${url}/sdk/${sdkId}${path}`, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.status).toBe(200)
    return answer.json()
  }
  const triggered = (visitorId: string, userId?: string) =>
    sdk('/calls', {
      visitorId,
      userId,
      sentAt: new Date().toISOString(),
      calls: [
        ...(userId ? [{ type: 'user', messageId: `${visitorId}-1`, timestamp: AT }] : []),
        { type: 'track', event: 'Checkout', messageId: `${visitorId}-2`, timestamp: AT },
      ],
      ask: { call: `${visitorId}-2` },
    })
  expect(await triggered('visitor-of-nobody')).toMatchObject({ survey: null })
  const shown = await triggered('visitor-of-james', 'userId123')
  expect(shown).toMatchObject({ survey: { survey: survey.id } })
  await sdk(`/showings/${shown.survey.showing}`, { answers: { score: 9 }, completed: true })
  expect(await get(`/surveys/${survey.id}/results`)).toMatchObject({ showings: 1, responses: 1 })

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
