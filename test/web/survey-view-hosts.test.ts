/** A survey in pages that make it hard: resets, overlays, patched prototypes, shortcuts, strict policies. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from './browser.ts'
import { KINDS, misses, NPS, openSurveyPage, shown, type HostPage } from './survey-page.ts'

const ALL = shown({ questions: [...Object.values(KINDS), NPS] })

const PATCHED = `
  for (const name of ['append', 'prepend', 'before', 'after', 'remove', 'replaceWith', 'replaceChildren', 'closest',
    'matches', 'toggleAttribute', 'insertAdjacentHTML', 'insertAdjacentElement', 'animate', 'show', 'hide'])
    Element.prototype[name] = function () { throw new Error('the page took ' + name) }
  for (const name of ['at', 'flat', 'findLast', 'toSorted', 'contains', 'each', 'without', 'last'])
    Array.prototype[name] = function () { throw new Error('the page took ' + name) }
  Array.prototype.toJSON = function () { return 'an old library' }
  Object.prototype.inherited = 'everywhere'
  String.prototype.strip = String.prototype.trim
  for (const name of ['innerHTML', 'outerHTML'])
    Object.defineProperty(Element.prototype, name, { set() { throw new Error('the page took ' + name) } })
  window.Asklet = window.UserLeap = window.$ = window.React = window.preact = { of: 'somebody else' }
`

const HOSTS: Record<string, HostPage & { css?: string }> = {
  'a global revert': { css: '* { all: revert !important }' },
  'a global unset': { css: '*, *::before, *::after { all: unset !important }' },
  'all that is hidden': {
    css: `asklet-survey, :not(:defined), html > :not(head, body), div, dialog, form, [popover] {
      display: none !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important;
      transform: scale(0) !important; width: 0 !important; inset: auto auto -999px -999px !important; z-index: -1 !important }`,
  },
  'other sizes and colours': {
    css: `html { font: italic 62.5%/3 monospace; letter-spacing: 1em; text-transform: uppercase; color: red; direction: rtl;
        text-align: center; cursor: wait; user-select: none; -webkit-text-stroke: 2px lime; word-spacing: 2em }
      :root { --brand: red; --surface: red; --most: 10px; --keys: 300px; --part: 5px }
      button, input, label, h2 { all: unset; position: absolute !important; font-size: 99px !important }`,
  },
  'a body that is a containing block': {
    css: `html, body { transform: translateY(40px); filter: opacity(0.9); contain: paint; overflow: hidden }
      body { zoom: 0.5; opacity: 0.2; height: 10px; perspective: 1px }`,
  },
  'an overlay above all': {
    html: '<main><h1>A page</h1></main><div id="over"></div>',
    css: '#over { position: fixed; inset: 0; z-index: 2147483647; background: #8888 }',
  },
  'patched prototypes': { script: PATCHED },
}

/** Where everything of the survey is, and how it looks. */
const looks = (page: Page) =>
  page.locator('asklet-survey').evaluate((host) =>
    [host, ...(host.shadowRoot?.querySelectorAll('*') ?? [])].map((node) => {
      const { x, y, width, height } = node.getBoundingClientRect()
      const style = getComputedStyle(node)
      const names = [
        'color',
        'backgroundColor',
        'font',
        'letterSpacing',
        'textTransform',
        'opacity',
        'visibility',
      ] as const
      return [node.localName, x, y, width, height, ...names.map((name) => style[name])].join(' | ')
    }),
  )

describe.skipIf(!hasBrowser)('on a hostile page', () => {
  test.each(Object.entries(HOSTS))(
    '%s: it looks as ever, is hit as ever, and can be answered',
    async (_, host) => {
      const plain = await openSurveyPage()
      const { page, mount, answers } = await openSurveyPage({
        ...host,
        html: `<style>${host.css ?? ''}</style>${host.html ?? '<main><h1>A page</h1></main>'}`,
      })
      await plain.mount(ALL)
      await mount(ALL)
      for (const { id } of ALL.questions) {
        await plain.page.evaluate(([all, id]) => window.mounted.update(all, id), [ALL, id] as const)
        await page.evaluate(([all, id]) => window.mounted.update(all, id), [ALL, id] as const)
        expect(await looks(page)).toEqual(await looks(plain.page))
        expect(await misses(page)).toEqual([])
      }
      await page.getByRole('radio', { name: '7 of 10' }).click()
      await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
      expect(await answers()).toContainEqual({ answers: { q11: 7 }, completed: true })
      await page.getByRole('button', { name: 'Close' }).click()
      expect(await page.locator('asklet-survey').count()).toBe(0)
    },
  )

  test.each([0.5, 2])('a page at zoom %s: it stays on the screen', async (zoom) => {
    const { page, mount } = await openSurveyPage({
      html: `<style>html { zoom: ${zoom} }</style><h1>A page</h1>`,
    })
    await mount(ALL)
    for (const { id } of ALL.questions) {
      await page.evaluate(([all, id]) => window.mounted.update(all, id), [ALL, id] as const)
      const box = await page.locator('asklet-survey').boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect(box?.y).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1280)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800)
    }
    await page.getByRole('radio', { name: '7 of 10' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
  })

  test('keys, clicks and focus stay out of the page’s shortcuts and traps', async () => {
    const { page, mount } = await openSurveyPage({
      script: `window.heard = []
        for (const type of ['keydown', 'keypress', 'keyup', 'input', 'change', 'click', 'pointerdown', 'mousedown', 'focusin', 'paste'])
          document.addEventListener(type, (event) => { window.heard.push(type); if (type.startsWith('key')) event.preventDefault() })
        document.addEventListener('focusin', (event) => document.querySelector('#search').focus())`,
    })
    await mount(ALL)
    const text = page.getByRole('textbox', { name: 'What is the main reason for your score?' })
    await text.click()
    await page.keyboard.type('j/k?')
    expect(await text.inputValue()).toBe('j/k?')
    expect(await page.evaluate(() => Object.getOwnPropertyDescriptor(window, 'heard')?.value)).toEqual([])
  })

  test('a page that replaces its body keeps the survey', async () => {
    const { page, mount } = await openSurveyPage()
    await mount(ALL)
    await page.evaluate(() =>
      document.documentElement.replaceChild(document.createElement('body'), document.body),
    )
    await page.getByRole('button', { name: 'Skip' }).click()
    await page.getByRole('heading', { name: 'How did you hear about us?' }).waitFor()
  })

  test('a modal dialog of the page goes first', async () => {
    const { page, mount } = await openSurveyPage({ html: '<dialog><button>Save</button></dialog>' })
    await page.evaluate(() => document.querySelector('dialog')?.showModal())
    await mount(ALL)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.evaluate(() => document.querySelector('dialog')?.close())
    expect(await misses(page)).toEqual([])
  })
})

describe.skipIf(!hasBrowser)('under a strict policy', () => {
  const POLICY = {
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  }

  test.each(['bottom-right', 'center'] as const)(
    '%s: it looks as ever and breaks no rule',
    async (position) => {
      const survey = { ...ALL, look: { ...ALL.look, position, overlay: 'dark' as const } }
      const plain = await openSurveyPage()
      const { page, mount, answers } = await openSurveyPage({ headers: POLICY })
      await plain.mount(survey)
      await mount(survey)
      for (const { id } of ALL.questions) {
        await plain.page.evaluate(([all, id]) => window.mounted.update(all, id), [survey, id] as const)
        await page.evaluate(([all, id]) => window.mounted.update(all, id), [survey, id] as const)
        expect(await looks(page)).toEqual(await looks(plain.page))
        expect(await misses(page)).toEqual([])
      }
      await page.getByRole('radio', { name: '7 of 10' }).click()
      await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
      expect(await answers()).toContainEqual({ answers: { q11: 7 }, completed: true })
      expect(await page.evaluate(() => window.violations)).toEqual([])
    },
  )

  test('a browser that adopts no stylesheet gets a style element', async () => {
    const plain = await openSurveyPage()
    const old = await openSurveyPage({ script: 'delete ShadowRoot.prototype.adoptedStyleSheets' })
    await plain.mount(ALL)
    await old.mount(ALL)
    const all = (await looks(old.page)).filter((line) => !line.startsWith('style'))
    expect(all).toEqual(await looks(plain.page))
  })
})
