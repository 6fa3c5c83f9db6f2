/** Nothing that the SDK took is lost: without a connection, with a server that is down, over a reload. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, openPage } from './browser.ts'
import { html, openSite, type SdkWorld, startSdkWorld, watchRequests } from './sdk-page.ts'

const FAILED = /Failed to load resource|net::ERR/

/** How often each event came, by what Live calls says. */
const counted = async (world: SdkWorld, name: string): Promise<string[]> =>
  (await world.lines()).filter((line) => line.name === name).map(({ outcome }) => outcome)

async function open(world: SdkWorld): Promise<{ page: Page; site: string }> {
  const site = await openSite({ '/': html(world.snippet) })
  const page = await openPage(undefined, { expected: FAILED })
  await page.goto(site)
  await page.evaluate(() => window.Asklet.track('Ready'))
  await expect.poll(() => counted(world, 'Ready')).toHaveLength(1)
  return { page, site }
}

describe.skipIf(!hasBrowser)('what cannot be sent', () => {
  test('waits until there is a connection again', async () => {
    const world = await startSdkWorld()
    const { page } = await open(world)
    const sent = watchRequests(page, world)
    await page.context().setOffline(true)
    await page.evaluate(() => window.Asklet.track('Offline'))
    await expect.poll(async () => (await sent()).length).toBeGreaterThan(0)
    await page.context().setOffline(false)
    await expect.poll(() => counted(world, 'Offline')).toEqual(['held'])
    const ids = (await sent()).flatMap(({ body }) => body.calls ?? []).map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(1)
  })

  test('is sent again after an answer of 5xx, and a trigger is not asked for later', async () => {
    const world = await startSdkWorld()
    const { id } = await world.makeEvent({ name: 'Signed Up' })
    await world.launch(id)
    const { page } = await open(world)
    const sent = watchRequests(page, world)
    const calls = `${world.url}/sdk/*/calls`
    await page.route(calls, (route) =>
      route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' } }),
    )
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toEqual({
      success: false,
      surveyState: 'no survey',
    })
    await page.unroute(calls)
    await expect.poll(() => counted(world, 'Signed Up')).toEqual(['held'])
    expect((await sent()).filter(({ body }) => body.ask)).toHaveLength(1)
    expect(await page.locator('asklet-survey').count()).toBe(0)
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toMatchObject({
      surveyState: 'ready',
    })
  })

  test('is sent by the next page, and counted once', async () => {
    const world = await startSdkWorld()
    const { page } = await open(world)
    const calls = `${world.url}/sdk/*/calls`
    await page.route(calls, (route) => route.abort())
    await page.evaluate(() =>
      window.Asklet.track('Kept', { at: new Date(0), list: [1, 'two', { three: null }] }),
    )
    await page.evaluate(() => window.Asklet.setUserId('userId123'))
    await page.unroute(calls)
    await page.reload()
    await expect
      .poll(async () => (await counted(world, 'Kept')).filter((one) => one !== 'duplicate'))
      .toHaveLength(1)
    await expect
      .poll(() => world.own('GET', '/people/userId123').catch(() => ({})))
      .toMatchObject({
        events: expect.arrayContaining([expect.objectContaining({ event: 'Kept', count: 1 })]),
      })
    const line = (await world.lines()).find(({ name }) => name === 'Kept')
    expect(line?.payload).toMatchObject({
      properties: { at: '1970-01-01T00:00:00.000Z', list: [1, 'two', { three: null }] },
    })
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toHaveLength(1)
  })

  test('answers and a closing too', async () => {
    const world = await startSdkWorld()
    const { id } = await world.makeEvent({ name: 'Signed Up' })
    const survey = await world.launch(id)
    const { page } = await open(world)
    await page.evaluate(() => window.Asklet.track('Signed Up'))
    const shown = page.locator('asklet-survey')
    const showings = `${world.url}/sdk/*/showings/*`
    await page.route(showings, (route) => route.abort())
    await shown.getByRole('radio', { name: '9' }).check({ force: true })
    await shown.getByRole('textbox').waitFor()
    await page.keyboard.press('Escape')
    await shown.waitFor({ state: 'detached' })
    expect(await world.survey(survey)).toMatchObject({ showings: 1, responses: 0 })
    await page.unroute(showings)
    await page.reload()
    await expect.poll(() => world.survey(survey)).toMatchObject({ showings: 1, responses: 1, completions: 0 })
  })

  test('stays bounded', async () => {
    const world = await startSdkWorld()
    const { page } = await open(world)
    await page.route(`${world.url}/sdk/*/calls`, (route) => route.abort())
    const kept = await page.evaluate(async () => {
      for (let turn = 0; turn < 80; turn++) {
        void window.Asklet.track(`Flood ${turn}`, { text: 'x'.repeat(20_000) })
        await window.Asklet('track', 'Small')
      }
      return Object.values(localStorage).reduce((sum, text) => sum + text.length, 0)
    })
    expect(kept).toBeLessThan(1_000_000)
  })

  test('is dropped where the server refuses it, so that what follows goes on', async () => {
    const world = await startSdkWorld()
    const { page } = await open(world)
    await page.evaluate(() => window.Asklet.track('Too much', { text: 'x'.repeat(600_000) }))
    await page.evaluate(() => window.Asklet.track('Next'))
    await expect.poll(() => counted(world, 'Next')).toEqual(['held'])
  })
})
