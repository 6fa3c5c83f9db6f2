/** When a survey comes and goes by the SDK, and what the page is told of it. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sdkScriptTag } from '../../shared/snippet.ts'
import { hasBrowser, openPage } from './browser.ts'
import { html, openSite, startSdkWorld, watchRequests } from './sdk-page.ts'

const READY = { success: true, surveyState: 'ready' }
const NONE = { success: true, surveyState: 'no survey' }

async function start(given: object = {}, expected?: RegExp) {
  const world = await startSdkWorld()
  const { id: event } = await world.makeEvent({ name: 'Signed Up' })
  const survey = await world.launch(event, given)
  const site = await openSite({ '/': html(world.snippet) })
  const page = await openPage(undefined, { expected })
  await page.goto(site)
  await page.waitForFunction(() => window.Asklet.loaded)
  return { world, event, survey, page, shown: page.locator('asklet-survey') }
}

const track = (page: Page) => page.evaluate(() => window.Asklet.track('Signed Up'))
const delayed = (event: string, delaySeconds: number) => ({ triggers: [{ event, delaySeconds }] })

/** One that comes later, in an environment that has no other. */
async function startDelayed(delaySeconds = 1) {
  const world = await startSdkWorld()
  const { id: event } = await world.makeEvent({ name: 'Signed Up' })
  const survey = await world.launch(event, delayed(event, delaySeconds))
  const page = await openPage()
  await page.goto(await openSite({ '/': html(world.snippet) }))
  await page.waitForFunction(() => window.Asklet.loaded)
  return { world, survey, page, shown: page.locator('asklet-survey') }
}

describe.skipIf(!hasBrowser)('a survey', () => {
  test('is loaded only when there is one, and from the same server', async () => {
    const { world, page } = await start()
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    await page.evaluate(() => window.Asklet.track('Another'))
    expect(loaded.filter((url) => url.includes('/assets/'))).toEqual([])
    expect(await track(page)).toEqual(READY)
    expect(loaded.filter((url) => url.includes('/assets/'))).toHaveLength(1)
    expect(loaded.filter((url) => !url.startsWith(world.url))).toEqual([])
  })

  test('tells listeners that it is there, how high it is, and that it is gone', async () => {
    const { page, shown } = await start()
    await page.evaluate(() => {
      window.noted = []
      const { UPDATES } = window.UserLeap
      const listener = (update: unknown): void => void window.noted.push(update)
      const broken = (): never => {
        throw new Error('a listener of the page')
      }
      for (const update of Object.values(UPDATES)) {
        void window.UserLeap('addListener', update, broken)
        void window.UserLeap('addListener', update, listener)
        void window.UserLeap('addListener', update, window.noted.push)
        void window.UserLeap('removeListener', update, window.noted.push)
      }
    })
    await track(page)
    await shown.getByRole('button', { name: 'Close' }).click()
    await expect
      .poll(() => page.evaluate(() => window.noted.at(-1)))
      .toEqual({
        name: 'survey.lifeCycle',
        state: 'dismissed',
      })
    const noted = await page.evaluate(() => window.noted)
    expect(noted).toContainEqual({ name: 'survey.height', contentFrameHeight: expect.any(Number) })
    expect(noted.filter((one) => Reflect.get(Object(one), 'name') !== 'survey.height')).toEqual([
      { name: 'survey.presented' },
      { name: 'survey.lifeCycle', state: 'presented' },
      { name: 'survey.closed' },
      { name: 'survey.lifeCycle', state: 'dismissed' },
    ])
  })

  test('is the only one: nothing is asked while it is there', async () => {
    const { world, page, shown } = await start()
    expect(await Promise.all([track(page), track(page)])).toEqual([READY, NONE])
    const sent = watchRequests(page, world)
    expect(await track(page)).toEqual(NONE)
    await shown.getByRole('button', { name: 'Close' }).click()
    await shown.waitFor({ state: 'detached' })
    expect(await track(page)).toEqual(READY)
    expect((await sent()).filter(({ body }) => body.ask)).toHaveLength(1)
    expect((await sent()).filter(({ body }) => body.closed)).toHaveLength(1)
  })

  test('is shown to debug by its ID, and not recorded', async () => {
    const { world, survey, page, shown } = await start()
    expect(await page.evaluate((id) => window.UserLeap.displaySurvey(id), survey)).toEqual(READY)
    await shown.waitFor()
    expect(await page.evaluate(() => window.Asklet.displaySurvey('svy_unknown'))).toEqual(NONE)
    await page.evaluate(() => window.Asklet.dismissActiveSurvey())
    await shown.waitFor({ state: 'detached' })
    expect(await world.survey(survey)).toMatchObject({ showings: 0 })
  })

  test('stands where the page says, and no higher', async () => {
    const { world, page, shown } = await start()
    const sent = watchRequests(page, world)
    await page.evaluate(() => {
      window.UserLeap.framePosition = 'topLeft'
      window.UserLeap.maxHeight = '25%'
    })
    await track(page)
    const frame = shown.locator('.survey')
    await expect.poll(async () => (await frame.boundingBox())?.height).toBeLessThanOrEqual(200)
    expect(await shown.getAttribute('data-position')).toBe('top-left')
    await page.evaluate(() => window.Asklet.dismissActiveSurvey())
    await expect.poll(async () => (await sent()).filter(({ body }) => body.closed).length).toBe(1)
    await page.evaluate(() => {
      delete window.UserLeap.maxHeight
      window.UserLeap.framePosition = 'center'
      window.UserLeap.overlayStyle = 'light'
    })
    await track(page)
    expect(await shown.getAttribute('data-position')).toBe('modal')
    expect(await frame.getAttribute('class')).toContain('veil-light')
  })

  test('is tried once more where the view does not arrive', async () => {
    const { world, page, shown } = await start({}, /Failed to load resource|net::ERR/)
    let failures = 0
    await page.route(
      `${world.url}/sdk/assets/*.js`,
      (route) => {
        failures++
        return route.abort()
      },
      { times: 1 },
    )
    expect(await track(page)).toEqual(READY)
    await shown.waitFor()
    expect(failures).toBe(1)
  })

  test('goes with the user who logs out', async () => {
    const { page, shown } = await start()
    await page.evaluate(() => window.Asklet.setUserId('one'))
    await track(page)
    await shown.waitFor()
    await page.evaluate(() => window.Asklet.logoutUser())
    await shown.waitFor({ state: 'detached' })
  })

  test('that is muted does not come', async () => {
    const { world, page, shown } = await start()
    const sent = watchRequests(page, world)
    await page.evaluate(() => window.Asklet.mute())
    expect(await track(page)).toEqual(NONE)
    await expect.poll(async () => (await world.lines()).map(({ name }) => name)).toContain('Signed Up')
    expect((await sent()).filter(({ body }) => body.ask)).toEqual([])
    await page.evaluate(() => window.Asklet.unmute())
    expect(await track(page)).toEqual(READY)
    await shown.waitFor()
  })

  test('does not come after a teardown, until the script is loaded again', async () => {
    const { world, page, shown } = await start()
    await track(page)
    await page.evaluate(() => window.Asklet.track('Last words'))
    await page.evaluate(() => window.Asklet.teardown())
    await shown.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toEqual({ ...NONE, success: false })
    await expect.poll(async () => (await world.lines()).map(({ name }) => name)).toContain('Last words')
    await page.evaluate(
      (tag) => document.head.append(document.createRange().createContextualFragment(tag)),
      sdkScriptTag(world),
    )
    await page.waitForFunction(() => window.Asklet.loaded)
    expect(await track(page)).toEqual(READY)
    expect(await page.evaluate(() => window.UserLeap === window.Asklet)).toBe(true)
  })
})

describe.skipIf(!hasBrowser)('a survey with a delay', () => {
  test('comes when it is over, and is recorded then', async () => {
    const { world, survey, page, shown } = await startDelayed()
    const sent = watchRequests(page, world)
    expect(await track(page)).toEqual(NONE)
    expect(await track(page)).toEqual(NONE)
    expect(await world.survey(survey)).toMatchObject({ showings: 0 })
    await shown.waitFor()
    expect(await world.survey(survey)).toMatchObject({ showings: 1 })
    expect((await sent()).at(-1)?.body).toMatchObject({ calls: [], ask: { survey, url: page.url() } })
  })

  test.each([
    ['logs out', 'logoutUser'],
    ['is muted', 'mute'],
    ['is torn down', 'teardown'],
  ] as const)('does not come to a page that %s', async (_, method) => {
    const { world, page, shown } = await startDelayed()
    const sent = watchRequests(page, world)
    await track(page)
    await page.evaluate((method) => window.Asklet[method](), method)
    await page.waitForTimeout(1_500)
    expect((await sent()).filter(({ body }) => body.ask)).toHaveLength(1)
    expect(await shown.count()).toBe(0)
  })
})
