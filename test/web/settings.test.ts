import { describe, expect, it } from 'vitest'
import { deviceOf } from '../../web/console/pages/settings/device.ts'
import { boundsOf, LIMITS } from '../../web/console/pages/settings/limits.ts'
import {
  EMAIL,
  expectAccessible,
  hasBrowser,
  openPage,
  PASSWORD,
  signIn,
  signUp,
  startConsole,
  VIEWS,
} from './browser.ts'

describe.skipIf(!hasBrowser)('Settings', () => {
  it('changes windows and limits, and takes a change back', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const stored = async (): Promise<{ heldDays: number; timeZone: string }> =>
      (await console.api('GET', '/environments/production')).json()

    await page.goto(`${console.url}/production/settings`)
    const save = page.getByRole('button', { name: 'Save' })
    await expect.poll(() => save.isDisabled()).toBe(true)
    await page.getByLabel('Unknown people are held for').fill('14')
    await page.getByLabel('Time zone').selectOption('Europe/Berlin')
    await save.click()
    await page.getByText('Saved').waitFor()
    expect(await stored()).toMatchObject({ heldDays: 14, timeZone: 'Europe/Berlin' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(stored).toMatchObject({ heldDays: 7, timeZone: 'UTC' })
    await expect.poll(() => page.getByLabel('Unknown people are held for').inputValue()).toBe('7')
  })

  it('says at the field what is not right, and goes there', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /400/ })
    await signUp(page, console)
    await page.goto(`${console.url}/development/settings`)
    const field = page.getByLabel('Kept for')
    await field.fill('400')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('must be at most 30').waitFor()
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await expectAccessible(page)
  })

  it('requires signatures', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/settings`)
    await page.getByRole('switch', { name: 'Take webhook calls only with a right signature' }).click()
    await expect.poll(() => page.getByRole('switch', { name: /right signature/ }).isChecked()).toBe(true)
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('heading', { name: 'Sign the calls', exact: true }).waitFor()
  })

  it('sets how often people are asked, and whether a visitor must consent', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const stored = async (): Promise<unknown> => (await console.api('GET', '/environments/production')).json()
    await page.goto(`${console.url}/production/settings`)
    await page.getByLabel('Days between two surveys').fill('0')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(stored).toMatchObject({ resurveyDays: 0, consentRequired: false })
    await page.getByRole('switch', { name: 'Keep nothing on a device before consent' }).click()
    await expect.poll(stored).toMatchObject({ consentRequired: true })
  })

  it('asks for signed user IDs, and says how to sign', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const stored = async (): Promise<{ identitySigned: boolean; identitySecret: string | null }> =>
      (await console.api('GET', '/environments/production')).json()
    await page.goto(`${console.url}/production/settings`)
    await page.getByRole('button', { name: 'Ask for signatures' }).click()
    await page.getByRole('button', { name: 'Show the identity secret' }).click()
    const secret = (await stored()).identitySecret ?? ''
    await page.getByText(secret).waitFor()
    await page.getByText('Python').click()
    await page.getByRole('region', { name: 'Signing in Python' }).getByText('hexdigest').waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Ask for no signatures' }).click()
    expect((await stored()).identitySigned).toBe(true)
    await page.getByRole('button', { name: 'Close this message' }).last().click()
    await expect.poll(stored).toMatchObject({ identitySigned: false, identitySecret: null })
    await page.getByRole('button', { name: 'Ask for signatures' }).waitFor()
  })

  it('lists sessions and ends one', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const elsewhere = await openPage(undefined, { expected: /401/ })
    await signIn(elsewhere, console)

    await page.goto(`${console.url}/development/settings/account`)
    await page.getByText('this one').waitFor()
    await page.getByRole('button', { name: /^End/ }).click()
    await page.getByRole('button', { name: 'Close this message' }).click()
    await expect.poll(() => page.getByRole('button', { name: /^End/ }).count()).toBe(0)
    await elsewhere.goto(`${console.url}/development/events`)
    await elsewhere.waitForURL((url) => url.pathname === '/sign-in')
  })

  it('changes the password', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /40[01]/ })
    await signUp(page, console)
    await page.goto(`${console.url}/development/settings/account`)
    await page.getByLabel('Current password').fill('not this one')
    await page.getByLabel('New password').fill('another good password')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Current password').fill(PASSWORD)
    await page.getByLabel('New password').fill('another good password')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('The password is changed').waitFor()

    const other = await openPage(undefined, { expected: /401/ })
    await other.goto(`${console.url}/sign-in`)
    await other.getByLabel('Email').fill(EMAIL)
    await other.getByLabel('Password').fill('another good password')
    await other.keyboard.press('Enter')
    await other.getByRole('heading', { name: 'Connect', level: 1 }).waitFor()
  })

  it.each(VIEWS)('is accessible at $width, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await signUp(page, console)
    for (const path of ['settings', 'settings/account', 'surveys']) {
      await page.goto(`${console.url}/production/${path}`)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await expectAccessible(page)
    }
  })
})

describe('the form of the limits', () => {
  it.each(LIMITS.flatMap(({ limits }) => limits))('$name has bounds round its usual value', ({ name }) => {
    const { least, usual, most } = boundsOf(name)
    expect(least).toBeGreaterThanOrEqual(0)
    expect(most).toBeLessThan(Number.MAX_SAFE_INTEGER)
    expect(least).toBeLessThanOrEqual(usual)
    expect(usual).toBeLessThanOrEqual(most)
  })
})

describe('a session’s device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
      'Safari on macOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['', 'Unknown browser'],
  ])('%s is %s', (userAgent, words) => {
    expect(deviceOf(userAgent)).toBe(words)
  })
})
