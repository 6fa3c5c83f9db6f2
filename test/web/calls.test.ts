import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  type Console,
  expectAccessible,
  hasBrowser,
  openPage,
  signUp,
  startConsole,
  VIEWS,
} from './browser.ts'
import { companyCalls, oddCalls, seed } from './seed.ts'

async function openCalls(console: Console, query = ''): Promise<Page> {
  const page = await openPage()
  await signUp(page, console)
  await page.goto(`${console.url}/development/calls${query}`)
  return page
}

const rows = (page: Page) => page.getByRole('table', { name: 'Calls' }).locator('tbody tr')
const pings = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    type: 'track',
    messageId: `ping-${first + at}`,
    userId: 'u1',
    event: `Ping ${first + at}`,
  }))

describe.skipIf(!hasBrowser)('Live calls', () => {
  it('leads to Connect until the first call appears by itself', async () => {
    const console = await startConsole()
    const page = await openCalls(console)
    await page.getByRole('heading', { name: 'Waiting for the first call…' }).waitFor()
    expect(await page.getByRole('link', { name: 'Connect Segment' }).getAttribute('href')).toBe(
      '/development/connect',
    )
    await console.send('development', {
      type: 'identify',
      userId: 'userId123',
      traits: { firstName: 'James' },
    })
    await expect
      .poll(() => rows(page).allInnerTexts())
      .toEqual([expect.stringMatching(/identify.*userId123.*stored.*userId123 is a user.*200/s)])
  })

  it('says what became of each call and why, and narrows it down by what the address says (C9)', async () => {
    const console = await startConsole()
    await seed(console, 'development', [...companyCalls({ users: 3 }), ...oddCalls()])
    const page = await openCalls(console)
    await rows(page).first().waitFor()
    const all = (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
    for (const said of [
      /invalid "event" is missing; a track call must name its event 200/,
      /group user-1 unsupported Group calls are not supported/,
      /track Order Completed user-3 duplicate This message ID came before/,
      /page anon-nobody held Held until anon-nobody is known/,
    ])
      expect(all).toContainEqual(expect.stringMatching(said))

    await page.getByLabel('Outcome').selectOption('duplicate')
    await page.waitForURL(/\?outcome=duplicate$/)
    await expect.poll(() => rows(page).count()).toBe(1)
    await page.getByRole('link', { name: 'Clear' }).click()
    await page.getByLabel('Type').selectOption('page')
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox', { name: 'User or anonymous ID' }).fill('anon-nobody')
    await page.waitForURL(/\?type=page&user=anon-nobody$/)
    await expect.poll(() => rows(page).count()).toBe(1)

    await page.reload()
    await expect.poll(() => rows(page).count()).toBe(1)
    await page.getByLabel('Outcome').selectOption('denied')
    await page.getByRole('heading', { name: 'No call meets these filters' }).waitFor()
    await page.getByRole('link', { name: 'Clear the filters' }).click()
    await expect.poll(() => rows(page).count()).toBe(all.length)
  })

  it('opens a call beside the list, walks on, copies, and closes, by keys alone', async () => {
    const console = await startConsole()
    await console.send('development', ...pings(1, 3))
    const page = await openCalls(console)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await rows(page).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog')
    await panel.getByRole('heading', { name: 'track · Ping 3' }).waitFor()
    await page.keyboard.press('j')
    await panel.getByRole('heading', { name: 'track · Ping 2' }).waitFor()
    expect(await panel.innerText()).toMatch(/Counts as Ping 2\..*Status sent back\s+200.*Tracking API/s)

    await panel.getByRole('button', { name: 'Copy: Payload' }).click()
    const copied: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
    expect(copied).toMatchObject({ type: 'track', messageId: 'ping-2', event: 'Ping 2' })

    // The address alone is enough, also where the list does not hold the call.
    await page.goto(`${page.url()}&user=nobody`)
    await panel.getByRole('heading', { name: 'track · Ping 2' }).waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.has('call')).toBe(false)
  })

  it('moves nothing under the eyes of who reads', async () => {
    const console = await startConsole()
    await console.send('development', ...pings(1, 60))
    const page = await openCalls(console)
    await rows(page).first().waitFor()
    await page.evaluate(() => scrollTo({ top: 600 }))
    const topBefore = await rows(page).nth(30).boundingBox()

    await console.send('development', ...pings(61, 12))
    const pill = page.getByRole('button', { name: '12 new' })
    await pill.waitFor()
    expect(await rows(page).count()).toBe(60)
    expect(await rows(page).nth(30).boundingBox()).toEqual(topBefore)

    await pill.click()
    await expect.poll(() => rows(page).count()).toBe(72)
    await expect.poll(() => rows(page).first().innerText()).toContain('Ping 72')
    expect(await page.evaluate(() => scrollY)).toBe(0)
  })

  it('goes on after an erasure took the newest lines away', async () => {
    const console = await startConsole()
    await console.send('development', { type: 'identify', userId: 'u1' }, ...pings(1, 2))
    const page = await openCalls(console)
    await expect.poll(() => rows(page).count()).toBe(3)
    await console.api('DELETE', '/environments/development/people/u1')
    await expect.poll(() => rows(page).first().innerText()).toMatch(/delete.*all of their data are erased/s)
  })

  it('pauses and goes on with p', async () => {
    const console = await startConsole()
    await console.send('development', ...pings(1, 1))
    const page = await openCalls(console)
    await rows(page).first().waitFor()
    await page.keyboard.press('p')
    await page.getByText('Paused', { exact: true }).first().waitFor()
    let asked = 0
    page.on('request', (request) => (asked += /\/calls\?/.test(request.url()) ? 1 : 0))
    await console.send('development', ...pings(2, 1))
    await page.waitForTimeout(2_000)
    expect(asked).toBe(0)
    expect(await rows(page).count()).toBe(1)
    await page.keyboard.press('p')
    await expect.poll(() => rows(page).count()).toBe(2)
  })

  it('answers "did it arrive?", and keeps looking', async () => {
    const console = await startConsole()
    await seed(console, 'development', oddCalls())
    const page = await openCalls(console)
    await rows(page).first().waitFor()
    const box = page.getByRole('search', { name: 'Did it arrive?' })
    await page.keyboard.press('d')
    await page.keyboard.type(' odd-twice ')
    await page.keyboard.press('Enter')
    await box.getByText('Yes: message "odd-twice" came (track): held. Held until').waitFor()
    expect(await box.getByRole('listitem').count()).toBe(2)

    await box.getByLabel('Did it arrive?').fill('m-late')
    await page.keyboard.press('Enter')
    await box.getByText('No: neither a message nor a user "m-late" came').waitFor()
    await console.send('development', { type: 'track', messageId: 'm-late', userId: 'u9', event: 'Late' })
    await box.getByText('Yes: message "m-late" came').waitFor()
    await box.getByRole('link', { name: /Late/ }).click()
    await page.getByRole('dialog').getByRole('heading', { name: 'track · Late' }).waitFor()
  })

  it('keeps a bounded number of lines, and finds the way back to the newest', async () => {
    const console = await startConsole()
    // Refused ones, as of those every one leaves a line.
    const refused = (from: number) =>
      Array.from({ length: 650 }, (_, at) => ({ type: 'group', userId: 'u1', messageId: `g-${from + at}` }))
    await console.send('development', ...refused(0))
    await console.send('development', ...refused(650))
    const page = await openCalls(console)
    const further = page.getByRole('button', { name: 'Show those before them instead' })
    await expect
      .poll(async () => {
        await page.keyboard.press('End')
        return further.isVisible()
      })
      .toBe(true)
    await page.getByText('1,000 calls are shown.').waitFor()
    expect(await rows(page).count()).toBe(1_000)
    await further.click()
    const back = page.getByRole('button', { name: 'Back to the newest' })
    await back.waitFor()
    expect(await rows(page).count()).toBeLessThanOrEqual(300)
    const newest = () => rows(page).first().locator('a').getAttribute('href')
    const before = await newest()
    await page.waitForTimeout(2_000)
    expect(await newest()).toBe(before)
    await back.click()
    await back.waitFor({ state: 'detached' })
    await expect.poll(newest).not.toBe(before)
  })

  it('says when only a sample is listed, until that is dismissed', async () => {
    const console = await startConsole()
    await console.api('PATCH', '/environments/development', { callsPerSecond: 5 })
    const page = await openCalls(console)
    for (let round = 0; round < 3; round++) {
      await console.send('development', ...pings(round * 100, 40))
      await page.waitForTimeout(1_000)
    }
    await page.reload()
    const notice = page.getByRole('listitem').filter({ hasText: 'Not every call is listed' })
    await expect.poll(() => notice.innerText()).toMatch(/Of 40 calls in one second, 5 are shown\./)
    await notice.getByRole('button', { name: 'Dismiss this notice' }).click()
    await notice.waitFor({ state: 'detached' })
  })

  it('lists apart what came without a right key', async () => {
    const console = await startConsole()
    const page = await openCalls(console)
    await page.getByRole('link', { name: 'Without a right key' }).first().click()
    await page.getByRole('heading', { name: 'None: every call had a right key' }).waitFor()
    await fetch(`${console.url}/segment`, {
      method: 'POST',
      headers: { authorization: 'Bearer ask_dev_00000000wrong' },
      body: JSON.stringify({ type: 'track', userId: 'u1', event: 'Secret Matter' }),
    })
    const line = page.getByRole('listitem').filter({ hasText: 'is not one of Asklet' })
    await line.waitFor({ timeout: 15_000 })
    expect(await line.innerText()).toContain('Segment destination (/segment)')
    expect(await page.content()).not.toMatch(/Secret Matter|00000000wrong/)
  })

  it('shows viewers no payload, and says why', async () => {
    const console = await startConsole()
    await console.send('development', ...pings(1, 1))
    const page = await openPage()
    await signUp(page, console)
    await console.setRole('viewer')
    await page.goto(`${console.url}/development/calls`)
    await rows(page).first().click()
    await page.getByText('Viewers see no payloads: they can hold personal data.').waitFor()
    expect(await page.getByRole('dialog').getByRole('region', { name: 'Payload' }).count()).toBe(0)
    await expectAccessible(page)
  })

  it('offers to try again, and says that it is offline while it keeps what it has', async () => {
    const console = await startConsole()
    await console.send('development', ...pings(1, 2))
    const page = await openPage(undefined, { expected: /Failed to load resource/ })
    await signUp(page, console)
    await page.route('**/calls?*', (route) => route.fulfill({ status: 503, body: 'busy' }))
    await page.goto(`${console.url}/development/calls`)
    await page.getByRole('alert').getByText('The server answered 503.').waitFor()
    await expectAccessible(page)
    await page.unroute('**/calls?*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => rows(page).count()).toBe(2)

    await page.context().setOffline(true)
    await page.getByText('Not reached').waitFor()
    await page.getByText('You are offline. What you see was read before.').waitFor()
    expect(await rows(page).count()).toBe(2)
    await page.context().setOffline(false)
    await page.locator('#content').getByText('Live', { exact: true }).waitFor()
  })

  it.each(VIEWS)('is accessible at $width pixels, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await signUp(page, console)
    await page.goto(`${console.url}/development/calls`)
    await page.getByRole('heading', { name: 'Waiting for the first call…' }).waitFor()
    await expectAccessible(page)
    await seed(console, 'development', [...companyCalls({ users: 6 }), ...oddCalls()])
    await page.goto(`${console.url}/development/calls?find=odd-twice`)
    await rows(page).first().waitFor()
    await page.getByText('Yes: message "odd-twice" came').waitFor()
    await expectAccessible(page)
    await rows(page).nth(5).locator('[data-row-link]').click()
    await page.getByRole('dialog').getByRole('heading', { name: 'Payload' }).waitFor()
    await expectAccessible(page)
    await fetch(`${console.url}/v1/track`, { method: 'POST', body: '{}' })
    await page.goto(`${console.url}/development/calls/keyless`)
    await page.getByText('The request has no key').waitFor()
    await expectAccessible(page)
  })
})
