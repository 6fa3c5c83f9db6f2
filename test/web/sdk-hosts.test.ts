/** The SDK on pages that are strict, hostile, or have others' scripts. */
import { describe, expect, test } from 'vitest'
import { sdkPolicy, sdkScriptTag, sdkStub, userLeapLine } from '../../shared/snippet.ts'
import { hasBrowser, openPage } from './browser.ts'
import { html, openSite, type Site, type SdkWorld, startSdkWorld } from './sdk-page.ts'

const READY = { success: true, surveyState: 'ready' }

/** With a survey on `Signed Up`. */
async function startWorld(): Promise<SdkWorld> {
  const world = await startSdkWorld()
  const { id } = await world.makeEvent({ name: 'Signed Up' })
  await world.launch(id)
  return world
}

async function open(site: Site, expected?: RegExp) {
  const page = await openPage(undefined, { expected })
  await page.goto(await openSite(site))
  return page
}

const known = (world: SdkWorld, userId: string) =>
  expect.poll(() => world.own('GET', `/people/${userId}`).catch(() => ({}))).toMatchObject({ userId })

/** UserLeap's own snippet, but for its last line. */
const USERLEAP = `(function(l,e,a,p) {
  if (window.UserLeap) return;
  window.UserLeap = function(){U._queue.push(arguments)}
  var U = window.UserLeap;U.appId = a;U._queue = [];
  a=l.createElement('script');
  a.async=1;a.src=e+'?id='+U.appId;
  p=l.getElementsByTagName('script')[0];
  p.parentNode.insertBefore(a, p);`

describe.skipIf(!hasBrowser)('a page', () => {
  test('with a strict policy, and its code in files, shows a survey without a violation', async () => {
    const world = await startWorld()
    const headers = {
      'content-security-policy': `default-src 'none'; ${sdkPolicy(world).replace('script-src', "script-src 'self'")}; require-trusted-types-for 'script'`,
    }
    const page = await open({
      '/': {
        body: html(`<script src="/stub.js"></script>${sdkScriptTag(world)}`),
        headers,
      },
      '/stub.js': {
        type: 'text/javascript',
        body: `window.noted = []
          document.addEventListener('securitypolicyviolation', (event) => window.noted.push(event.violatedDirective))
          ${sdkStub()}
          Asklet.track('Signed Up').then((result) => window.noted.push(result))`,
      },
    })
    await page.locator('asklet-survey').getByRole('radio', { name: '9' }).waitFor()
    await expect.poll(() => page.evaluate(() => window.noted)).toEqual([READY])
  })

  test('with the script alone has both names', async () => {
    const world = await startWorld()
    const page = await open({ '/': html(sdkScriptTag(world)) })
    await page.waitForFunction(() => window.Asklet?.loaded)
    expect(await page.evaluate(() => window.UserLeap.track('Signed Up'))).toEqual(READY)
  })

  test('that loads it as a module finds it all the same', async () => {
    const world = await startWorld()
    const page = await open({ '/': html(sdkScriptTag(world).replace('async', 'type="module"')) })
    await page.waitForFunction(() => window.Asklet?.loaded)
    expect(await page.evaluate(() => window.Asklet('track', 'Signed Up'))).toEqual(READY)
  })

  test('of a customer of UserLeap changes only the last line of its snippet', async () => {
    const world = await startWorld()
    const page = await open({
      '/': html(`<script>${USERLEAP}
        ${userLeapLine(world)}
        UserLeap.maxHeight = 300
        UserLeap('setUserId', 'userId123')
        window.noted = [UserLeap]
      </script>`),
    })
    await known(world, 'userId123')
    expect(await page.evaluate(() => [window.UserLeap.maxHeight, window.UserLeap === window.Asklet])).toEqual(
      [300, true],
    )
    // Who kept the stub goes on with it.
    await page.evaluate(() => Reflect.apply(Object(window.noted[0]), null, ['track', 'Signed Up']))
    await page.locator('asklet-survey').waitFor()
  })

  test.each([
    ['Segment’s, which loads UserLeap', `${USERLEAP}})(document, '/userleap.js', 'another');`],
    ['one that has loaded', `window.UserLeap = { track() { return 'its own' }, appId: 'another' }`],
  ])('keeps a UserLeap that is not ours: %s', async (_, script) => {
    const world = await startWorld()
    const page = await open({
      '/': html(`<script>${script}; window.noted = [UserLeap]</script>${world.snippet}`),
      '/userleap.js': { type: 'text/javascript', body: '' },
    })
    await page.waitForFunction(() => window.Asklet.loaded)
    expect(await page.evaluate(() => Object.is(window.UserLeap, window.noted[0]))).toBe(true)
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toEqual(READY)
  })

  test('that loads it twice has one', async () => {
    const world = await startWorld()
    const page = await open({
      '/': html(
        `${world.snippet}<script>UserLeap('track', 'Once')</script>${world.snippet}${sdkScriptTag(world).replace('sdk/v1', 'shim')}`,
      ),
    })
    await page.waitForLoadState('load')
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toEqual(READY)
    await page.locator('asklet-survey').waitFor()
    const names = (await world.lines()).map(({ type, name }) => name ?? type)
    expect(names.filter((name) => name === 'page')).toHaveLength(1)
    expect(names.filter((name) => name === 'Once')).toHaveLength(1)
  })

  test('in a sandboxed frame has neither storage nor an origin, and surveys', async () => {
    const world = await startWorld()
    const page = await open({
      '/': html('', '<iframe sandbox="allow-scripts" src="/framed"></iframe>'),
      '/framed': html(
        `${world.snippet}<script>Asklet.setUserId('userId123'); Asklet.track('Signed Up')</script>`,
      ),
    })
    await page.frameLocator('iframe').locator('asklet-survey').waitFor()
    await known(world, 'userId123')
  })

  test('whose scripts patch what everyone builds on has surveys, and no error', async () => {
    const world = await startWorld()
    const page = await open({
      '/': html(`<style>* { all: revert !important; }</style><script>
        for (const type of [Array, Object, String, Number, Date])
          Object.defineProperty(type.prototype, 'toJSON', { value() { return 'spoilt' }, configurable: true, enumerable: true })
        Array.prototype.last = function () { return this[this.length - 1] }
        Object.prototype.extend = function () {}
        class Traced extends Promise {}
        window.Promise = Traced
        const { fetch } = window
        window.fetch = (url, init) => {
          const answer = fetch(url, { ...init, headers: { ...init?.headers, 'x-trace': '1' } })
          return { then: (yes, no) => answer.then(yes, no), catch: (no) => answer.catch(no) }
        }
        const { parse } = JSON
        JSON.parse = (text, reviver) => parse(text, reviver)
        window._queue = 'taken'
      </script>${world.snippet}<script>Asklet.setUserId('userId123')</script>`),
    })
    await page.waitForFunction(() => window.Asklet.loaded)
    const state = await page.evaluate(async () => {
      const { surveyState } = await window.Asklet.track('Signed Up', {
        list: [1, { two: 2 }],
        at: new Date(0),
      })
      return `${surveyState}`
    })
    expect(state).toBe('ready')
    await page.locator('asklet-survey').waitFor()
    await known(world, 'userId123')
    const line = (await world.lines()).find(({ name }) => name === 'Signed Up')
    expect(line?.payload).toMatchObject({
      properties: { list: [1, { two: 2 }], at: '1970-01-01T00:00:00.000Z' },
    })
  })

  test.each([
    ['has none', `Object.defineProperty(window, 'localStorage', { value: null })`],
    ['holds nonsense', `for (const name of ['visitor', 'other']) localStorage.setItem(KEY + name, '[{}]')`],
    ['holds a visitor without an ID', `localStorage.setItem(KEY + 'visitor', '{}')`],
    ['holds a visitor of another make', `localStorage.setItem(KEY + 'visitor', '{"visitorId":"7"}')`],
  ])('whose storage %s has surveys all the same', async (_, script) => {
    const world = await startWorld()
    const key = `const KEY = 'asklet:${world.sdkId}:'`
    const page = await open({ '/': html(`<script>{ ${key}; ${script} }</script>${world.snippet}`) })
    await page.waitForFunction(() => window.Asklet.loaded)
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toEqual(READY)
  })

  test('whose clock tells no time hears of no error', async () => {
    const world = await startWorld()
    const page = await open({ '/': html(`<script>Date.now = () => NaN</script>${world.snippet}`) })
    await page.waitForFunction(() => window.Asklet.loaded)
    await page.evaluate(() => window.Asklet.setUserId('userId123'))
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toMatchObject({ success: false })
  })

  test('with a wrong SDK ID goes on undisturbed', async () => {
    const world = await startWorld()
    const page = await open(
      { '/': html(sdkScriptTag({ ...world, sdkId: 'sdk_unknown' })) },
      /Failed to load resource.*404/,
    )
    await page.waitForFunction(() => window.Asklet?.loaded)
    expect(await page.evaluate(() => window.Asklet.track('Signed Up'))).toMatchObject({
      surveyState: 'no survey',
    })
  })
})
