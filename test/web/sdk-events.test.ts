/** What the SDK sees by itself: addresses, clicks, the browser; and when it asks the server for a survey. */
import { describe, expect, test } from 'vitest'
import { hasBrowser, openPage } from './browser.ts'
import { html, openSite, type SdkWorld, startSdkWorld, watchRequests } from './sdk-page.ts'

const URLS = { match: 'contains', pattern: '/thanks' }

const pageUrls = async (world: SdkWorld): Promise<unknown[]> =>
  (await world.lines()).flatMap(({ type, payload }) =>
    type === 'page' ? Reflect.get(Object(payload?.['properties']), 'url') : [],
  )

describe.skipIf(!hasBrowser)('page views', () => {
  test.each([
    ['with the Navigation API', ''],
    ['without it', `<script>Object.defineProperty(window, 'navigation', { value: undefined })</script>`],
  ])('are counted once for each address of a single-page app, %s', async (_, before) => {
    const world = await startSdkWorld()
    // A router that wraps history too, before and after.
    const router = `<script>
      window.noted = []
      for (const name of ['pushState', 'replaceState']) {
        const original = history[name]
        history[name] = function () { window.noted.push(name); return original.apply(this, arguments) }
      }
    </script>`
    const site = await openSite({ '/': html(before + router + world.snippet) })
    const page = await openPage()
    await page.goto(`${site}/start`)
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.evaluate(() => {
      history.pushState({}, '', '/cart')
      history.replaceState({}, '', '/cart')
      history.replaceState({}, '', '/cart?step=2')
      location.hash = '#/pay'
    })
    await page.goBack()
    await expect
      .poll(() => pageUrls(world))
      .toEqual(
        ['/start', '/cart', '/cart?step=2', '/cart?step=2#/pay', '/cart?step=2'].map((path) => site + path),
      )
    expect(await page.evaluate(() => window.noted)).toEqual(['pushState', 'replaceState', 'replaceState'])
  })

  test('show a survey at the address that triggers it, and ask for none elsewhere', async () => {
    const world = await startSdkWorld()
    const { id } = await world.makeEvent({ name: 'Thanks', kind: 'page-url', url: URLS })
    const survey = await world.launch(id)
    const site = await openSite({ '/': html(world.snippet) })
    const page = await openPage()
    const sent = watchRequests(page, world)
    await page.goto(`${site}/start`)
    await expect.poll(() => pageUrls(world)).toHaveLength(1)
    await expect.poll(async () => (await sent()).map(({ body }) => body.ask)).toEqual([undefined])
    await page.evaluate(() => history.pushState({}, '', '/thanks'))
    await page.locator('asklet-survey').waitFor()
    expect(await world.survey(survey)).toMatchObject({ showings: 1 })
    expect((await sent()).at(-1)?.body).toMatchObject({ ask: { call: expect.any(String) } })
  })

  test('go out in one request with what else happened, where nothing could show', async () => {
    const world = await startSdkWorld()
    const site = await openSite({ '/': html(world.snippet) })
    const page = await openPage()
    const sent = watchRequests(page, world)
    await page.goto(site)
    const results = await page.evaluate(() =>
      Promise.all([
        window.Asklet.track('One'),
        window.Asklet('track', 'Two'),
        window.Asklet.setAttributes({ plan: 'team' }),
      ]),
    )
    expect(results).toEqual(Array.from({ length: 3 }, () => ({ success: true, surveyState: 'no survey' })))
    await expect.poll(sent).toHaveLength(1)
    expect((await sent())[0]?.body.calls?.map(({ type }) => type)).toEqual([
      'attributes',
      'page',
      'track',
      'track',
      'attributes',
    ])
    expect((await sent())[0]?.body).not.toHaveProperty('ask')
  })

  test('are sent when the page is left', async () => {
    const world = await startSdkWorld()
    const site = await openSite({ '/': html(world.snippet), '/other': '<title>Other</title>' })
    const page = await openPage()
    await page.goto(`${site}/start`)
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.goto(`${site}/other`)
    await expect.poll(() => pageUrls(world)).toEqual([`${site}/start`])
  })
})

const SHOP = `<h1>A shop</h1>
<button id="buy" class="primary">Buy <b>now</b></button>
<input type="submit" value="Send it">
<a href="#more"><span class="icon">+</span></a>
<shop-card></shop-card>
<script>
  customElements.define('shop-card', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<button class="deep"><i>Inside</i></button>' }
  })
  addEventListener('click', (event) => event.stopImmediatePropagation())
</script>`

describe.skipIf(!hasBrowser)('clicks', () => {
  test.each([
    ['a selector, on an element within', { selector: '#buy.primary' }, '#buy b'],
    ['an inner text, however it is laid out', { text: 'Buy now' }, '#buy b'],
    ['the text of a button', { text: 'Send it' }, 'input'],
    ['a selector within an open shadow root', { selector: '.deep' }, 'i'],
    ['an address', { selector: 'a', url: { match: 'endsWith', pattern: '/start' } }, '.icon'],
  ])('are met by %s', async (_, click, target) => {
    const world = await startSdkWorld()
    // Never compared by a browser that throws at it.
    await world.makeEvent({ name: 'Broken', kind: 'click', click: { selector: 'a:::b[' } })
    const { id } = await world.makeEvent({ name: 'Clicked', kind: 'click', click })
    await world.launch(id)
    const site = await openSite({ '/': html(world.snippet, SHOP) })
    const page = await openPage()
    await page.goto(`${site}/start`)
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.locator(target).click()
    await page.locator('asklet-survey').waitFor()
    const lines = (await world.lines()).filter(({ type }) => type === 'click')
    expect(lines.map(({ name }) => name)).toEqual(['Clicked'])
    // A survey's own clicks are nobody's.
    await page.locator('asklet-survey').getByRole('button', { name: 'Close' }).click()
    await page.locator('asklet-survey').waitFor({ state: 'detached' })
    expect((await world.lines()).filter(({ type }) => type === 'click')).toHaveLength(1)
  })

  test('are no event elsewhere, on another text, or at another address', async () => {
    const world = await startSdkWorld()
    await world.makeEvent({ name: 'One', kind: 'click', click: { text: 'Buy' } })
    await world.makeEvent({ name: 'Two', kind: 'click', click: { selector: '#sell' } })
    await world.makeEvent({ name: 'Three', kind: 'click', click: { selector: '#buy', url: URLS } })
    const site = await openSite({ '/': html(world.snippet, SHOP) })
    const page = await openPage()
    await page.goto(`${site}/start`)
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.locator('#buy').click()
    await page.evaluate(() => window.Asklet.track('After'))
    await expect.poll(async () => (await world.lines()).map(({ name }) => name)).toContain('After')
    expect((await world.lines()).filter(({ type }) => type === 'click')).toEqual([])
  })
})

describe.skipIf(!hasBrowser)('the browser', () => {
  test('is told as $ attributes, and again only what changed', async () => {
    const world = await startSdkWorld()
    const site = await openSite({ '/': html(world.snippet) })
    const page = await openPage()
    const sent = watchRequests(page, world)
    await page.goto(`${site}/start`)
    await page.evaluate(() => window.Asklet.setUserId('userId123'))
    const person = () => world.own('GET', '/people/userId123').catch(() => ({}))
    await expect.poll(person).toMatchObject({
      attributes: {
        $browser: 'Chrome',
        $browserVersion: expect.any(Number),
        $device: 'desktop',
        $language: 'en-GB',
        $os: 'Linux',
        $screen: '1280x800',
        $url: `${site}/start`,
      },
    })
    await page.evaluate(() => history.pushState({}, '', '/cart'))
    await expect.poll(person).toMatchObject({ attributes: { $url: `${site}/cart` } })
    const attributes = (await sent())
      .flatMap(({ body }) => body.calls ?? [])
      .filter(({ type }) => type === 'attributes')
    expect(attributes.at(-1)).toMatchObject({ attributes: { $url: `${site}/cart` } })
    expect(Object.keys(Object(attributes.at(-1)).attributes)).toEqual(['$url'])
    await page.reload()
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.evaluate(() => window.Asklet.track('After'))
    await expect.poll(async () => (await world.lines()).map(({ name }) => name)).toContain('After')
    // What was not acknowledged when the page was left is sent again, as the same message.
    const told = (await sent())
      .flatMap(({ body }) => body.calls ?? [])
      .filter(({ type }) => type === 'attributes')
    expect(new Set(told.map(({ messageId }) => messageId)).size).toBe(2)
  })
})
