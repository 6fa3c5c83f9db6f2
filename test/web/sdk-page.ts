/** Pages of somebody else's that carry the built SDK, before the real app. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { onTestFinished } from 'vitest'
import { CallLine } from '../../shared/call.ts'
import { EnvironmentList } from '../../shared/environment.ts'
import { Event } from '../../shared/event.ts'
import { pageOf } from '../../shared/page.ts'
import { sdkSnippet } from '../../shared/snippet.ts'
import { Survey } from '../../shared/survey.ts'
import { startConsole } from './browser.ts'

declare global {
  interface Window {
    /** What a page of a test notes. */
    noted: unknown[]
  }
}

const Surveys = pageOf(Survey)
const HERE = '/environments/development'

export type SdkWorld = Awaited<ReturnType<typeof startSdkWorld>>

/** The app, with what a test makes in its Development environment. */
export async function startSdkWorld() {
  const asklet = await startConsole()
  const { items } = v.parse(EnvironmentList, await (await asklet.api('GET', '/environments')).json())
  const sdkId = items.find(({ id }) => id === 'development')?.sdkId ?? ''
  const api = async (method: string, path: string, body?: unknown): Promise<unknown> =>
    (await asklet.api(method, HERE + path, body)).json()
  const of = { url: asklet.url, sdkId }

  return {
    ...asklet,
    ...of,
    snippet: sdkSnippet(of),
    own: api,
    set: (settings: object) => asklet.api('PATCH', HERE, settings),
    makeEvent: async (event: object) => v.parse(Event, await api('POST', '/events', event)),
    /** A survey in progress that the event of that ID triggers. */
    launch: async (event: string, given: object = {}): Promise<string> => {
      const { id } = v.parse(
        Survey,
        await api('POST', '/surveys', {
          name: 'A survey',
          platform: 'web',
          questions: [
            { id: 'score', type: 'nps', text: 'How likely are you to recommend us?' },
            { id: 'why', type: 'open', text: 'What is the reason?' },
          ],
          triggers: [{ event }],
          ...given,
        }),
      )
      await asklet.api('POST', `${HERE}/surveys/${id}/launch`)
      return id
    },
    survey: async (id: string): Promise<Survey> => {
      const { items: surveys } = v.parse(Surveys, await api('GET', '/surveys?limit=200'))
      const found = surveys.find((one) => one.id === id)
      if (!found) throw new Error(`there is no survey ${id}`)
      return found
    },
    /** Lines of Live calls, oldest first. */
    lines: async (): Promise<CallLine[]> =>
      v.parse(pageOf(CallLine), await api('GET', '/calls?limit=200')).items.toReversed(),
  }
}

/** What the page has posted since, in order. */
export function watchRequests(page: Page, { url }: Pick<SdkWorld, 'url'>): () => Promise<Posted[]> {
  const posted: Posted[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/sdk/`) || request.method() !== 'POST') return
    posted.push({
      path: new URL(request.url()).pathname.replace(/^\/sdk\/[^/]+/, ''),
      body: JSON.parse(request.postData() ?? '{}'),
    })
  })
  return async () => {
    // The server may have heard of a request before the test did: the browser answers this after it told of that.
    await page.evaluate(() => undefined)
    return posted
  }
}

export type Posted = {
  path: string
  body: {
    visitorId?: string
    userId?: string
    calls?: { type: string; messageId: string; attributes?: object }[]
    ask?: unknown
    answers?: object
    closed?: boolean
  }
}

export type Site = Record<string, string | { body: string; type?: string; headers?: Record<string, string> }>

/** A site of its own origin: HTML by path. Any other path answers the page of `/`, as single-page apps do. */
export async function openSite(site: Site): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/favicon.ico') return response.writeHead(204).end()
    const found = site[pathname] ?? site['/'] ?? ''
    const {
      body,
      type = 'text/html; charset=utf-8',
      headers = {},
    } = typeof found === 'string' ? { body: found } : found
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port }: Pick<AddressInfo, 'port'> = Object.assign({ port: 0 }, server.address())
  return `http://127.0.0.1:${port}`
}

export const html = (head: string, body = '<h1>A shop</h1>'): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${head}<body>${body}`
