/** The real app on a database file of its own, with a clock that stands still until it is moved. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { setUpLink } from '../server/account/set-up.ts'
import { createApp } from '../server/app.ts'
import { type Config, readConfig } from '../server/config.ts'
import type { Deps } from '../server/deps.ts'
import { openLocalDatabase } from '../server/entry/local-database.ts'
import { createDefinitions } from '../server/ingest/definitions.ts'
import { createIngest } from '../server/ingest/ingest.ts'
import { createKeyedHash } from '../server/ingest/keyed-hash.ts'
import { createLog } from '../server/log.ts'
import { createMetrics } from '../server/metrics.ts'
import { createFirstEnvironments } from '../server/store/environment.ts'
import { migrate } from '../server/store/migrate.ts'

export const ADMIN_TOKEN = 'the-admin-token-of-the-tests-0123456789'
export const START = Date.parse('2026-03-02T10:00:00.000Z')

export type TestApp = Awaited<ReturnType<typeof createTestApp>>

export async function createTestApp(variables: Record<string, string> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'asklet-'))
  const database = openLocalDatabase({ url: `file:${join(directory, 'test.db')}` })
  onTestFinished(async () => {
    await database.close()
    rmSync(directory, { recursive: true })
  })
  const clock = {
    at: START,
    forward(milliseconds: number) {
      clock.at += milliseconds
    },
  }
  const lines: string[] = []
  const config: Config = readConfig({ ADMIN_TOKEN, LOG_LEVEL: 'debug', ...variables })
  const log = createLog(config.logLevel, (line) => void lines.push(line))
  const now = () => clock.at
  const metrics = createMetrics()
  await migrate(database, now())
  await createFirstEnvironments(database, now())
  const definitions = await createDefinitions(database, now)
  const keyedHash = createKeyedHash(new Uint8Array(16))
  const deps: Deps = {
    config,
    database,
    definitions,
    ingest: createIngest({ database, definitions, keyedHash, log, metrics, now }),
    keyedHash,
    log,
    metrics,
    now,
    peerAddress: () => '192.0.2.1',
    asset: async () => undefined,
  }
  const app = createApp(deps)

  return {
    app,
    deps,
    clock,
    /** What was logged. */
    lines,
    /** As the holder of ADMIN_TOKEN. `body` is sent as JSON. */
    api: (method: string, path: string, body?: unknown) =>
      app.request(path, {
        method,
        headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    /** Nobody in particular, until `browser.signUp()` has made the first account. */
    browser: () => createBrowser(app, deps),
  }
}

/** Keeps cookies, and sends what a browser sends of its own accord. */
function createBrowser(app: ReturnType<typeof createApp>, deps: Deps) {
  const cookies = new Map<string, string>()
  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await app.request(path, {
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
