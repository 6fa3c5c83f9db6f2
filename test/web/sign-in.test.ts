import { describe, expect, it } from 'vitest'
import { insideOf } from '../../web/console/pages/sign-in/inside-of.ts'
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

describe.skipIf(!hasBrowser)('before anyone is signed in', () => {
  it('makes the first account by the printed link, once, and opens Connect', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /403|409/ })
    const link = await console.setUpLink()
    await page.goto(link)
    await page.getByLabel('Email').fill(EMAIL)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Make the account' }).click()
    await page.waitForURL(`${console.url}/development/connect`)
    await expect.poll(() => page.title()).toBe('Connect · Development · Asklet')

    const second = await openPage(undefined, { expected: /40[0-9]/ })
    await second.goto(link)
    await second.getByLabel('Email').fill('eve@example.com')
    await second.getByLabel('Password').fill(PASSWORD)
    await second.getByRole('button', { name: 'Make the account' }).click()
    await second.getByRole('alert').waitFor()
    expect(new URL(second.url()).pathname).toBe('/set-up')
  })

  it('says what is missing where the link was cut off', async () => {
    const console = await startConsole()
    const page = await openPage()
    await page.goto(`${console.url}/set-up`)
    await page.getByRole('heading', { name: 'This link is not complete' }).waitFor()
  })

  it('says where the link is while there is no account', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /401/ })
    await page.goto(console.url)
    await page.waitForURL(`${console.url}/sign-in`)
    await page.getByText('Asklet printed a link').waitFor()
    await signUp(await openPage(), console)
    await page.getByRole('button', { name: 'I have made it: sign in' }).click()
    await page.getByLabel('Password').waitFor()
  })

  it('leads back to where one was, and signs out', async () => {
    const console = await startConsole()
    await signUp(await openPage(), console)
    const page = await openPage(undefined, { expected: /401/ })
    await page.goto(`${console.url}/production/settings?from=a-link`)
    await page.waitForURL((url) => url.pathname === '/sign-in')

    await page.getByLabel('Email').fill(EMAIL)
    await page.getByLabel('Password').fill('not this one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('No account has this email')

    await page.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${console.url}/production/settings?from=a-link`)
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()

    await page.getByRole('button', { name: 'account and appearance' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL((url) => url.pathname === '/sign-in')
    await page.goBack()
    await page.waitForURL((url) => url.pathname === '/sign-in')
  })

  it('notices that a session ended elsewhere, and comes back to the same page', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /401/ })
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('heading', { name: 'Connect', level: 1 }).waitFor()
    await page.context().clearCookies()
    await page.waitForURL((url) => url.pathname === '/sign-in')
    expect(new URL(page.url()).searchParams.get('to')).toBe('/development/connect')
    await signIn(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('heading', { name: 'Connect', level: 1 }).waitFor()
  })

  it.each(VIEWS)('is accessible at $width, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view, { expected: /401/ })
    await page.goto(`${console.url}/sign-in`)
    await page.getByText('Asklet printed a link').waitFor()
    await expectAccessible(page)
    await page.goto(await console.setUpLink())
    await page.getByRole('heading', { name: 'Make the first account' }).waitFor()
    await expectAccessible(page)
    await signUp(await openPage(), console)
    await page.goto(`${console.url}/sign-in`)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await expectAccessible(page)
    await page.getByLabel('Email').fill('nobody@example.com')
    await page.getByLabel('Password').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await expectAccessible(page)
    await page.goto(`${console.url}/set-up`)
    await page.reload()
    await page.getByRole('heading', { name: 'This link is not complete' }).waitFor()
    await expectAccessible(page)
  })
})

describe('where sign-in leads', () => {
  it.each([
    [undefined, '/'],
    ['/production/events?tab=1', '/production/events?tab=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
  ])('%s becomes %s', (to, path) => {
    expect(insideOf(to)).toBe(path)
  })
})
