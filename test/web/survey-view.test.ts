/** A survey in the page, by pointer and by keyboard, to its end. */
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ANSWER_LENGTH } from '../../shared/question.ts'
import { expectAccessible, hasBrowser } from './browser.ts'
import { KINDS, misses, NPS, openSurveyPage, shown } from './survey-page.ts'

/** Passives ask why; promoters are asked for a talk; others are asked nothing more. */
const SKIPPING = shown({
  questions: [
    {
      ...NPS,
      required: true,
      logic: [
        { op: 'gte', value: 9, goTo: 'q3' },
        { op: 'lte', value: 2, goTo: 'end' },
      ],
    },
    { type: 'open', text: 'Why?', logic: [{ op: 'submitted', goTo: 'end' }] },
    { type: 'multi', text: 'What do you like?', options: ['Speed', 'Looks', 'Price'], other: true },
    { type: 'consent', text: 'May we quote you?', label: 'Yes, quote me', required: true },
  ],
})

describe.skipIf(!hasBrowser)('every kind of question', () => {
  describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
    test.each(Object.entries(KINDS))(
      '%s: accessible, with targets that are hit where they are seen',
      async (_, draft) => {
        const { page, mount } = await openSurveyPage({ view: { width: 1280, scheme } })
        await mount(shown({ questions: [draft, NPS] }))
        await expectAccessible(page)
        expect(await misses(page)).toEqual([])
        // What is chosen, and what is missing, is as readable.
        const control = page.locator('asklet-survey input').last()
        if (await control.isVisible()) await control.focus()
        await page.keyboard.press('Space')
        await page.getByRole('button', { name: 'Close' }).focus()
        await expectAccessible(page)
      },
    )
  })

  test('controls have names of their own', async () => {
    const { page, mount } = await openSurveyPage()
    const names = async () =>
      page
        .locator('asklet-survey :is(input, textarea, button, a)')
        .evaluateAll((nodes) => nodes.map((node) => node.localName))
    await mount(shown({ questions: [KINDS['stars'] ?? NPS] }))
    const survey = page.getByRole('dialog', { name: 'Survey' })
    await expect
      .poll(() => survey.getByRole('radiogroup', { name: 'How would you rate the new editor?' }).count())
      .toBe(1)
    for (const name of ['1 of 5', '2 of 5', '3 of 5', '4 of 5', '5 of 5'])
      expect(await survey.getByRole('radio', { name, exact: true }).count()).toBe(1)
    expect(await names()).toEqual(['button', 'input', 'input', 'input', 'input', 'input', 'button', 'button'])
    await page.evaluate(() => window.mounted.close())

    await mount(shown({ questions: [NPS] }))
    const nps = survey.getByRole('radiogroup', { name: /How likely/ })
    expect(await nps.getByRole('radio').count()).toBe(11)
    expect(await nps.getByRole('radio', { name: '10 of 10' }).count()).toBe(1)
    expect(await nps.evaluate((node) => node.getAttribute('aria-describedby'))).toContain('ends')
    await page.evaluate(() => window.mounted.close())

    await mount(shown({ questions: [KINDS['open'] ?? NPS] }))
    const text = survey.getByRole('textbox', { name: 'What is the main reason for your score?' })
    expect(await text.getAttribute('maxlength')).toBe(`${ANSWER_LENGTH}`)
  })

  test('words are words', async () => {
    const { page, mount } = await openSurveyPage()
    const evil = '<img src=x onerror="document.title=`owned`"> & <b>bold</b>'
    await mount(
      shown({
        questions: [
          { type: 'single', text: evil, description: evil, options: [evil, 'b'] },
          { type: 'prompt', text: evil, label: evil, link: 'javascript:document.title="owned"' },
        ],
      }),
    )
    const survey = page.getByRole('dialog')
    expect(await survey.getByRole('heading').textContent()).toBe(evil)
    await survey.getByRole('radio', { name: evil }).click()
    await survey.getByRole('button', { name: evil }).click()
    expect(await survey.getByRole('link').count()).toBe(0)
    expect(await page.title()).toBe('Host')
  })
})

describe.skipIf(!hasBrowser)('by pointer', () => {
  test('a score leads on by itself, and each answer is told as it is given', async () => {
    const { page, mount, answers, told } = await openSurveyPage()
    await mount(SKIPPING)
    expect(await told()).toContainEqual({ presented: true })
    const survey = page.getByRole('dialog', { name: 'Survey' })
    await survey.getByRole('radio', { name: '9 of 10' }).check()
    expect(await answers()).toEqual([{ answers: { q1: 9 }, completed: false }])

    await survey.getByRole('heading', { name: 'What do you like?' }).waitFor()
    await survey.getByRole('checkbox', { name: 'Speed' }).check()
    await survey.getByRole('checkbox', { name: 'Other' }).check()
    await survey.getByRole('textbox', { name: 'Your answer' }).fill('The name')
    await survey.getByRole('button', { name: 'Next' }).click()
    await survey.getByRole('checkbox', { name: 'Yes, quote me' }).check()
    await survey.getByRole('button', { name: 'Submit' }).click()

    await survey.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect(await answers()).toEqual([
      { answers: { q1: 9 }, completed: false },
      { answers: { q3: ['Speed'] }, completed: false },
      { answers: { q3: ['Speed', 'The name'] }, completed: false },
      { answers: { q4: true }, completed: false },
      { answers: { q4: true }, completed: true },
    ])
    await survey.getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => page.locator('asklet-survey').count()).toBe(0)
    expect((await told()).at(-1)).toEqual({ closed: true })
  })

  test('a choice can be changed before it leads on', async () => {
    const { page, mount, answers } = await openSurveyPage()
    await mount(SKIPPING)
    await page.getByRole('radio', { name: '9 of 10' }).check()
    await page.getByRole('radio', { name: '1 of 10', exact: true }).check()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect(await answers()).toEqual([
      { answers: { q1: 9 }, completed: false },
      { answers: { q1: 1 }, completed: false },
      { answers: { q1: 1 }, completed: true },
    ])
  })

  test('a press of “Next” that comes just after a score led on skips nothing', async () => {
    const { page, mount, answers } = await openSurveyPage()
    await mount(
      shown({
        questions: [
          NPS,
          { type: 'open', text: 'Why?' },
          { type: 'prompt', text: 'Bye', link: 'https://x.test' },
        ],
      }),
    )
    const survey = page.getByRole('dialog', { name: 'Survey' })
    await survey.getByRole('radio', { name: '7 of 10' }).check()
    await survey.getByRole('heading', { name: 'Why?' }).waitFor()
    await survey.getByRole('button', { name: 'Next' }).click()
    await survey.getByRole('textbox', { name: 'Why?' }).fill('Because')
    // What was answered in the meantime is meant.
    await survey.getByRole('button', { name: 'Next' }).click()
    await survey.getByRole('heading', { name: 'Bye' }).waitFor()
    expect(await answers()).toEqual([
      { answers: { q1: 7 }, completed: false },
      { answers: { q2: 'Because' }, completed: false },
    ])
  })

  test('a choice with a text of one’s own waits for it', async () => {
    const { page, mount, answers } = await openSurveyPage()
    await mount(shown({ questions: [{ ...NPS, ...KINDS['single with other'] }] }))
    await page.getByRole('radio', { name: 'Reports' }).check()
    await page.getByRole('radio', { name: 'Other' }).check()
    const own = page.getByRole('textbox', { name: 'Your answer' })
    await expect.poll(() => own.evaluate((node) => node.matches(':focus'))).toBe(true)
    await page.getByRole('button', { name: 'Submit' }).click()
    await page.getByText('Please answer this question.').waitFor()
    await own.fill(' Alerts ')
    await own.press('Enter')
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect(await answers()).toEqual([
      { answers: { q1: 'Reports' }, completed: false },
      { answers: { q1: 'Alerts' }, completed: false },
      { answers: { q1: 'Alerts' }, completed: true },
    ])
  })

  test('a text of one’s own that is an option counts once', async () => {
    const { page, mount, answers } = await openSurveyPage()
    await mount(shown({ questions: [{ ...NPS, ...KINDS['multi'], required: true }] }))
    await page.getByRole('checkbox', { name: 'Faster exports' }).check()
    await page.getByRole('checkbox', { name: 'Other' }).check()
    await page.getByRole('textbox', { name: 'Your answer' }).fill('Faster exports')
    await page.getByRole('button', { name: 'Submit' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect((await answers()).at(-1)).toEqual({ answers: { q1: ['Faster exports'] }, completed: true })
  })

  test('nothing follows what is closed', async () => {
    const { page, mount, told } = await openSurveyPage()
    await page.clock.install()
    await mount(shown({ questions: [NPS] }))
    await page.getByRole('radio', { name: '3 of 10' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.clock.runFor(60_000)
    expect((await told()).filter((one) => !('height' in one))).toEqual([
      { presented: true },
      { answers: { q1: 3 }, completed: false },
      { closed: true },
    ])
  })

  test('a logo that does not come leaves no gap', async () => {
    const { page, mount } = await openSurveyPage({ expected: /ERR_|404/ })
    const height = async () => (await page.locator('asklet-survey').boundingBox())?.height
    await mount(shown({ questions: [NPS] }))
    const without = await height()
    const data = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
    const look = (logo: string) => shown({ questions: [NPS], look: { logo } })
    await page.evaluate((now) => window.mounted.update(now), look(data))
    await expect.poll(height).toBeGreaterThan(without ?? 0)
    await page.evaluate((now) => window.mounted.update(now), look('https://127.0.0.1:1/logo.png'))
    await expect.poll(height).toBe(without)
  })

  test('a prompt opens its link, and counts as done', async () => {
    const { page, mount, answers } = await openSurveyPage()
    await page.context().route('https://example.com/**', (route) => route.fulfill({ body: 'there' }))
    await mount(shown({ questions: [KINDS['prompt'] ?? NPS] }))
    const opened = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Pick a time' }).click()
    expect((await opened).url()).toBe('https://example.com/talk')
    expect(await answers()).toEqual([{ answers: { q1: true }, completed: true }])
  })

  test('skipping says so; closing in the middle keeps what was given', async () => {
    const { page, mount, told } = await openSurveyPage()
    await mount(
      shown({
        questions: [
          { type: 'open', text: 'One?' },
          { type: 'open', text: 'Two?' },
        ],
      }),
    )
    await page.getByRole('textbox', { name: 'One?' }).fill('begun')
    await page.getByRole('button', { name: 'Skip' }).click()
    await page.getByRole('heading', { name: 'Two?' }).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    expect((await told()).filter((one) => !('height' in one))).toEqual([
      { presented: true },
      { answers: { q1: null }, completed: false },
      { closed: true },
    ])
  })
})

describe.skipIf(!hasBrowser)('by keyboard', () => {
  test('from the page into the survey, through its skip logic, to the end and back', async () => {
    const { page, mount, answers } = await openSurveyPage()
    await page.locator('#search').focus()
    await mount(SKIPPING)
    await page.keyboard.type('still here')
    expect(await page.locator('#search').inputValue()).toBe('still here')

    await page.keyboard.press('Tab')
    expect(await focused(page.locator('asklet-survey'))).toBe('Close')
    await page.keyboard.press('Tab')
    // Without a choice, Enter says what is missing.
    await page.keyboard.press('Enter')
    await page.getByText('Please answer this question.').waitFor()
    expect(await page.getByRole('radiogroup').getAttribute('aria-invalid')).toBe('true')

    // Arrow keys walk, and answer nothing.
    for (let times = 0; times < 9; times++) await page.keyboard.press('ArrowRight')
    expect(await focused(page.locator('asklet-survey'))).toBe('9 of 10')
    expect(await answers()).toEqual([])
    expect(await page.getByText('Please answer this question.').count()).toBe(0)
    await page.keyboard.press('Enter')

    // The focus is kept, at the first control of what follows.
    await page.getByRole('heading', { name: 'What do you like?' }).waitFor()
    expect(await focused(page.locator('asklet-survey'))).toBe('Speed')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    expect(await focused(page.locator('asklet-survey'))).toBe('Yes, quote me')
    await page.keyboard.press('Enter')
    await page.getByText('Please answer this question.').waitFor()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect(await answers()).toEqual([
      { answers: { q1: 9 }, completed: false },
      { answers: { q3: ['Looks'] }, completed: false },
      { answers: { q4: true }, completed: false },
      { answers: { q4: true }, completed: true },
    ])

    await page.keyboard.press('Escape')
    expect(await page.locator('asklet-survey').count()).toBe(0)
    expect(await page.locator('#search').evaluate((node) => node === document.activeElement)).toBe(true)
  })

  test('Ctrl+Enter sends a text; Enter makes a line', async () => {
    const { page, mount, answers } = await openSurveyPage()
    await mount(shown({ questions: [{ type: 'open', text: 'Why?' }] }), { focus: true })
    await page.getByRole('textbox', { name: 'Why?' }).focus()
    await page.keyboard.type('one')
    await page.keyboard.press('Enter')
    await page.keyboard.type('two')
    await page.keyboard.press('Control+Enter')
    expect(await answers()).toEqual([{ answers: { q1: 'one\ntwo' }, completed: true }])
  })

  test('Escape closes a survey that nobody has entered, but not while the page is in use', async () => {
    const { page, mount, told } = await openSurveyPage()
    await mount(SKIPPING)
    await page.locator('#search').focus()
    await page.keyboard.press('Escape')
    expect(await page.locator('asklet-survey').count()).toBe(1)
    await page.locator('#search').blur()
    await page.keyboard.press('Escape')
    expect(await page.locator('asklet-survey').count()).toBe(0)
    expect((await told()).at(-1)).toEqual({ closed: true })
  })

  test('a survey that takes no focus is told politely, and each next question too', async () => {
    const { page, mount } = await openSurveyPage()
    await mount(SKIPPING)
    const live = page.locator('asklet-survey .say')
    expect(await live.getAttribute('aria-live')).toBe('polite')
    await expect.poll(() => live.textContent()).toBe(`Survey: ${NPS.text}`)
  })
})

describe.skipIf(!hasBrowser)('over an overlay', () => {
  const MODAL = {
    ...SKIPPING,
    look: { ...SKIPPING.look, position: 'center' as const, overlay: 'dark' as const },
  }

  test('it is a modal dialog: the focus stays inside, and goes back', async () => {
    const { page, mount, told } = await openSurveyPage()
    await page.locator('#search').focus()
    await mount(MODAL)
    await expectAccessible(page)
    expect(await misses(page)).toEqual([])
    for (let times = 0; times < 8; times++) {
      await page.keyboard.press('Tab')
      expect(await page.locator('#search').evaluate((node) => node === document.activeElement)).toBe(false)
    }
    // The page beneath cannot be reached.
    await expect(page.locator('#search').click({ timeout: 500 })).rejects.toThrow('intercepts pointer events')
    await page.keyboard.press('Escape')
    expect(await page.locator('asklet-survey').count()).toBe(0)
    expect((await told()).at(-1)).toEqual({ closed: true })
    expect(await page.locator('#search').evaluate((node) => node === document.activeElement)).toBe(true)
  })
})

describe.skipIf(!hasBrowser)('for whoever shows it', () => {
  test('it tells its height, and keeps to the most that it may have', async () => {
    const { page, mount, told } = await openSurveyPage()
    const options = Array.from({ length: 50 }, (_, index) => `Option ${index + 1}`)
    await mount(shown({ questions: [{ type: 'multi', text: 'Which?', options }] }), { maxHeight: 400 })
    await expect.poll(told).toContainEqual({ height: 400 })
    const last = page.getByRole('checkbox', { name: 'Option 50' })
    await last.check()
    expect(await last.isChecked()).toBe(true)
    expect(await misses(page)).toEqual([])
    await expectAccessible(page)
  })

  test('closed from outside it goes without a word', async () => {
    const { page, mount, told } = await openSurveyPage()
    await mount(SKIPPING)
    await page.evaluate(() => window.mounted.close())
    expect(await page.locator('asklet-survey').count()).toBe(0)
    expect(await told()).not.toContainEqual({ closed: true })
  })

  test('a preview stands in its place, follows every change, and takes no focus', async () => {
    const { page, mount, told } = await openSurveyPage({
      html: '<main><h1>Builder</h1><input aria-label="Text" id="text"><div id="preview"></div></main>',
    })
    await page.locator('#text').focus()
    await mount(SKIPPING, { preview: true, into: 'preview' })
    const survey = page.locator('#preview').getByRole('group', { name: 'Survey' })
    const update = (text: string, at?: string) =>
      page.evaluate(([now, at]) => window.mounted.update(now, at), [
        { ...SKIPPING, questions: SKIPPING.questions.map((one) => ({ ...one, text })) },
        at,
      ] as const)
    await update('Now?')
    expect(await survey.getByRole('heading').textContent()).toBe('Now?')
    await update('Consent?', 'q4')
    expect(await survey.getByRole('checkbox').count()).toBe(1)
    await update('Thanks', 'end')
    await survey.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect(await page.locator('#text').evaluate((node) => node === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    await survey.getByRole('button', { name: 'Close' }).click()
    expect(await survey.count()).toBe(1)
    expect((await told()).filter((one) => 'closed' in one)).toHaveLength(1)
    const box = await survey.boundingBox()
    const place = await page.locator('#preview').boundingBox()
    expect(box?.y).toBe(place?.y)
    await expectAccessible(page)
  })
})

/** The name of what has the focus in the survey. */
function focused(survey: Locator): Promise<string | null | undefined> {
  return survey.evaluate((host) => {
    const active = host.shadowRoot?.activeElement
    return active?.getAttribute('aria-label') ?? active?.closest('label')?.textContent ?? active?.textContent
  })
}
