import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  type Console,
  expectAccessible,
  hasBrowser,
  openPage,
  signUp,
  startConsole,
  type View,
  VIEWS,
} from './browser.ts'
import { companyCalls, manyNames, seed, unknownNames } from './seed.ts'

/** Development with a company's calls; what comes after waits for review. */
async function start(view?: View, options?: Parameters<typeof openPage>[1]) {
  const console = await startConsole()
  const page = await openPage(view, options)
  await signUp(page, console)
  await seed(console, 'development', companyCalls())
  await develop(console).set({ autoAccept: false })
  return { console, page, ...develop(console) }
}

/** What the API says of Development. */
function develop(console: Console) {
  const at = '/environments/development'
  const read = async (path: string) => (await console.api('GET', at + path)).json()
  return {
    set: (change: object) => console.api('PATCH', at, change),
    make: async (event: object) => (await console.api('POST', `${at}/events`, event)).json(),
    settings: () => read(''),
    waiting: async (): Promise<string[]> => {
      const { items } = await read('/requests?limit=200')
      return items.map(({ name }: { name: string }) => name)
    },
    denied: async (): Promise<string[]> => {
      const { items } = await read('/events?status=denied&limit=200')
      return items.map(({ name }: { name: string }) => name).sort()
    },
    event: async (name: string) => {
      const { items } = await read(`/events?status=accepted&limit=200&search=${encodeURIComponent(name)}`)
      return items.find((event: { name: string }) => event.name === name)
    },
    attribute: async (key: string) => {
      const { items } = await read('/attributes?limit=200')
      return items.find((attribute: { key: string }) => attribute.key === key)
    },
  }
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

const rows = (page: Page) => page.locator('tbody tr')

describe.skipIf(!hasBrowser)('review', () => {
  async function openReview() {
    const started = await start()
    await seed(started.console, 'development', unknownNames())
    await started.page.goto(`${started.console.url}/development/events/review`)
    await started.page.getByRole('link', { name: 'order_completed' }).waitFor()
    return started
  }

  it('is done by keys alone', async () => {
    const { page, waiting, denied, event } = await openReview()
    expect(await waiting()).toHaveLength(7)
    expect(await page.getByRole('link', { name: 'To review 7' }).count()).toBe(1)

    // The second name: opened, approved, and the panel goes on to the next.
    await press(page, 'j', 'j', 'Enter')
    await page.getByRole('heading', { name: 'Cart Abandoned' }).waitFor()
    await press(page, 'a')
    await page.getByRole('heading', { name: 'debug_click' }).waitFor()
    await expect.poll(() => event('Cart Abandoned')).toMatchObject({ count: 8, kind: 'code' })

    await press(page, 'd')
    await page.getByText('“debug_click” denied').waitFor()
    await expect.poll(denied).toEqual(['debug_click'])
    await press(page, 'z')
    await expect.poll(denied).toEqual([])
    await press(page, 'Escape')
    await expect.poll(() => new URL(page.url()).search).toBe('')

    // Three in a row, selected as a range.
    await page.getByRole('link', { name: 'debug_click' }).focus()
    await press(page, 'x', 'j', 'j', 'Shift+X')
    await page.getByText('3 names selected').waitFor()
    await press(page, 'd')
    await expect.poll(denied).toEqual(['Trial Extended', 'debug_click', 'debug_render'])
    // The focus is on the row in their place, so that one can go on.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^signup\.v2/)

    await press(page, 'k', 'm')
    await page.getByRole('dialog', { name: 'Approve “order_completed”' }).waitFor()
    await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('Order Completed')
    const before = (await event('Order Completed')).count
    await page.getByText(`12 more calls for “Order Completed”, which has ${before} calls so far`).waitFor()
    await page.getByRole('button', { name: 'Approve', exact: true }).last().press('Enter')
    await expect
      .poll(() => event('Order Completed'))
      .toMatchObject({ count: before + 12, trackNames: ['Order Completed', 'order_completed'] })

    await press(page, '?')
    await page.getByRole('dialog').getByText('Approve into an existing event').waitFor()
  })

  it('approves into another event than the one proposed', async () => {
    const { page, event } = await openReview()
    await press(page, 'j', 'm')
    const picker = page.getByRole('combobox', { name: 'Count as' })
    await expect.poll(() => picker.inputValue()).toBe('Order Completed')
    await picker.fill('invite')
    await page.getByRole('option', { name: 'Invite Sent' }).waitFor()
    await press(page, 'Enter', 'Enter')
    await expect
      .poll(async () => (await event('Invite Sent')).trackNames)
      .toEqual(['Invite Sent', 'order_completed'])
  })

  it('shows a sample, the properties with their types, and what looks alike', async () => {
    const { page, event } = await openReview()
    await page.getByRole('link', { name: 'order_completed' }).click()
    const panel = page.getByRole('dialog')
    await panel.getByText('"revenue": 39').waitFor()
    await expect.poll(() => panel.locator('dl').last().textContent()).toBe('revenuenumbercurrencystring')
    await panel.getByRole('button', { name: 'Count it as Order Completed' }).click()
    await expect.poll(async () => (await event('Order Completed')).trackNames).toContain('order_completed')
  })

  it('counts what was held, or only what comes from now on', async () => {
    const { console, page, event } = await openReview()
    await press(page, 'j', 'a')
    await expect.poll(() => event('order_completed')).toMatchObject({ count: 12 })
    await press(page, 'h', 'a')
    await expect.poll(() => event('Cart Abandoned')).toMatchObject({ count: 0 })
    await console.send('development', { type: 'track', event: 'Cart Abandoned', userId: 'user-1' })
    expect(await event('Cart Abandoned')).toMatchObject({ count: 1 })
  })

  it('keeps up with who decides faster than the server answers', async () => {
    const { page, waiting, denied } = await openReview()
    // Every decision takes a while, and lists read meanwhile still have what was decided.
    await page.route('**/requests/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.continue()
    })
    await press(page, 'j', 'a', 'd', 'a', 'd', 'a')
    await expect.poll(() => rows(page).count()).toBe(2)
    const counts: number[] = []
    for (let look = 0; look < 15; look++) {
      counts.push(await rows(page).count())
      await page.waitForTimeout(100)
    }
    expect(Math.max(...counts)).toBe(2)
    await expect.poll(async () => (await waiting()).length).toBe(2)
    expect(await denied()).toEqual(['Cart Abandoned', 'debug_render'])
  })

  it('approves all but a name that an event has already', async () => {
    const { console, page, waiting, make } = await openReview()
    await make({ name: 'signup.v2', trackNames: ['signup'] })
    await console.api('POST', '/environments/development/requests/approve', { names: ['debug_click'] })
    await press(page, 'Shift+A')
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.getByText('5 names approved. 1 name waits on, as an event is called so already').waitFor()
    expect(await waiting()).toEqual(['signup.v2'])
    await page.getByRole('link', { name: 'signup.v2' }).click()
    await page.getByRole('button', { name: 'Count it as signup.v2' }).click()
    await expect.poll(waiting).toEqual([])
  })

  it('denies all like a pattern, also later ones', async () => {
    const { console, page, waiting, denied } = await openReview()
    await page.getByRole('link', { name: 'debug_click' }).focus()
    await press(page, 'p')
    const dialog = page.getByRole('dialog', { name: 'Deny all like a pattern' })
    expect(await dialog.getByLabel('Pattern').inputValue()).toBe('debug_*')
    await dialog.getByText('2 names of those shown').waitFor()
    await dialog.getByRole('button', { name: 'Deny' }).click()
    await page.getByText('“debug_*” denied, with 2 names that waited').waitFor()
    expect(await denied()).toEqual(['debug_*'])
    await console.send('development', { type: 'track', event: 'debug_more', userId: 'user-1' })
    expect(await waiting()).toHaveLength(5)
  })

  it('decides on all, and undoes a denial of all', async () => {
    const { page, waiting, denied } = await openReview()
    await press(page, 'Shift+D')
    await page.getByRole('button', { name: 'Deny all', exact: true }).click()
    await page.getByText('Nothing waits for review').waitFor()
    expect(await denied()).toHaveLength(7)
    // The names may be there before their number is.
    let count = (): void => undefined
    const counted = new Promise<void>((resolve) => (count = resolve))
    await page.route('**/review-count', (route) => counted.then(() => route.continue()))
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => rows(page).count()).toBe(7)
    expect(await denied()).toEqual([])

    await press(page, 'Shift+A')
    await page.getByRole('dialog', { name: 'Approve all 7 names' }).waitFor()
    count()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.getByText('7 names approved').waitFor()
    expect(await waiting()).toEqual([])
  })

  it('lifts a denial, or makes an event of it', async () => {
    const { console, page, waiting, denied, event } = await openReview()
    await console.api('POST', '/environments/development/requests/deny', {
      names: ['debug_click', 'debug_render', 'signup.v2'],
    })
    await page.getByRole('link', { name: 'Denied' }).click()
    await page.getByRole('button', { name: 'Lift debug_click' }).click()
    await expect.poll(waiting).toContain('debug_click')
    await page.getByRole('link', { name: 'signup.v2' }).click()
    await page.getByRole('button', { name: 'Accept as an event' }).click()
    await expect.poll(() => event('signup.v2')).toMatchObject({ kind: 'code' })
    expect(await denied()).toEqual(['debug_render'])
  })

  it('reads on as one scrolls through thousands of names, and nothing moves', async () => {
    const { console, page } = await start()
    await seed(console, 'development', manyNames(1_200))
    await page.goto(`${console.url}/development/events/review`)
    await expect.poll(() => rows(page).count()).toBe(100)
    const row = page.getByRole('link', { name: 'Item 00050 opened' })
    const topOf = () => row.evaluate((element) => element.getBoundingClientRect().top + scrollY)
    const top = await topOf()
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(200)
    expect(await topOf()).toBe(top)
    await page.getByRole('button', { name: 'All 1,200 names…' }).click()
    await page.getByRole('menuitem', { name: 'Deny all…' }).click()
    await page.getByRole('heading', { name: 'Deny all 1,200 names?' }).waitFor()
  })
})

describe.skipIf(!hasBrowser)('auto accept', () => {
  it('is switched off at once, and asks what to do with those that wait when it is switched on', async () => {
    const { console, page, settings, waiting, event } = await start()
    await develop(console).set({ autoAccept: true })
    await page.goto(`${console.url}/development/events`)
    const auto = page.getByRole('switch', { name: 'Auto accept' })
    await auto.click()
    await page.getByText('New names wait for review from now on').waitFor()
    expect(await settings()).toMatchObject({ autoAccept: false })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(settings).toMatchObject({ autoAccept: true })

    await auto.click()
    await expect.poll(settings).toMatchObject({ autoAccept: false })
    await seed(console, 'development', unknownNames())
    await page.reload()
    await page.getByRole('link', { name: 'To review 7' }).waitFor()
    await auto.click()
    await page.getByText('7 names wait', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await settings()).toMatchObject({ autoAccept: false })

    await auto.click()
    await page.getByText('Leave them').click()
    await page.getByRole('button', { name: 'Turn on' }).click()
    await expect.poll(settings).toMatchObject({ autoAccept: true })
    expect(await waiting()).toHaveLength(7)

    await auto.click()
    await expect.poll(settings).toMatchObject({ autoAccept: false })
    await auto.click()
    await page.getByRole('button', { name: 'Turn on' }).click()
    await expect.poll(waiting).toEqual([])
    expect(await event('Cart Abandoned')).toMatchObject({ count: 8 })
  })

  it('marks what it accepted, until somebody has looked', async () => {
    const { console, page, event } = await start()
    await page.goto(`${console.url}/development/events`)
    await page.getByText('accepted automatically').first().waitFor()
    await page.getByRole('button', { name: 'Mark Signed Up as reviewed' }).click()
    await expect.poll(async () => (await event('Signed Up')).reviewedAt).not.toBeNull()

    await page.getByRole('link', { name: 'Invite Sent' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click()
    await page.getByRole('button', { name: 'Close this message' }).last().click()
    await expect.poll(develop(console).denied).toEqual(['Invite Sent'])
    expect(await event('Invite Sent')).toBeUndefined()
  })

  it('says why a flood of names made it rest', async () => {
    const { console, page, set, waiting } = await start()
    await set({ autoAccept: true, namesPerDay: 8 })
    await seed(console, 'development', manyNames(20))
    expect((await waiting()).length).toBeGreaterThan(0)
    await page.goto(`${console.url}/development/events`)
    await page.getByText('Auto accept is resting').waitFor()
    await page.getByText('8 new names were accepted within a day; the rest wait for review.').waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByText('Auto accept is resting').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('link', { name: 'Signed Up' }).waitFor()
    expect(await page.getByText('Auto accept is resting').count()).toBe(0)
  })
})

describe.skipIf(!hasBrowser)('an event', () => {
  it('says what a mapping would add before it is saved', async () => {
    const { console, page, event } = await start()
    await seed(console, 'development', unknownNames())
    const { id, count } = await event('Order Completed')
    await page.goto(`${console.url}/development/events/${id}`)
    await page.getByRole('button', { name: 'order_completed 12 calls' }).click()
    await page.getByText('12 more calls').waitFor()
    const names = page.getByRole('combobox', { name: 'Add a track name' })
    await names.fill('cart')
    await page.getByRole('option', { name: 'Cart Abandoned' }).waitFor()
    await names.press('Enter')
    await page.getByText('20 more calls').waitFor()
    expect(await event('Order Completed')).toMatchObject({ count })
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => event('Order Completed')).toMatchObject({ count: count + 20 })
    await page.getByText('Saved').waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  })

  it('asks conditions of properties, by their types', async () => {
    const { console, page, event } = await start(undefined, { expected: /400/ })
    const { id } = await event('Order Completed')
    await page.goto(`${console.url}/development/events/${id}`)
    await page.getByRole('button', { name: 'Only if… for Order Completed' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('must not be empty').waitFor()
    await page.getByLabel('Property 1 of Order Completed').fill('revenue')
    const comparison = page.getByLabel('Comparison 1')
    expect(await comparison.locator('option').allTextContents()).toContain('is at least')
    await comparison.selectOption('gte')
    await page.getByLabel('Value 1').fill('50')
    await page.getByText('Counts from when it is saved').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(async () => (await event('Order Completed')).mappings)
      .toEqual([{ name: 'Order Completed', conditions: [{ key: 'revenue', op: 'gte', value: 50 }] }])
    await console.send(
      'development',
      { type: 'track', event: 'Order Completed', userId: 'user-1', properties: { revenue: 49 } },
      { type: 'track', event: 'Order Completed', userId: 'user-1', properties: { revenue: 51 } },
    )
    expect(await event('Order Completed')).toMatchObject({ count: 1 })
  })

  it('tries a URL pattern as it is typed', async () => {
    const { console, page, make, event } = await start()
    await make({
      name: 'Shop visited',
      kind: 'page-url',
      url: { match: 'startsWith', pattern: 'https://shop' },
    })
    await page.goto(`${console.url}/development/events/new`)
    await page.getByRole('dialog').getByText('Page URL', { exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Pricing viewed')
    const pattern = page.getByRole('textbox', { name: 'Text' })
    await pattern.fill('/pricing')
    await page.getByText('Meets 1 of 6 URLs that came of late').waitFor()
    await page.getByText('also Shop visited').first().waitFor()
    await pattern.fill('/')
    await page.getByText('Meets 6 of 6 URLs').waitFor()

    await page.getByLabel('The URL').selectOption('regex')
    const expression = page.getByRole('textbox', { name: 'Regular expression' })
    await expression.fill('(a+)+$')
    await page.getByText('This expression could take exponential time').waitFor()
    await expression.fill('/(pricing')
    await page.getByText('This expression is not a regular expression').waitFor()
    await expression.fill('/(pricing|checkout)$')
    await page.getByText('Meets 2 of 6 URLs').waitFor()
    await page.getByRole('button', { name: 'Make the event' }).click()
    await page.getByText('“Pricing viewed” made').waitFor()
    expect(await event('Pricing viewed')).toMatchObject({
      kind: 'page-url',
      url: { match: 'regex', pattern: '/(pricing|checkout)$' },
    })
    await expect.poll(() => page.url()).toContain('/development/events/evt_')
  })

  it('is made of names that came, and refused where its name is taken', async () => {
    const { console, page, event } = await start(undefined, { expected: /409/ })
    await seed(console, 'development', unknownNames())
    await page.goto(`${console.url}/development/events`)
    await page.getByRole('link', { name: 'New event' }).click()
    const name = page.getByLabel('Name', { exact: true })
    await name.fill('Order Completed')
    await page.getByRole('button', { name: 'Make the event' }).click()
    await page.getByText('There is an event "Order Completed" already').waitFor()
    await name.fill('Trial extended')
    await page.getByRole('button', { name: 'Trial Extended 2 calls' }).click()
    await page.getByText('2 more calls').waitFor()
    await page.getByRole('button', { name: 'Make the event' }).click()
    await expect
      .poll(() => event('Trial extended'))
      .toMatchObject({ count: 2, trackNames: ['Trial Extended', 'Trial extended'] })
  })

  it('is a click on an element, where its selector is one', async () => {
    const { console, page, event } = await start()
    await page.goto(`${console.url}/development/events/new`)
    await page.getByRole('dialog').getByText('Click', { exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Buy clicked')
    await page.getByLabel('CSS selector').fill('#buy >')
    await page.getByText('This is not a CSS selector').waitFor()
    await page.getByLabel('CSS selector').fill('#buy')
    await page.getByLabel('Inner text').fill('Buy now')
    await page.getByRole('button', { name: 'Make the event' }).click()
    await expect
      .poll(() => event('Buy clicked'))
      .toMatchObject({ click: { selector: '#buy', text: 'Buy now' } })
  })

  it('is deleted with time to think again', async () => {
    const { console, page, event } = await start()
    await page.goto(`${console.url}/development/events`)
    const link = page.getByRole('link', { name: 'Invite Sent' })
    const remove = async () => {
      await link.click()
      await page.getByRole('button', { name: 'More for Invite Sent' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await link.waitFor({ state: 'detached' })
    }
    await remove()
    expect(await event('Invite Sent')).toBeDefined()
    await page.getByRole('button', { name: 'Undo' }).click()
    await link.waitFor()

    await remove()
    await page.getByRole('button', { name: 'Close this message' }).click()
    await expect.poll(() => event('Invite Sent')).toBeUndefined()
    expect(await link.count()).toBe(0)
  })

  it('that a survey uses is only deleted by who says so again', async () => {
    const { console, page, event } = await start()
    const { id } = await event('Invite Sent')
    await console.api('POST', '/environments/development/surveys', {
      name: 'After an invitation',
      platform: 'web',
      questions: [],
      triggers: [{ event: id }],
    })
    await page.goto(`${console.url}/development/events/${id}`)
    await page.getByRole('heading', { name: 'Surveys that use it' }).waitFor()
    const ask = async () => {
      await page.getByRole('button', { name: 'More for Invite Sent' }).click()
      await page.getByRole('menuitem', { name: 'Delete…' }).click()
      await page.getByRole('heading', { name: 'Delete “Invite Sent”?' }).waitFor()
    }
    await ask()
    const dialog = page.getByRole('dialog', { name: 'Delete “Invite Sent”?' })
    expect(await dialog.getByText('After an invitation').count()).toBe(1)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'detached' })

    await ask()
    await dialog.getByRole('button', { name: 'Delete it all the same' }).click()
    await page.getByText('“Invite Sent” deleted').waitFor()
    await page.getByRole('button', { name: 'Close this message' }).click()
    await expect.poll(() => event('Invite Sent')).toBeUndefined()
  })

  it('keeps what is typed while one looks elsewhere', async () => {
    const { console, page, event } = await start()
    const { id } = await event('Signed Up')
    await page.goto(`${console.url}/development/events/${id}`)
    await page.getByLabel('Description').fill('Somebody made an account')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('link', { name: 'Signed Up' }).click()
    expect(await page.getByLabel('Description').inputValue()).toBe('Somebody made an account')
    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await page.getByLabel('Description').inputValue()).toBe('')
  })

  it('says so where there is none of its address', async () => {
    const { console, page } = await start(undefined, { expected: /404/ })
    await page.goto(`${console.url}/development/events/evt_none`)
    await page.getByText('There is no such event').waitFor()
  })
})

describe.skipIf(!hasBrowser)('attributes', () => {
  it('are ignored and erased with time to think again, and kept again', async () => {
    const { console, page, attribute } = await start()
    await page.goto(`${console.url}/development/events/attributes?search=country`)
    await expect.poll(() => rows(page).count()).toBe(1)
    const ignore = async () => {
      await page.getByRole('link', { name: 'country' }).click()
      await page.getByRole('button', { name: 'Ignore and erase' }).click()
      await page.getByText('ignored', { exact: true }).waitFor()
    }
    await ignore()
    expect(await attribute('country')).toMatchObject({ ignored: false, users: 24 })
    await press(page, 'z')
    await page.getByText('ignored', { exact: true }).waitFor({ state: 'detached' })

    await ignore()
    await page.getByRole('button', { name: 'Close this message' }).click()
    await expect.poll(() => attribute('country')).toMatchObject({ ignored: true, users: 0 })
    await page.getByRole('link', { name: 'country' }).click()
    await page.getByRole('button', { name: 'Keep it again' }).click()
    await expect.poll(() => attribute('country')).toMatchObject({ ignored: false })
  })
})

describe.skipIf(!hasBrowser)('the Segment filter', () => {
  it('is copied', async () => {
    const { console, page } = await start()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${console.url}/development/events`)
    await page.getByRole('button', { name: 'Segment filter' }).click()
    const copied = async (what: string) => {
      await page.getByRole('button', { name: `Copy: ${what}` }).click()
      return page.evaluate(() => navigator.clipboard.readText())
    }
    expect(await copied('Destination filter')).toContain('"Order Completed"')
    expect(await copied('Webhooks mapping trigger')).toContain('or event = "Order Completed"')
  })
})

describe.skipIf(!hasBrowser)('Events', () => {
  it('say what went wrong, and try again', async () => {
    const { console, page } = await start(undefined, { expected: /Failed to load resource|503/ })
    const failing = '**/api/environments/development/events?*'
    await page.route(failing, (route) =>
      route.fulfill({ status: 503, json: { detail: 'Asklet cannot reach its database just now.' } }),
    )
    await page.goto(`${console.url}/development/events`)
    await page.getByText('Asklet cannot reach its database just now.').waitFor()
    await page.unroute(failing)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Signed Up' }).waitFor()

    // What was read stays, and is said to be old.
    await page.context().setOffline(true)
    await page.getByText('You are offline').waitFor()
    expect(await page.getByRole('link', { name: 'Signed Up' }).count()).toBe(1)
    await page.context().setOffline(false)
    await page.getByText('You are offline').waitFor({ state: 'detached' })
  })

  it('are found by part of a name, as the address says', async () => {
    const { console, page } = await start()
    await page.goto(`${console.url}/development/events?search=order`)
    await expect.poll(() => rows(page).count()).toBe(1)
    await press(page, '/')
    await page.keyboard.type('!')
    await page.getByText('No events match “order!”').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect.poll(() => rows(page).count()).toBe(7)
    expect(page.url()).not.toContain('search')
  })

  it.each(VIEWS)('are accessible at $width, $scheme', { timeout: 120_000 }, async (view) => {
    const { console, page, event, make } = await start(view)
    const look = async (path: string, sign: string) => {
      await page.goto(`${console.url}${path}`)
      await page.getByText(sign, { exact: true }).first().waitFor()
      await expectAccessible(page)
    }
    await look('/production/events', 'No call has come yet')
    await look('/development/events/review', 'Nothing waits for review')
    await look('/development/events/denied', 'Nothing is denied')

    await seed(console, 'development', unknownNames())
    await console.api('POST', '/environments/development/requests/deny', { pattern: 'internal_*' })
    const { id: url } = await make({
      name: 'Pricing viewed',
      kind: 'page-url',
      url: { match: 'regex', pattern: '/pricing$' },
    })
    const { id: conditional } = await make({
      name: 'Big order',
      mappings: [{ name: 'Order Completed', conditions: [{ key: 'revenue', op: 'gte', value: 50 }] }],
    })
    const { id: code } = await event('Order Completed')
    await look('/development/events', 'Order Completed')
    await look(`/development/events/${code}`, 'Counts calls named')
    await look(`/development/events/${conditional}`, 'Only if')
    await look(`/development/events/${url}`, 'https://shop.example.com/pricing')
    await look('/development/events/new', 'Make the event')
    await look('/development/events/review', 'debug_click')
    await look('/development/events/review?name=order_completed', 'A call of late')
    await page.getByRole('button', { name: 'Approve into…' }).click()
    await page.getByRole('combobox').click()
    await page.getByRole('option').first().waitFor()
    await expectAccessible(page)
    await look('/development/events/denied', 'internal_*')
    await look('/development/events/attributes', 'company.name')
    await look('/development/events/attributes?key=email', 'Ignore and erase')
    await page.goto(`${console.url}/development/events`)
    await page.getByRole('button', { name: 'Segment filter' }).click()
    await page.getByText('Webhooks mapping trigger', { exact: true }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('switch', { name: 'Auto accept' }).click()
    await page.getByText('Turn auto accept on').waitFor()
    await expectAccessible(page)
  })
})
