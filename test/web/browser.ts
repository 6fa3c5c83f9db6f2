/** The real app on a real port, and a real browser before it. */
import { setImmediate as turn } from 'node:timers/promises'
import { serve, type ServerType } from '@hono/node-server'
import axe from 'axe-core'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import type { Role } from '../../shared/account.ts'
import { setUpLink } from '../../server/account/set-up.ts'
import { readConfig } from '../../server/config.ts'
import { readAssets } from '../../server/entry/assets.ts'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { wire } from '../../server/entry/wire.ts'
import { createLog } from '../../server/log.ts'
import { listLiveKeys } from '../../server/store/key.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const ADMIN_TOKEN = 'the-admin-token-of-the-tests-0123456789'

/** `describe.skipIf(!hasBrowser)`: elsewhere, CHROMIUM names the browser to use. */
export const hasBrowser = existsSync(CHROMIUM)

export const EMAIL = 'ada@example.com'
export const PASSWORD = 'correct horse battery'

/** Every page is looked at in all of these. */
export const VIEWS = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const
export type View = (typeof VIEWS)[number]

export type Console = Awaited<ReturnType<typeof startConsole>>

/** Inside a test: it is put away when the test ends. Its clock is the browser's. */
export async function startConsole(variables: Record<string, string> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'asklet-web-'))
  const database = openLocalDatabase({ url: `file:${join(directory, 'test.db')}` })
  const { app, deps } = await wire({
    config: readConfig({ ADMIN_TOKEN, ...variables }),
    database,
    log: createLog('warn', (line) => console.error(line)),
    now: Date.now,
    peerAddress: () => '127.0.0.1',
    asset: readAssets(new URL('../../dist/web/', import.meta.url)),
    turn: () => turn(),
  })
  const { server, port } = await listen(app.fetch)
  onTestFinished(async () => {
    await close(server)
    await deps.ingest.drain()
    await database.close()
    rmSync(directory, { recursive: true })
  })
  const url = `http://127.0.0.1:${port}`

  const request = (method: string, path: string, authorization: string, body?: unknown): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  return {
    url,
    /** What the first start prints. */
    setUpLink: async (): Promise<string> => {
      const link = await setUpLink(deps, url)
      if (link === undefined) throw new Error('there is an account already')
      return link
    },
    /** As the holder of ADMIN_TOKEN. @throws where it is refused. */
    api: async (method: string, path: string, body?: unknown): Promise<Response> => {
      const response = await request(method, `/api${path}`, `Bearer ${ADMIN_TOKEN}`, body)
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return response
    },
    /** To every account: only an admin is made by the printed link. */
    setRole: (role: Role) =>
      database.write([{ sql: 'UPDATE account SET role = ?, may_see_keys = 0', args: [role] }]),
    /** Sends calls by the Tracking API, as Segment's SDKs do. @throws where they are refused. */
    send: async (environment: string, ...calls: readonly object[]): Promise<void> => {
      const number = deps.definitions.environmentById(environment)?.number
      const keys = await listLiveKeys(database)
      const key = keys.find((one) => one.environment === number && one.kind === 'server')?.key
      const response = await request('POST', '/v1/batch', `Bearer ${key}`, { batch: calls })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    },
  }
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve({ server, port }))
  })
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // A page that is still open keeps its connection.
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}

let launched: Promise<Browser> | undefined

/** One for a file of tests. */
function browser(): Promise<Browser> {
  launched ??= chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  return launched
}
afterAll(async () => {
  await (await launched)?.close()
  launched = undefined
})

/** A fresh visitor. What the page says to its console as an error, or throws, fails the test when it ends. */
export async function openPage(
  { width, scheme }: View = VIEWS[0],
  options: { /** Errors that belong to the scenario. */ expected?: RegExp } = {},
): Promise<Page> {
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height: width < 500 ? 844 : 800 },
    colorScheme: scheme,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const errors: string[] = []
  const note = (text: string) => {
    if (!options.expected?.test(text)) errors.push(text)
  }
  page.on('console', (message) => message.type() === 'error' && note(message.text()))
  page.on('pageerror', (error) => note(String(error)))
  onTestFinished(async () => {
    await context.close()
    expect(errors, 'errors in the page').toEqual([])
  })
  return page
}

/** Makes the first account, and the page's visitor is signed in as it. */
export async function signUp(page: Page, { url, setUpLink: link }: Console): Promise<void> {
  const token = (await link()).split('#token=')[1]
  await post(page.context(), `${url}/api/set-up`, { token, email: EMAIL, password: PASSWORD })
}

/** The page's visitor is signed in to the account that `signUp` made. */
export async function signIn(page: Page, { url }: Console): Promise<void> {
  await post(page.context(), `${url}/api/sign-in`, { email: EMAIL, password: PASSWORD })
}

async function post(context: BrowserContext, url: string, data: object): Promise<void> {
  const response = await context.request.post(url, { data, headers: { 'sec-fetch-site': 'same-origin' } })
  if (!response.ok()) throw new Error(`${url}: ${response.status()} ${await response.text()}`)
}

/** axe finds nothing, and nothing sticks out sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n  ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n  ')}`,
    )
  })
  expect(violations).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, 'pixels wider than the screen').toBe(0)
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
