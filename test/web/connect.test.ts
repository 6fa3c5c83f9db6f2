import { describe, expect, it } from 'vitest'
import { whyUnreachable } from '../../web/console/pages/connect/reachability.ts'
import { expectAccessible, hasBrowser, openPage, signUp, startConsole, VIEWS } from './browser.ts'

const PUBLIC = { PUBLIC_URL: 'https://asklet.example.com' }

describe.skipIf(!hasBrowser)('Connect', () => {
  it('leads through the first five minutes', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(console.url)
    await page.waitForURL(`${console.url}/development/connect`)
    await page.getByRole('heading', { name: 'Send your first call to Development' }).waitFor()
    await page.getByText('Waiting for the first call…').waitFor()
    const lead = page.locator('p', { hasText: 'Give your sender the key' })
    await expect.poll(() => lead.textContent()).toMatch(/ask_dev_…\w{4}/)

    await page.getByRole('button', { name: 'identify James Gibbon' }).click()
    await page.getByText('userId123: James Gibbon is now a user').waitFor()
    await page.getByRole('button', { name: 'track “Clicked Button”' }).click()
    await page.getByText('1 new name was accepted automatically').waitFor()
    await page.getByRole('button', { name: 'Let me review new names' }).click()
    await page.getByText('New names now wait for you').waitFor()
    const { items } = await (await console.api('GET', '/environments')).json()
    expect(items.map(({ autoAccept }: { autoAccept: boolean }) => autoAccept)).toEqual([false, true])

    // From now on the console opens on Events.
    await page.goto(console.url)
    await page.waitForURL(`${console.url}/development/events`)
  })

  it('shows what arrives by itself', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/production/connect`)
    await page.getByText('Waiting for the first call…').waitFor()
    await console.send('production', { type: 'alias', userId: 'newUserId', previousId: 'visitor-1' })
    await page.getByText('newUserId is now a user').waitFor()
    await page.getByRole('heading', { name: 'What arrived lately' }).waitFor()
  })

  it('masks the server key until asked for, and copies it without showing it', async () => {
    const console = await startConsole()
    const page = await openPage()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await signUp(page, console)
    const { items } = await (await console.api('GET', '/environments')).json()
    const key: string = items[0].keys[0].key
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('button', { name: 'Copy the server key' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
    expect(await page.content()).not.toContain(key)
    await page.getByRole('button', { name: 'Show the server key' }).click()
    await page.getByText(key, { exact: true }).waitFor()

    await page.getByRole('link', { name: 'HTTP', exact: true }).click()
    await page.getByRole('button', { name: 'Copy: curl: identify' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`-u '${key}:'`)
  })

  it('rotates a key without a gap, with time to think again', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('button', { name: 'Rotate: make a second one (server key)' }).click()
    const revoke = page.getByRole('button', { name: /^Revoke ask_dev_/ })
    await expect.poll(() => revoke.count()).toBe(2)

    const live = async (): Promise<number> => {
      const { items } = await (await console.api('GET', '/environments')).json()
      return items[0].keys.filter(({ kind }: { kind: string }) => kind === 'server').length
    }
    await revoke.first().click()
    await expect.poll(() => revoke.count()).toBe(0)
    expect(await live()).toBe(2)
    await page.keyboard.press('z')
    await expect.poll(() => revoke.count()).toBe(2)

    await revoke.first().click()
    await page.getByRole('button', { name: 'Close this message' }).last().click()
    await expect.poll(live).toBe(1)
  })

  it('sends what was put off when the page is left', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await console.api('POST', '/environments/development/keys', { kind: 'browser' })
    await page.goto(`${console.url}/development/connect`)
    await page
      .getByRole('button', { name: /^Revoke ask_/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.goto('about:blank')
    await expect
      .poll(async () => {
        const { items } = await (await console.api('GET', '/environments')).json()
        return items[0].keys.length
      })
      .toBe(2)
  })

  it('says whom to ask to those who may not see keys', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await console.setRole('viewer')
    await page.goto(`${console.url}/development/connect/http`)
    await page.getByText('You may not see keys.').waitFor()
    await page.getByText("-u 'YOUR_SERVER_KEY:'").first().waitFor()
    for (const name of [/Copy the server key/, /Show the server key/, /Rotate/, /identify James/])
      expect(await page.getByRole('button', { name }).count()).toBe(0)
    await expectAccessible(page)
  })

  it.each([
    ['', '/webhook/segment'],
    ['/function', 'onDelete'],
    ['/sdks?sdk=python', "analytics.host = 'https://asklet.example.com'"],
    ['/sdks?sdk=browser', "apiHost: 'asklet.example.com/v1'"],
    ['/rudderstack', 'URL Method'],
    ['/jitsu', 'X-Api-Key'],
    ['/hightouch', 'HTTP Request'],
    ['/http', 'https://asklet.example.com/v1/identify'],
    ['/web-sdk', 'https://asklet.example.com/sdk/v1.js?id='],
  ])('has steps at /connect%s', async (path, text) => {
    const console = await startConsole(PUBLIC)
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect${path}`)
    await page.getByText(text).first().waitFor()
    expect(await page.getByText('cannot reach').count()).toBe(0)
  })

  it('says so where Segment cannot reach the address', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByText(`Segment cannot reach ${console.url}`).waitFor()
    await page.getByRole('link', { name: 'Segment SDKs' }).click()
    await page.getByText('npm install @segment/analytics-node').waitFor()
    expect(await page.getByText('cannot reach').count()).toBe(0)
  })

  it.each(VIEWS)('is accessible at $width, $scheme, empty and with calls', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByText('Waiting for the first call…').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'track “Clicked Button”' }).click()
    await page.getByText('accepted automatically').waitFor()
    for (const way of ['/function', '/sdks', '/web-sdk']) {
      await page.goto(`${console.url}/production/connect${way}`)
      await page.getByRole('heading', { name: 'Ways in' }).waitFor()
      await expectAccessible(page)
    }
  })
})

describe('whether Segment can reach an address', () => {
  it.each([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'https://[::1]',
    'https://10.1.2.3',
    'https://172.20.0.1',
    'https://192.168.1.4:8443',
    'https://100.101.102.103',
    'https://169.254.1.1',
    'https://[fd12::1]',
    'https://asklet',
    'https://asklet.local',
    'https://asklet.corp.internal',
    'http://asklet.example.com',
  ])('is not so: %s', (url) => {
    expect(whyUnreachable(url)).toMatch(/\.$/)
  })

  it.each(['https://asklet.example.com', 'https://172.32.0.1', 'https://8.8.8.8', 'https://[2606:4700::1]'])(
    'may be so: %s',
    (url) => {
      expect(whyUnreachable(url)).toBeUndefined()
    },
  )
})
