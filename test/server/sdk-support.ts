/** A page with the web SDK, as the server sees it. */
import { expect } from 'vitest'
import { createSweep } from '../../server/sweep.ts'
import type { SdkReply } from '../../shared/sdk.ts'
import { createTestApp, type TestApp } from '../support.ts'

export type Page = ReturnType<typeof createPage>
let messages = 0

/** Of one environment, with its SDK ID and server key at hand. */
export async function createSdkWorld(environment: 'development' | 'production', test?: TestApp) {
  const app = test ?? (await createTestApp())
  const path = `/api/environments/${environment}`
  const read = async (at: string) => (await app.api('GET', path + at)).json()
  const { items } = await (await app.api('GET', '/api/environments')).json()
  const own = items.find(({ id }: { id: string }) => id === environment)
  const api = async (method: string, at: string, body?: unknown) => {
    const response = await app.api(method, path + at, body)
    const text = await response.text()
    expect(response.ok, `${method} ${at}: ${text}`).toBe(true)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    ...app,
    sweep: createSweep(app.deps),
    read,
    make: api,
    sdkId: own.sdkId,
    serverKey: own.keys[0].key,
    page: (visitorId = `visitor-${crypto.randomUUID()}`) => createPage(app, own.sdkId, visitorId),
    /** What Segment sends of the environment. */
    segment: async (...calls: object[]) => {
      const response = await app.app.request('/v1/batch', {
        method: 'POST',
        headers: { authorization: `Bearer ${own.keys[0].key}` },
        body: JSON.stringify({ batch: calls }),
      })
      expect(response.status).toBe(200)
    },
    /** A survey in progress, triggered by the Code event of that name, which is made where it is not there yet. */
    async launch(trigger: string, given: object = {}): Promise<string> {
      const { items: events } = await read('/events?limit=200')
      const event =
        events.find(({ name }: { name: string }) => name === trigger) ??
        (await api('POST', '/events', { name: trigger }))
      const { id } = await api('POST', '/surveys', {
        name: `On ${trigger}`,
        platform: 'web',
        questions: [{ id: 'score', type: 'nps', text: 'How likely are you to recommend us?' }],
        triggers: [{ event: event.id }],
        resurvey: { days: 0 },
        ...given,
      })
      await api('POST', `/surveys/${id}/launch`)
      return id
    },
  }
}

function createPage({ app }: TestApp, sdkId: string, visitorId: string) {
  const post = (path: string, body: unknown) =>
    app.request(`/sdk/${sdkId}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const call = (fields: object) => ({
    messageId: `message-${++messages}`,
    timestamp: new Date(0).toISOString(),
    ...fields,
  })
  const page = {
    visitorId,
    userId: undefined as string | undefined,
    signature: undefined as string | undefined,
    post,
    async send(calls: object[], more: object = {}): Promise<SdkReply> {
      const { userId, signature } = page
      const response = await post('/calls', {
        visitorId,
        userId,
        signature,
        sentAt: new Date(0).toISOString(),
        calls: calls.map(call),
        ...more,
      })
      expect(response.status).toBe(200)
      return response.json()
    },
    async setUserId(userId: string): Promise<void> {
      page.userId = userId
      await page.send([{ type: 'user' }])
    },
    /** Sends an event and asks for a survey. */
    async track(event: string, properties: object = {}): Promise<SdkReply> {
      const messageId = `message-${++messages}`
      return page.send([{ type: 'track', event, properties, messageId }], { ask: { call: messageId } })
    },
    answer: (showing: string, change: object) => post(`/showings/${showing}`, change),
  }
  return page
}
