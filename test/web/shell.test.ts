import { describe, expect, it } from 'vitest'
import { timeAgo } from '../../web/console/time.tsx'
import { expectAccessible, hasBrowser, openPage, signUp, startConsole, VIEWS } from './browser.ts'

describe.skipIf(!hasBrowser)('The frame of the console', () => {
  it('goes by keys, lists them, and lets them be turned off', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('heading', { name: 'Connect', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press(',')
    await page.waitForURL(`${console.url}/development/settings`)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent), {
        message: 'the focus is on the title',
      })
      .toBe('Settings')

    // While one types, keys are text.
    await page.getByLabel('Name').press('End')
    await page.keyboard.type('?gc')
    expect(await page.getByLabel('Name').inputValue()).toBe('Development?gc')

    await page.getByRole('heading', { name: 'Settings', level: 1 }).focus()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByText('Live calls').waitFor()
    await expectAccessible(page)
    await sheet.getByRole('switch').click()
    await page.keyboard.press('Escape')
    await expect.poll(() => sheet.count()).toBe(0)
    await page.keyboard.press('?')
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    expect(await sheet.count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/development/settings')
  })

  it('makes Production impossible to mistake, and keeps the page when switching', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/settings`)
    await page.getByRole('button', { name: /Development/ }).click()
    await page.getByRole('menuitemradio', { name: /Production/ }).click()
    await page.waitForURL(`${console.url}/production/settings`)
    await page.getByText('These are your real users').waitFor()
    await expect.poll(() => page.title()).toBe('Settings · Production · Asklet')
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Production')

    // The next visit begins where one was.
    await page.goto(console.url)
    await page.waitForURL(`${console.url}/production/connect`)
  })

  it('has its menu in a drawer on a narrow screen', async () => {
    const console = await startConsole()
    const page = await openPage(VIEWS[2])
    await signUp(page, console)
    await page.goto(`${console.url}/development/surveys`)
    await page.getByRole('heading', { name: 'No surveys yet' }).waitFor()
    await page.getByRole('button', { name: 'Menu' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Settings' }).click()
    await page.waitForURL(`${console.url}/development/settings`)
    await expect.poll(() => page.getByRole('dialog', { name: 'Menu' }).count()).toBe(0)
  })

  it('follows the system’s scheme until one is chosen, and remembers that', async () => {
    const console = await startConsole()
    const page = await openPage(VIEWS[0])
    await signUp(page, console)
    await page.goto(`${console.url}/development/surveys`)
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await ground()
    await page.getByRole('button', { name: 'account and appearance' }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    await expect.poll(ground).not.toBe(light)
    const dark = await ground()
    await page.reload()
    await expect.poll(ground).toBe(dark)
  })

  it('keeps what was read while the server is away, and says so', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ })
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByText('Waiting for the first call…').waitFor()
    await page.context().setOffline(true)
    await page.getByText('You are offline.').first().waitFor()
    await page.getByText('Waiting for the first call…').waitFor()
    await expectAccessible(page)
    await page.context().setOffline(false)
    await expect.poll(() => page.getByText('You are offline.').count()).toBe(0)
  })

  it('asks a slow server more rarely, and a quick one again at its pace', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.clock.install()
    let asked = 0
    let takes = 15_000
    await page.route('**/calls?limit=5', async (route) => {
      asked++
      if (takes > 0) await page.clock.runFor(takes)
      await route.continue()
    })
    // Every two seconds by itself; after a reading of 15 s not for four times as long. The clock also goes by itself.
    await page.goto(`${console.url}/development/connect`)
    await page.getByText('Waiting for the first call').waitFor()
    await expect.poll(() => asked).toBe(1)
    takes = 0
    await page.clock.runFor(30_000)
    expect(asked).toBe(1)
    await page.clock.runFor(31_000)
    await expect.poll(() => asked).toBe(2)
    const runSome = () => page.clock.runFor(2_000).then(() => asked)
    await expect.poll(runSome).toBeGreaterThan(2)
  })

  it('says so where a page does not exist', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/nothing`)
    await page.getByText('There is no such page').waitFor()
    await expectAccessible(page)
    await page.goto(`${console.url}/nowhere/events`)
    await page.getByText('“nowhere” is not the name of an environment.').waitFor()
    await expectAccessible(page)
  })

  it('lets the keyboard skip to the content', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/surveys`)
    await page.getByRole('heading', { name: 'No surveys yet' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  })
})

describe('how long ago', () => {
  const now = Date.parse('2026-03-02T10:00:00.000Z')
  it.each([
    ['2026-03-02T10:00:20.000Z', 'now'],
    ['2026-03-02T09:59:58.000Z', 'now'],
    ['2026-03-02T09:59:48.000Z', '12 s ago'],
    ['2026-03-02T09:55:00.000Z', '5 min ago'],
    ['2026-03-02T07:00:00.000Z', '3 h ago'],
    ['2026-03-01T09:00:00.000Z', 'yesterday'],
    ['2026-02-24T09:00:00.000Z', '6 days ago'],
    ['2026-01-04T12:00:00.000Z', '4 Jan'],
    ['2024-03-04T12:00:00.000Z', '4 Mar 2024'],
  ])('%s is %s', (at, words) => {
    expect(timeAgo(at, now)).toBe(words)
  })
})
