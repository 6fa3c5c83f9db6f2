/** The built SDK in a page of another origin, from its snippet to the answers of a survey. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { SDK_METHODS, sdkScriptTag } from '../../shared/snippet.ts'
import { hasBrowser, openPage } from './browser.ts'
import { html, openSite, startSdkWorld } from './sdk-page.ts'

const built = (path: string): Buffer => readFileSync(new URL(`../../dist/web${path}`, import.meta.url))
const compressed = (path: string): number => gzipSync(built(path), { level: 9 }).length

test('the script is 4 KB before a survey shows, and the view 10 KB more', () => {
  const { view } = JSON.parse(built('/sdk/manifest.json').toString())
  expect(compressed('/sdk/v1.js')).toBeLessThanOrEqual(4_096)
  expect(compressed(view)).toBeLessThanOrEqual(10_240)
})

describe.skipIf(!hasBrowser)('the SDK in a page', () => {
  test('the guide’s own line makes the user known, before the script is there and after', async () => {
    const world = await startSdkWorld()
    const site = await openSite({
      '/': html(`${world.snippet}<script>UserLeap.setUserId('userId123')</script>`),
    })
    const page = await openPage()
    await page.goto(site)
    await expect
      .poll(() => world.own('GET', '/people/userId123').catch(() => null))
      .toMatchObject({ userId: 'userId123' })
    expect(
      await page.evaluate(async () => [
        window.Asklet === window.UserLeap,
        await window.UserLeap('setUserId', 'userId123'),
        await window.UserLeap.setUserId('userId123'),
      ]),
    ).toEqual([
      true,
      { success: true, surveyState: 'no survey' },
      { success: true, surveyState: 'no survey' },
    ])
  })

  test('a track call shows the survey, and its answers are stored one by one', async () => {
    const world = await startSdkWorld()
    const { id: event } = await world.makeEvent({ name: 'Signed Up' })
    const survey = await world.launch(event)
    const site = await openSite({ '/': html(world.snippet) })
    const page = await openPage()
    await page.goto(site)
    const result = await page.evaluate(() => window.Asklet.track('Signed Up', { plan: 'team' }))
    expect(result).toEqual({ success: true, surveyState: 'ready' })
    const shown = page.locator('asklet-survey')
    await shown.getByRole('radio', { name: '9' }).check({ force: true })
    await shown.getByRole('textbox').fill('It is quick')
    await expect.poll(() => world.survey(survey)).toMatchObject({ showings: 1, responses: 1, completions: 0 })
    await shown.getByRole('button', { name: 'Submit' }).click()
    await expect.poll(() => world.survey(survey)).toMatchObject({ responses: 1, completions: 1 })
  })

  test('has every method that the snippet keeps calls for, and no other', async () => {
    const world = await startSdkWorld()
    const site = await openSite({ '/': html(sdkScriptTag(world)) })
    const page = await openPage()
    await page.goto(site)
    await page.waitForFunction(() => window.Asklet?.loaded)
    const methods = await page.evaluate(() =>
      Object.entries(window.Asklet).flatMap(([name, value]) => (typeof value === 'function' ? name : [])),
    )
    expect(methods.toSorted()).toEqual(SDK_METHODS.toSorted())
  })
})
