/** The real app on a database of its own (a file unless said otherwise), with a clock that stands still until it is moved. */
import { setImmediate as turn } from 'node:timers/promises'
import * as v from 'valibot'
import { expect } from 'vitest'
import { setUpLink } from '../server/account/set-up.ts'
import { readConfig } from '../server/config.ts'
import type { Asset, Deps } from '../server/deps.ts'
import type { ConsoleApp } from '../server/console-app.ts'
import { wire } from '../server/entry/wire.ts'
import { createLog } from '../server/log.ts'
import { partOf } from '../server/routes/console/operation.ts'
import { openFile, type OpenDatabase } from './databases.ts'

export const ADMIN_TOKEN = 'the-admin-token-of-the-tests-0123456789'
export const START = Date.parse('2026-03-02T10:00:00.000Z')

export type TestApp = Awaited<ReturnType<typeof createTestApp>>

/** Inside a test: it is put away when the test ends. Every answer is held to what OpenAPI says of it. */
export async function createTestApp(
  variables: Record<string, string> = {},
  assets: Record<string, Asset> = {},
  open: OpenDatabase = openFile,
) {
  const database = await open()
  const clock = {
    at: START,
    forward(milliseconds: number) {
      clock.at += milliseconds
    },
  }
  const lines: string[] = []
  const config = readConfig({ ADMIN_TOKEN, LOG_LEVEL: 'debug', ...variables })
  const { app, doors, consoleApp, deps } = await wire({
    config,
    database,
    log: createLog(config.logLevel, (line) => void lines.push(line)),
    now: () => clock.at,
    peerAddress: () => '192.0.2.1',
    asset: async (path) => assets[path],
    turn: () => turn(),
  })
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await app.request(path, init)
    await expectAsDescribed(await consoleApp(), init.method ?? 'GET', path, response.clone())
    return response
  }

  return {
    app,
    doors,
    consoleApp,
    deps,
    clock,
    /** What was logged. */
    lines,
    request,
    /** As the holder of ADMIN_TOKEN. `body` is sent as JSON. */
    api: (method: string, path: string, body?: unknown) =>
      request(path, {
        method,
        headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    /** Nobody in particular, until `browser.signUp()` has made the first account. */
    browser: () => createBrowser(request, deps),
  }
}

/** A 2xx has the status and exactly the fields that its operation promises. */
async function expectAsDescribed(
  app: ConsoleApp,
  method: string,
  path: string,
  response: Response,
): Promise<void> {
  const [matched] = app.router.match(method, path.replace(/\?.*/, ''))
  const part = matched.map(([[handler]]) => partOf(handler)).find((one) => one?.kind === 'operation')
  if (part?.kind !== 'operation' || !response.ok) return
  const { answers } = part.operation
  expect(Object.keys(answers), `${method} ${path} answered a status that it does not describe`).toContain(
    String(response.status),
  )
  const answer = answers[response.status]
  if (answer === undefined || typeof answer === 'string') return
  const body: unknown = await response.json()
  expect(v.parse(answer, body), `${method} ${path} answered other than it describes`).toEqual(body)
}

/** Keeps cookies, and sends what a browser sends of its own accord. */
function createBrowser(request: (path: string, init: RequestInit) => Promise<Response>, deps: Deps) {
  const cookies = new Map<string, string>()
  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await request(path, {
      method,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Test browser',
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    send,
    /** Makes the first account by the printed link, and is signed in as it. */
    async signUp(email: string, password: string): Promise<Response> {
      const token = (await setUpLink(deps, ''))?.split('#token=')[1]
      return send('POST', '/api/set-up', { token, email, password })
    },
  }
}
