/** How a survey looks: readable in any brand colour, in any direction, on small screens, at any size, and still. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { brandColors } from '../../web/survey/colors.ts'
import { expectAccessible, hasBrowser } from './browser.ts'
import { KINDS, misses, NPS, openSurveyPage, shown } from './survey-page.ts'

const BRANDS = [
  '#2a6df4',
  '#f5c400',
  '#fdfdf8',
  '#ffffff',
  '#000000',
  '#050505',
  '#e4572e',
  '#7f7f7f',
  '#00ff00',
]

describe('any brand colour', () => {
  /** By WCAG 2.2, written apart from what it judges. */
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? [])
      .map((channel) => Number(channel) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one: string, other: string): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const GROUNDS = {
    light: { surface: 'rgb(255,255,255)', text: 'rgb(21,24,29)' },
    dark: { surface: 'rgb(30,33,39)', text: 'rgb(241,243,245)' },
  }

  test.each(['light', 'dark'] as const)('%s: can be read and told apart', (scheme) => {
    const { surface, text } = GROUNDS[scheme]
    const steps = ['00', '1c', '38', '55', '71', '8e', 'aa', 'c6', 'e3', 'ff']
    const all = steps.flatMap((red) =>
      steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)),
    )
    for (const color of [...BRANDS, ...all]) {
      const { brand, on, ink, fill, lit, soft } = brandColors(color, scheme)
      expect(contrast(on, brand), `${color}: on its brand`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(lit, fill), `${color}: on what is chosen`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(ink, surface), `${color}: as ink`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(fill, surface), `${color}: as what is chosen`).toBeGreaterThanOrEqual(3)
      expect(contrast(text, soft), `${color}: text on its soft ground`).toBeGreaterThanOrEqual(4.5)
    }
  })

  describe.skipIf(!hasBrowser)('in the browser', () => {
    test.each(['light', 'dark'] as const)('%s: axe agrees, also of what is chosen', async (scheme) => {
      const { page, mount } = await openSurveyPage()
      const looking = (color: string, at: keyof typeof KINDS) =>
        shown({ questions: [KINDS[at] ?? NPS, NPS], look: { color, scheme } })
      await mount(looking('#000000', 'nps'))
      for (const color of BRANDS)
        for (const at of ['nps', 'multi']) {
          await page.evaluate((now) => window.mounted.update(now, 'q1'), looking(color, at))
          const control = page.locator('asklet-survey input').nth(1)
          await control.focus()
          await page.keyboard.press('Space')
          await control.hover()
          await expectAccessible(page)
        }
      expect(await ground(page)).toBe(scheme === 'dark' ? 'rgb(30, 33, 39)' : 'rgb(255, 255, 255)')
    })
  })
})

const ground = (page: Page) =>
  page.locator('asklet-survey .survey').evaluate((node) => getComputedStyle(node).backgroundColor)

describe.skipIf(!hasBrowser)('schemes', () => {
  test('auto follows the system, also while the survey is shown', async () => {
    const { page, mount } = await openSurveyPage({ view: { width: 1280, scheme: 'dark' } })
    await mount(shown({ questions: [NPS] }))
    expect(await ground(page)).toBe('rgb(30, 33, 39)')
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(() => ground(page)).toBe('rgb(255, 255, 255)')
  })
})

describe.skipIf(!hasBrowser)('small screens and large letters', () => {
  const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft '.repeat(3)
  const ALL = shown({
    questions: [
      ...Object.values(KINDS),
      { type: 'single', text: LONG, description: LONG, options: [LONG, `${LONG}!`], other: true },
      { type: 'nps', text: LONG, low: LONG, high: LONG },
      { type: 'prompt', text: LONG, label: LONG, link: 'https://example.com/' },
    ],
  })
  const SCREENS = [
    { name: '320 pixels wide', width: 320, height: 568 },
    { name: '1280 by 800 at 200 %', width: 640, height: 400 },
    { name: '1280 by 1024 at 400 %', width: 320, height: 256 },
    { name: 'letters twice as large', width: 320, height: 640, font: 32 },
  ]

  test.each(SCREENS)('$name: all is on the screen, and can be hit', async ({ width, height, font }) => {
    const { page, mount } = await openSurveyPage({ html: '<main><h1>A page</h1></main>' })
    await page.setViewportSize({ width, height })
    if (font !== undefined) {
      const session = await page.context().newCDPSession(page)
      await session.send('Page.enable')
      await session.send('Page.setFontSizes', { fontSizes: { standard: font, fixed: font } })
    }
    await mount(ALL)
    for (const { id } of ALL.questions) {
      await page.evaluate(([all, id]) => window.mounted.update(all, id), [ALL, id] as const)
      expect(await misses(page), id).toEqual([])
      expect(await sideways(page), id).toEqual([])
    }
    await expectAccessible(page)
    const size = await page.locator('asklet-survey').evaluate((node) => getComputedStyle(node).fontSize)
    expect(size).toBe(`${font ?? 16}px`)
  })

  test('a phone gets a sheet at the foot, wherever else the survey would stand', async () => {
    const { page, mount } = await openSurveyPage({ view: { width: 390, scheme: 'light' } })
    for (const position of ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const) {
      await mount(shown({ questions: [NPS], look: { position } }))
      const box = await page.locator('asklet-survey').boundingBox()
      expect([box?.x, box?.width, (box?.y ?? 0) + (box?.height ?? 0)]).toEqual([0, 390, 844])
      await page.evaluate(() => window.mounted.close())
    }
  })
})

/** What is cut off at a side of the screen, or wider than what holds it. */
const sideways = (page: Page): Promise<string[]> =>
  page.locator('asklet-survey').evaluate((host) =>
    [...(host.shadowRoot?.querySelectorAll<HTMLElement>('.survey *:not(.say)') ?? [])].flatMap((node) => {
      const { left, right } = node.getBoundingClientRect()
      const out =
        left < 0 || right > innerWidth || (node.localName === 'form' && node.scrollWidth > node.clientWidth)
      return out ? [`${node.localName}.${node.className}: ${left} to ${right}`] : []
    }),
  )

describe.skipIf(!hasBrowser)('places', () => {
  test.each([
    ['top-left', 20, 20],
    ['top-right', 860, 20],
    ['bottom-left', 20, null],
    ['bottom-right', 860, null],
    ['center', 416, null],
  ] as const)('%s', async (position, x, y) => {
    const { page, mount } = await openSurveyPage()
    await mount(shown({ questions: [NPS], look: { position } }))
    const box = await page.locator('asklet-survey').boundingBox()
    const height = box?.height ?? 0
    expect(box?.x).toBe(x)
    expect(box?.y).toBeCloseTo(y ?? (position === 'center' ? (800 - height) / 2 : 780 - height), 1)
  })

  test.each(['light', 'dark'] as const)('in the centre over a %s overlay', async (overlay) => {
    const { page, mount } = await openSurveyPage()
    await mount(shown({ questions: [NPS], look: { position: 'center', overlay } }))
    const behind = await page
      .locator('asklet-survey .survey')
      .evaluate((node) => getComputedStyle(node, '::backdrop').backgroundColor)
    expect(behind).toBe(overlay === 'light' ? 'rgba(255, 255, 255, 0.75)' : 'rgba(13, 16, 22, 0.55)')
  })
})

describe.skipIf(!hasBrowser)('languages', () => {
  test.each([
    ['ar', 'التالي', 'rtl'],
    ['he-IL', 'הבא', 'rtl'],
    ['de-CH', 'Weiter', 'ltr'],
    ['fi', 'Next', 'ltr'],
  ] as const)('%s', async (language, next, direction) => {
    const { page, mount } = await openSurveyPage()
    await mount(
      shown({ questions: [NPS, KINDS['multi'] ?? NPS], language, look: { position: 'bottom-left' } }),
    )
    const survey = page.locator('asklet-survey .survey')
    expect(await survey.getAttribute('lang')).toBe(language)
    const place = async (name: string | RegExp, role: 'radio' | 'button') =>
      (await survey.getByRole(role, { name }).first().boundingBox())?.x ?? 0
    const first = await place(/^0 /, 'radio')
    const button = await place(next, 'button')
    const card = await survey.boundingBox()
    const middle = (card?.x ?? 0) + (card?.width ?? 0) / 2
    expect(first > middle).toBe(direction === 'rtl')
    expect(button > middle).toBe(direction === 'ltr')
    // The corner is of the screen, not of the language.
    expect(card?.x).toBe(20)
    expect(await misses(page)).toEqual([])
    await expectAccessible(page)
  })
})

describe.skipIf(!hasBrowser)('motion', () => {
  const moving = (page: Page) =>
    page
      .locator('asklet-survey')
      .evaluate((host) =>
        [...(host.shadowRoot?.querySelectorAll('*') ?? [])]
          .map((node) => getComputedStyle(node))
          .filter(
            ({ animationName, transitionDuration }) =>
              animationName !== 'none' || transitionDuration !== '0s',
          ),
      )

  test('a little, and none for who wants none, nor in a preview', async () => {
    const { page, mount } = await openSurveyPage({
      html: '<main><h1>A page</h1><div id="place"></div></main>',
    })
    await mount(shown({ questions: [NPS, NPS] }))
    expect(await moving(page)).toHaveLength(0)
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect((await moving(page)).length).toBeGreaterThan(0)
    await page.evaluate(() => window.mounted.close())
    await mount(shown({ questions: [NPS, NPS] }), { preview: true, into: 'place' })
    const animated = await page.evaluate(() => document.getAnimations().length)
    expect(animated).toBe(0)
  })
})

describe.skipIf(!hasBrowser)('thanks', () => {
  test.each([
    ['by pointer', true],
    ['by keyboard', false],
  ])('%s: they go by themselves: %s', async (way, goes) => {
    const { page, mount, told } = await openSurveyPage()
    await page.clock.install()
    await mount(shown({ questions: [{ ...NPS, required: true }] }), { focus: true })
    if (way === 'by pointer') await page.getByRole('radio', { name: '10 of 10' }).click()
    else {
      await page.getByRole('radio', { name: '0 of 10', exact: true }).focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
    }
    await page.clock.runFor(400)
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    // Not from under the pointer.
    await page.locator('asklet-survey').hover()
    await page.clock.runFor(30_000)
    expect(await page.locator('asklet-survey').count()).toBe(1)
    await page.mouse.move(10, 10)
    await page.clock.runFor(30_000)
    expect(await page.locator('asklet-survey').count()).toBe(goes ? 0 : 1)
    expect((await told()).filter((one) => 'closed' in one)).toHaveLength(goes ? 1 : 0)
  })
})
