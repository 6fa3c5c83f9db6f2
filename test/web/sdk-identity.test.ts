/** Who the SDK says that a visitor is, in one tab and in two, and what it keeps of them. */
import { createHmac } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Environment } from '../../shared/environment.ts'
import { hasBrowser, openPage } from './browser.ts'
import { html, openSite, type SdkWorld, startSdkWorld, watchRequests } from './sdk-page.ts'

const person = (world: SdkWorld, userId: string) =>
  world.own('GET', `/people/${userId}`).catch(() => undefined)
const names = async (world: SdkWorld): Promise<(string | null)[]> =>
  (await world.lines()).map(({ name }) => name)

async function open(world: SdkWorld, head = world.snippet): Promise<Page> {
  const page = await openPage()
  await page.goto(await openSite({ '/': html(head) }))
  await page.waitForFunction(() => window.Asklet.loaded)
  return page
}

/** What is on the device. */
const kept = async (page: Page, context: BrowserContext = page.context()): Promise<unknown> => ({
  local: await page.evaluate(() => ({ ...localStorage })),
  session: await page.evaluate(() => ({ ...sessionStorage })),
  databases: await page.evaluate(async () => (await indexedDB.databases()).length),
  cookies: await context.cookies(),
})
const NOTHING = { local: {}, session: {}, databases: 0, cookies: [] }

describe.skipIf(!hasBrowser)('a visitor', () => {
  test('is one over pages, and another one after another user ID or a logout', async () => {
    const world = await startSdkWorld()
    const page = await open(world)
    const sent = watchRequests(page, world)
    const next = async (name: string): Promise<void> => {
      await page.evaluate((name) => window.Asklet.track(name), name)
      await expect.poll(() => names(world)).toContain(name)
    }
    await next('Anonymous')
    await page.evaluate(() => window.Asklet.setUserId('one'))
    await next('As one')
    await page.reload()
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.evaluate(() => window.Asklet('setUserId', 'one'))
    await next('Still as one')
    await page.evaluate(() => window.Asklet.identifyAndTrack({ userId: 'two', eventName: 'As two' }))
    await expect.poll(() => names(world)).toContain('As two')
    await page.evaluate(() => window.Asklet.logoutUser())
    await next('As nobody')

    const all = await sent()
    const visitorOf = (name: string) =>
      all.find(({ body }) => body.calls?.some((call) => 'event' in call && call.event === name))?.body
    const [anonymous, one, still, two, nobody] = [
      'Anonymous',
      'As one',
      'Still as one',
      'As two',
      'As nobody',
    ].map(visitorOf)
    expect(anonymous?.visitorId).toMatch(/^[0-9a-f]{32}$/)
    expect([one?.visitorId, still?.visitorId]).toEqual([anonymous?.visitorId, anonymous?.visitorId])
    expect(new Set([one?.visitorId, two?.visitorId, nobody?.visitorId]).size).toBe(3)
    expect([one, still, two, nobody].map((batch) => batch?.userId)).toEqual(['one', 'one', 'two', undefined])
    expect(await person(world, 'one')).toMatchObject({
      events: expect.arrayContaining(
        ['Anonymous', 'As one', 'Still as one'].map((event) => expect.objectContaining({ event })),
      ),
    })
    expect(await person(world, 'two')).toMatchObject({ attributes: { $device: 'desktop' } })
  })

  test('is the same in every tab, also after a logout in one', async () => {
    const world = await startSdkWorld()
    const page = await open(world)
    await page.evaluate(() => window.Asklet.setUserId('one'))
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.waitForFunction(() => window.Asklet.loaded)
    const sent = watchRequests(other, world)
    await other.evaluate(() => window.Asklet.track('Here'))
    await expect.poll(() => names(world)).toContain('Here')
    await page.evaluate(() => window.Asklet.logoutUser())
    await other.evaluate(() => window.Asklet.track('Gone'))
    await expect.poll(() => names(world)).toContain('Gone')
    const all = await sent()
    const [here, gone] = [all.at(0)?.body, all.at(-1)?.body]
    expect([here?.userId, gone?.userId]).toEqual(['one', undefined])
    expect(here?.visitorId).not.toBe(gone?.visitorId)
  })

  test('takes attributes, their clearing, and an email', async () => {
    const world = await startSdkWorld()
    const page = await open(world)
    await page.evaluate(() => {
      const plan = { name: 'team' }
      void window.Asklet.setUserId('one')
      void window.Asklet.setAttribute('age', 40)
      void window.Asklet.setAttributes({ plan, old: true })
      plan.name = 'changed since'
      void window.Asklet.removeAttributes(['old'])
      void window.Asklet.identifyAndSetAttributes({ userId: 'one', attributes: { city: 'Bern' } })
      void window.Asklet.setEmail('ada@example.com')
    })
    await expect
      .poll(() => person(world, 'one'))
      .toMatchObject({
        attributes: { age: 40, 'plan.name': 'team', city: 'Bern', email: 'ada@example.com' },
      })
    expect(await person(world, 'one')).not.toHaveProperty('attributes.old')
  })

  test('is told what is wrong with a call, which is never thrown', async () => {
    const world = await startSdkWorld()
    const page = await open(world)
    const results = await page.evaluate(() => {
      const asklet = window.Asklet
      // As pages without types call it.
      const bad = (name: string, ...values: unknown[]): unknown =>
        Reflect.apply(asklet, null, [name, ...values])
      const circle: Record<string, unknown> = {}
      circle['self'] = circle
      return Promise.all([
        bad('track'),
        bad('setUserId', null),
        bad('setAttributes'),
        bad('removeAttributes', 5),
        bad('identifyAndTrack'),
        bad('noSuchMethod'),
        bad('track', 'Circle', circle),
        bad('setUserId', 42),
      ])
    })
    const failed = { success: false, surveyState: 'no survey' }
    expect(results).toEqual([
      { ...failed, message: 'No event name' },
      { ...failed, message: 'No user ID' },
      ...Array.from({ length: 5 }, () => failed),
      { ...failed, success: true },
    ])
    await expect.poll(() => person(world, '42')).toMatchObject({ userId: '42' })
  })
})

describe.skipIf(!hasBrowser)('consent', () => {
  test('keeps the device empty until it is given, and empties it when it is taken back', async () => {
    const world = await startSdkWorld()
    await world.set({ consentRequired: true })
    const page = await open(world)
    await page.evaluate(() => window.Asklet.setUserId('one'))
    await page.evaluate(() => window.Asklet.track('Before'))
    await expect.poll(() => names(world)).toContain('Before')
    expect(await kept(page)).toEqual(NOTHING)

    await page.evaluate(() => window.Asklet.consent(true))
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBeGreaterThan(0)
    expect(await kept(page)).toMatchObject({ session: {}, databases: 0, cookies: [] })

    // It is remembered.
    await page.reload()
    const sent = watchRequests(page, world)
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.evaluate(() => window.Asklet.track('After'))
    await expect.poll(() => names(world)).toContain('After')
    expect((await sent())[0]?.body.userId).toBe('one')
    expect(await page.evaluate(() => localStorage.length)).toBe(1)

    await page.evaluate(() => window.Asklet.consent(false))
    expect(await kept(page)).toEqual(NOTHING)
    await page.evaluate(() => history.pushState({}, '', '/unseen'))
    await page.evaluate(() => window.Asklet.track('Said by the page'))
    await expect.poll(() => names(world)).toContain('Said by the page')
    expect(JSON.stringify(await world.lines())).not.toContain('/unseen"},"')
    expect((await sent()).at(-1)?.body.calls?.map(({ type }) => type)).toEqual(['track'])
    expect(await kept(page)).toEqual(NOTHING)
  })

  test('is not given where the browser has Global Privacy Control', async () => {
    const world = await startSdkWorld()
    const page = await open(
      world,
      `<script>Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })</script>${world.snippet}`,
    )
    const sent = watchRequests(page, world)
    await page.evaluate(() => window.Asklet.consent(true))
    await page.evaluate(() => history.pushState({}, '', '/cart'))
    await page.evaluate(() => window.Asklet.track('Said by the page'))
    await expect.poll(() => names(world)).toContain('Said by the page')
    expect((await sent()).flatMap(({ body }) => body.calls ?? []).map(({ type }) => type)).toEqual(['track'])
    expect(await kept(page)).toEqual(NOTHING)
  })
})

describe.skipIf(!hasBrowser)('signed identity', () => {
  test('a user ID makes nobody known without a right signature, and the visitor a user with one', async () => {
    const world = await startSdkWorld()
    const page = await open(world)
    const { identitySecret } = v.parse(Environment, await world.own('POST', '/identity-secret'))
    await page.evaluate(() => window.Asklet.setUserId('one', '00'.repeat(32)))
    await page.evaluate(() => window.Asklet.track('Unsigned'))
    await expect.poll(() => names(world)).toContain('Unsigned')
    expect(await person(world, 'one')).toBeUndefined()

    const right = createHmac('sha256', identitySecret ?? '')
      .update('one')
      .digest('hex')
    await page.evaluate((signature) => window.Asklet.setUserId('one', signature), right)
    await expect
      .poll(() => person(world, 'one'))
      .toMatchObject({
        events: expect.arrayContaining([expect.objectContaining({ event: 'Unsigned' })]),
      })
  })
})
