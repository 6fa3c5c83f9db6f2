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

async function openPeople(console: Console, path = ''): Promise<Page> {
  const page = await openPage()
  await signUp(page, console)
  await page.goto(`${console.url}/development/people${path}`)
  return page
}

const rows = (page: Page) => page.getByRole('table', { name: 'Users' }).locator('tbody tr')
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const section = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })
const identify = (userId: string, traits: object = {}) => ({ type: 'identify', userId, traits })

describe.skipIf(!hasBrowser)('People', () => {
  it('leads to Connect, then says that no one is known, then counts who is (P1)', async () => {
    const console = await startConsole()
    const page = await openPeople(console)
    await page.getByRole('heading', { name: 'Users appear with the first identify call' }).waitFor()
    expect(await page.getByRole('link', { name: 'Connect Segment' }).getAttribute('href')).toBe(
      '/development/connect',
    )

    await console.send(
      'development',
      { type: 'page', anonymousId: 'a1' },
      { type: 'page', anonymousId: 'a2' },
    )
    await page.reload()
    await page.getByRole('heading', { name: 'No user is known yet' }).waitFor()
    const meter = page.getByRole('region', { name: 'Identity meter' })
    await meter.getByText('2 anonymous identities and no known user: filters can match no one.').waitFor()

    await console.send('development', { ...identify('u1'), anonymousId: 'a1' })
    await page.reload()
    await meter.getByText('Filters can match the one user. One more identity is not tied').waitFor()
    expect(await meter.innerText()).toMatch(
      /Known users\s+1\s.*Anonymous identities\s+2\s+1 is tied to a user/s,
    )
    await meter.getByText('They come with the web SDK').waitFor()
  })

  it('lists users with what tells them apart, and finds them, by keys alone', async () => {
    const console = await startConsole()
    await seed(console, 'development', companyCalls({ users: 15 }))
    await console.send('development', identify('bare-id'))
    const page = await openPeople(console)
    await rows(page).first().waitFor()
    const texts = (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
    expect(texts).toHaveLength(16)
    expect(texts.some((text) => /Priya Haddad priya\.haddad@example\.com user-6 plan free/.test(text))).toBe(
      true,
    )
    expect(texts.some((text) => text.startsWith('bare-id bare-id'))).toBe(true)

    await page.keyboard.press('/')
    await page.keyboard.type('HADDAD')
    await page.waitForURL(/\?search=HADDAD$/)
    await expect.poll(() => rows(page).count()).toBe(2)
    await page.keyboard.press('Tab')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await title(page, 'Priya Haddad').waitFor()
    await page.goBack()
    await expect.poll(() => rows(page).count()).toBe(2)

    await page.getByRole('searchbox').fill('no such one')
    await page.getByRole('heading', { name: 'No user found' }).waitFor()
    await page.getByRole('link', { name: 'Show all users' }).click()
    await expect.poll(() => rows(page).count()).toBe(16)
  })

  it('shows thousands, a page at a time', async () => {
    const console = await startConsole()
    await seed(
      console,
      'development',
      Array.from({ length: 1_200 }, (_, at) => identify(`u${at}`, { name: `Person ${at}` })),
    )
    const page = await openPeople(console)
    await rows(page).first().waitFor()
    expect(await rows(page).count()).toBeLessThanOrEqual(300)
    await expect
      .poll(
        async () => {
          await page.keyboard.press('End')
          return rows(page).count()
        },
        { timeout: 30_000 },
      )
      .toBe(1_200)
    await page.getByRole('region', { name: 'Identity meter' }).getByText('1,200', { exact: true }).waitFor()
  })

  it('tells of one user what they are, who says so, what they did and by which identities', async () => {
    const console = await startConsole()
    const at = (time: string) => ({ timestamp: `2026-03-0${time}:00.000Z` })
    await console.send(
      'development',
      { type: 'page', anonymousId: 'anon-1', ...at('1T22:30') },
      { type: 'page', anonymousId: 'anon-1', ...at('2T08:05') },
      {
        ...identify('u1', { name: 'Ada Lovelace', seats: 3, plan: 'team', company: { name: 'Northwind' } }),
        anonymousId: 'anon-1',
        ...at('2T09:00'),
      },
      identify('u1', { plan: null, active: true }),
      { type: 'track', userId: 'u1', event: 'Order Completed', ...at('2T09:10') },
      { type: 'track', userId: 'u1', event: 'Order Completed', ...at('2T15:40') },
    )
    const page = await openPeople(console, '/u1')
    await title(page, 'Ada Lovelace').waitFor()

    const attributes = await section(page, 'Attributes').innerText()
    expect(attributes).toMatch(/company\.name\s+Northwind\s+server key · 2 Mar 2026, 10:00:00/)
    expect(attributes).toMatch(/seats\s+3\s*number/)
    expect(attributes).toMatch(/active\s+true\s*boolean/)
    expect(attributes).not.toContain('plan')

    const events = section(page, 'Events').getByRole('row')
    expect(await events.allInnerTexts()).toEqual([
      expect.stringMatching(/Event\s+Times\s+First\s+Last/),
      expect.stringMatching(/^Order Completed\s+2\s/),
      expect.stringMatching(/^pageview\s+2\s/),
    ])
    expect(await events.nth(1).locator('time').first().getAttribute('datetime')).toBe(
      '2026-03-02T09:10:00.000Z',
    )

    // In Berlin, where the browser is, one page view is of the evening before.
    expect((await section(page, 'Timeline').innerText()).replace(/\s+/g, ' ')).toBe(
      'Timeline Mon, 2 Mar 2026 Order Completed × 2 10:10 – 16:40 pageview 09:05 Sun, 1 Mar 2026 pageview 23:30',
    )
    expect(await section(page, 'Identities').getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/u1\s+user/),
      expect.stringMatching(/anon-1\s+anonymous/),
    ])
    await section(page, 'Surveys').getByText('None yet.').waitFor()

    const calls = section(page, 'Latest calls')
    await expect.poll(() => calls.getByRole('listitem').count()).toBe(4)
    await calls
      .getByRole('link', { name: /track Order Completed/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('heading', { name: 'track · Order Completed' }).waitFor()
    expect(new URL(page.url()).searchParams.get('user')).toBe('u1')
  })

  it('merges into another user, and undoes it at once or later', async () => {
    const console = await startConsole()
    await console.send(
      'development',
      identify('ada-1', { name: 'Ada One' }),
      identify('ada-2', { name: 'Ada Two' }),
      { type: 'track', userId: 'ada-1', event: 'Order Completed' },
    )
    const page = await openPeople(console, '/ada-1')
    const mergeIntoTwo = async () => {
      await page.getByRole('button', { name: 'Merge' }).click()
      await page.getByRole('searchbox', { name: 'Find the other user' }).fill('ada')
      await page.getByRole('radio', { name: /Ada Two/ }).check()
      expect(await page.getByRole('radio').count()).toBe(1)
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Merge into Ada Two' }).click()
      await page.waitForURL(/people\/ada-2$/)
    }
    await mergeIntoTwo()
    await section(page, 'Events').getByText('Order Completed').waitFor()
    await page.getByText('Ada One is merged into Ada Two').waitFor()
    await page.keyboard.press('z')
    await page.waitForURL(/people\/ada-1$/)
    await title(page, 'Ada One').waitFor()

    await mergeIntoTwo()
    await page.goto(`${console.url}/development/people/ada-1`)
    await page.getByText('ada-1 is merged into Ada Two.').waitFor()
    await page.getByRole('button', { name: 'Undo the merge of ada-1' }).click()
    await title(page, 'Ada One').waitFor()
  })

  it('exports all that is kept of a user', async () => {
    const console = await startConsole()
    await console.send('development', identify('u/1', { name: 'Ada' }), { type: 'page', userId: 'u/1' })
    const page = await openPeople(console, '/u%2F1')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('u-1.json')
    const stream = await download.createReadStream()
    const parts: Uint8Array[] = []
    for await (const part of stream) parts.push(part)
    const exported: unknown = JSON.parse(new TextDecoder().decode(Buffer.concat(parts)))
    expect(exported).toMatchObject({
      userId: 'u/1',
      attributes: { name: 'Ada' },
      events: [{ event: 'pageview', count: 1 }],
      calls: [{ type: 'page' }, { type: 'identify' }],
    })
  })

  it('erases a user once the time to undo is over (P3)', async () => {
    const console = await startConsole()
    await console.send('development', identify('u1', { name: 'Ada' }), identify('u2', { name: 'James' }))
    const page = await openPeople(console, '/u1')
    const erase = async () => {
      await page.getByRole('button', { name: 'Erase' }).click()
      await page.getByText('This can be undone for a few seconds; then it is final.').waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Erase this user' }).click()
      await expect.poll(async () => (await rows(page).allInnerTexts()).join()).toMatch(/^James(?!.*Ada)/s)
    }
    await erase()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => rows(page).count()).toBe(2)
    await console.api('GET', '/environments/development/people/u1')

    await rows(page).filter({ hasText: 'Ada' }).getByRole('link').click()
    await erase()
    const erased = page.waitForResponse((response) => response.request().method() === 'DELETE')
    await page.getByRole('button', { name: 'Close this message' }).click()
    expect((await erased).status()).toBe(204)
    await expect(console.api('GET', '/environments/development/people/u1')).rejects.toThrow('404')
    expect(await rows(page).count()).toBe(1)

    // Known anew, they are a new user.
    await console.send('development', identify('u1', { name: 'Ada again' }))
    await page.reload()
    await expect.poll(() => rows(page).count()).toBe(2)
  })

  it('says of an ID that no user has what to do next', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /404/ })
    await signUp(page, console)
    await page.goto(`${console.url}/development/people/${encodeURIComponent('who? #1/%')}`)
    await page.getByRole('heading', { name: 'No user of this ID is known' }).waitFor()
    await title(page, 'who? #1/%').waitFor()
    await page.getByRole('link', { name: 'Did a call arrive?' }).click()
    await page.getByText('No: neither a message nor a user "who? #1/%" came').waitFor()
  })

  it('shows viewers everything but what changes or takes away', async () => {
    const console = await startConsole()
    await console.send('development', identify('u1', { name: 'Ada' }))
    const page = await openPage()
    await signUp(page, console)
    await console.setRole('viewer')
    await page.goto(`${console.url}/development/people/u1`)
    await title(page, 'Ada').waitFor()
    await section(page, 'Latest calls').getByRole('listitem').first().waitFor()
    expect(await page.getByRole('button', { name: /Export|Merge|Erase/ }).count()).toBe(0)
  })

  it('offers to try again', async () => {
    const console = await startConsole()
    await console.send('development', identify('u1', { name: 'Ada' }))
    const page = await openPage(undefined, { expected: /Failed to load resource/ })
    await signUp(page, console)
    await page.route('**/people?*', (route) => route.fulfill({ status: 503, body: 'busy' }))
    await page.goto(`${console.url}/development/people`)
    await page.getByRole('alert').getByText('The server answered 503.').waitFor()
    await expectAccessible(page)
    await page.unroute('**/people?*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => rows(page).count()).toBe(1)
  })

  it.each(VIEWS)('is accessible at $width pixels, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await signUp(page, console)
    await page.goto(`${console.url}/development/people`)
    await page.getByRole('heading', { name: 'Users appear with the first identify call' }).waitFor()
    await expectAccessible(page)
    const long = 'x'.repeat(400)
    await seed(console, 'development', [
      ...companyCalls({ users: 6 }),
      ...oddCalls(),
      identify(long, { name: long, [`${long.slice(0, 200)}`]: long, bio: `${long} ${long}` }),
    ])
    await page.goto(`${console.url}/development/people`)
    await rows(page).first().waitFor()
    await expectAccessible(page)
    await page.goto(`${console.url}/development/people/user-4`)
    await title(page, 'Tomás Okafor').waitFor()
    await section(page, 'Latest calls').getByRole('listitem').first().waitFor()
    await expectAccessible(page)
    await page.goto(`${console.url}/development/people/${long}`)
    await title(page, long).waitFor()
    await section(page, 'Latest calls').getByRole('listitem').first().waitFor()
    await expectAccessible(page)
  })
})
