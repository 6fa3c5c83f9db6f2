/** The built npm package, as an app with a bundler has it, beside Segment's own SDK. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnalyticsBrowser } from '@segment/analytics-next'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { EnvironmentList } from '../../shared/environment.ts'
import { askletPlugin } from '../../web/sdk/package/analytics.ts'
import { hasBrowser, openPage } from './browser.ts'
import { html, openSite, startSdkWorld, watchRequests } from './sdk-page.ts'

declare global {
  interface Window {
    analytics: AnalyticsBrowser
  }
}

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** An app that has installed the package. */
const app = mkdtempSync(join(tmpdir(), 'asklet-app-'))
beforeAll(() => {
  mkdirSync(join(app, 'node_modules/@asklet'), { recursive: true })
  cpSync(at('dist/package'), join(app, 'node_modules/@asklet/web'), { recursive: true })
  symlinkSync(at('node_modules/@segment'), join(app, 'node_modules/@segment'))
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', type: 'module' }))
})
afterAll(() => rmSync(app, { recursive: true }))

const MAIN = `import { AnalyticsBrowser } from '@segment/analytics-next'
import { createAsklet, type Asklet } from '@asklet/web'
import { askletPlugin } from '@asklet/web/analytics'

export function start(id: string, url: string, writeKey: string): { asklet: Asklet; analytics: AnalyticsBrowser } {
  const asklet = createAsklet({ id, url: url + '/' })
  if (createAsklet({ id, url }) !== asklet) throw new Error('there are two')
  const analytics = AnalyticsBrowser.load(
    { writeKey, cdnURL: url },
    { integrations: { 'Segment.io': { apiHost: url.replace('http://', '') + '/v1', protocol: 'http' } } },
  )
  void analytics.register(askletPlugin(asklet))
  return { asklet, analytics }
}
`

async function bundle(id: string, url: string, writeKey: string): Promise<string> {
  writeFileSync(join(app, 'main.ts'), MAIN)
  writeFileSync(
    join(app, 'entry.ts'),
    `import { start } from './main.ts'
const { asklet, analytics } = start(${JSON.stringify(id)}, ${JSON.stringify(url)}, ${JSON.stringify(writeKey)})
Object.assign(window, { Asklet: asklet, analytics })`,
  )
  const output = await build({
    root: app,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: join(app, 'entry.ts'), output: { codeSplitting: false } },
    },
  })
  const [made] = Array.isArray(output) ? output : [output]
  const chunk = made && 'output' in made ? made.output[0] : undefined
  if (!chunk) throw new Error('nothing was built')
  return chunk.code
}

test('its types are those that analytics.js wants', () => {
  writeFileSync(join(app, 'main.ts'), MAIN)
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--moduleResolution',
    'bundler',
    '--module',
    'esnext',
    '--types',
    '',
  ]
  const tsc = at('node_modules/typescript/bin/tsc')
  expect(() =>
    execFileSync(process.execPath, [tsc, ...options, join(app, 'main.ts')], { cwd: app }),
  ).not.toThrow()
})

test('on a server it does nothing', async () => {
  const { createAsklet } = await import(join(app, 'node_modules/@asklet/web/index.js'))
  const asklet = createAsklet({ id: 'sdk_1', url: 'https://asklet.example.com' })
  expect(asklet.loaded).toBe(false)
  expect(await asklet.track('Signed Up')).toEqual({ success: false, surveyState: 'no survey' })
})

describe('the plugin where user IDs are signed', () => {
  const event = (userId: string) => ({ event: { userId, anonymousId: 'anonymous-1' } })

  /** What it tells the SDK, by a signature that comes when it is let. */
  function start() {
    const told: object[] = []
    const asked: { userId: string; give: (signature: string) => void; fail: () => void }[] = []
    const result = { success: true, surveyState: 'no survey' } as const
    const plugin = askletPlugin(
      {
        identifyAndSetAttributes: async (identity) => (told.push(identity), result),
        logoutUser: async () => (told.push({ logout: true }), result),
      },
      { sign: (userId) => new Promise((give, fail) => asked.push({ userId, give, fail })) },
    )
    return { plugin, asked, ids: () => told.filter((one) => 'userId' in one) }
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve))

  test('asks once for each user, and says them with their signature', async () => {
    const { plugin, asked, ids } = start()
    plugin.identify(event('one'))
    plugin.track(event('one'))
    expect(asked.map(({ userId }) => userId)).toEqual(['one'])
    expect(ids()).toEqual([])
    asked[0]?.give('signed one')
    await settled()
    expect(new Set(ids().map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ userId: 'one', signature: 'signed one' })]),
    )
  })

  test('does not say who was followed by another while their signature was made', async () => {
    const { plugin, asked, ids } = start()
    plugin.identify(event('one'))
    plugin.identify(event('two'))
    asked[1]?.give('signed two')
    asked[0]?.give('signed one')
    await settled()
    expect(ids()).toEqual([{ userId: 'two', signature: 'signed two' }])
  })

  test('asks again after it could not be had', async () => {
    const { plugin, asked, ids } = start()
    plugin.identify(event('one'))
    asked[0]?.fail()
    await settled()
    expect(ids()).toEqual([])
    plugin.track(event('one'))
    asked[1]?.give('signed one')
    await settled()
    expect(ids()).toEqual([{ userId: 'one', signature: 'signed one' }])
  })
})

describe.skipIf(!hasBrowser)('with analytics.js', () => {
  test('a visitor is who Segment says, their events choose surveys, and each call counts once', async () => {
    const world = await startSdkWorld()
    const { items } = v.parse(EnvironmentList, await (await world.api('GET', '/environments')).json())
    const writeKey = items[0]?.keys.find(({ kind }) => kind === 'browser')?.key ?? ''
    const { id } = await world.makeEvent({ name: 'Opened Report' })
    await world.launch(id, {
      filter: { kind: 'event', event: 'Order Completed', measure: 'occurrences', op: 'gte', value: 2 },
    })
    const code = await bundle(world.sdkId, world.url, writeKey)
    const site = await openSite({
      '/': html('<script type="module" src="/app.js"></script>'),
      '/app.js': { body: code, type: 'text/javascript' },
    })
    const page = await openPage()
    const sent = watchRequests(page, world)
    await page.goto(site)
    await page.waitForFunction(() => window.Asklet?.loaded)
    await page.evaluate(() => window.analytics.track('Order Completed', { revenue: 40 }))
    await page.evaluate(() => window.analytics.identify('userId123', { plan: 'team' }))
    await page.evaluate(() => window.analytics.track('Order Completed', { revenue: 2 }))
    const person = () => world.own('GET', '/people/userId123').catch(() => ({}))
    const visitor = async () => (await sent()).find(({ body }) => body.userId)?.body.visitorId
    await expect.poll(visitor).toBeDefined()
    await expect.poll(person).toMatchObject({
      attributes: { plan: 'team', $device: 'desktop' },
      visitors: expect.arrayContaining([await visitor()]),
      events: expect.arrayContaining([expect.objectContaining({ event: 'Order Completed', count: 2 })]),
    })
    expect(
      (await sent()).flatMap(({ body }) => body.calls ?? []).filter(({ type }) => type === 'track'),
    ).toEqual([])

    expect(await page.evaluate(() => window.Asklet.track('Opened Report'))).toMatchObject({
      surveyState: 'ready',
    })
    await page.evaluate(() => window.analytics.reset())
    await page.locator('asklet-survey').waitFor({ state: 'detached' })
    await page.evaluate(() => window.Asklet.track('Opened Report'))
    await expect.poll(async () => (await sent()).at(-1)?.body.userId).toBeUndefined()
    expect((await sent()).at(-1)?.body.visitorId).not.toBe(await visitor())
  })
})
