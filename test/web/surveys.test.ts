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
import { companyCalls, seed } from './seed.ts'

const AT = '/environments/development'

async function start(view?: View, options?: Parameters<typeof openPage>[1]) {
  const console = await startConsole()
  const page = await openPage(view, options)
  await signUp(page, console)
  return { console, page, ...surveysOf(console), goTo: goTo(console, page) }
}

/** What the API says of Development's surveys. */
function surveysOf(console: Console) {
  const call = async (method: string, path: string, body?: unknown) =>
    (await console.api(method, AT + path, body)).json()
  return {
    make: (survey: object) => call('POST', '/surveys', { platform: 'web', ...survey }),
    read: (id: string) => call('GET', `/surveys/${id}`),
    change: (id: string, change: object) => call('PATCH', `/surveys/${id}`, change),
    launch: (id: string) => call('POST', `/surveys/${id}/launch`),
    list: async () => (await call('GET', '/surveys')).items,
    click: (name: string) => call('POST', '/events', { name, kind: 'click', click: { selector: '#buy' } }),
    /** Someone clicks what triggers a survey, is shown it, and answers it. */
    answer: async (event: string, answers: object) => {
      const { sdkId } = await call('GET', '')
      const post = (path: string, body: object) =>
        fetch(`${console.url}/sdk/${sdkId}${path}`, { method: 'POST', body: JSON.stringify(body) })
      const sentAt = new Date().toISOString()
      const click = {
        type: 'click',
        event,
        url: 'https://shop.example.com/',
        messageId: 'm1',
        timestamp: sentAt,
      }
      const reply = await post('/calls', {
        visitorId: 'visitor-0123456789abcdef',
        sentAt,
        calls: [click],
        ask: { call: 'm1' },
      })
      const { showing } = (await reply.json()).survey
      const given = await post(`/showings/${showing}`, { answers, completed: true })
      if (!given.ok) throw new Error(`${given.status} ${await given.text()}`)
    },
  }
}

const goTo = (console: Console, page: Page) => (id: string, rest: string) =>
  page.goto(`${console.url}/development/surveys/${id}/${rest}`)

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Not what is read out. */
const content = (page: Page) => page.locator('#content')
const saved = (page: Page) =>
  content(page)
    .getByText(/^Saved \d\d:\d\d$/)
    .waitFor()
const question = (page: Page) => page.getByLabel('Question', { exact: true })
const listed = (page: Page) => page.getByRole('navigation', { name: 'Questions' }).locator('li button')
const namesOf = async (page: Page) =>
  (await listed(page).allInnerTexts()).map((text) => text.split('\n').at(-1))
/** The survey as people see it. */
const view = (page: Page) => page.locator('asklet-survey')

const PLANS = {
  name: 'Plans',
  questions: [
    { id: 'plan', type: 'single', text: 'Which plan?', options: ['Free', 'Team', 'Pro'] },
    { id: 'why', type: 'open', text: 'Why that one?' },
    { id: 'nps', type: 'nps', text: 'Would you recommend us?' },
  ],
}

describe.skipIf(!hasBrowser)('a new survey', () => {
  it('comes from a template, is edited, and is still there after a reload', async () => {
    const { console, page, list } = await start()
    await page.goto(`${console.url}/development/surveys`)
    await page.getByText('No surveys yet').waitFor()
    await press(page, 'n')
    await page.getByRole('heading', { name: 'New survey' }).waitFor()
    await press(page, 'j')
    await page.getByRole('heading', { name: 'Customer satisfaction (CSAT)' }).waitFor()
    // The preview is the view itself.
    await view(page).getByRole('radio').first().waitFor()
    await press(page, 'k')
    await page.getByRole('heading', { name: 'Net Promoter Score (NPS)' }).waitFor()
    await page.getByRole('button', { name: 'Use this template' }).click()

    await page.getByRole('textbox', { name: 'Name' }).fill('Shall we go on?')
    await question(page).fill('How likely are you to tell a friend?')
    await view(page).getByRole('heading', { name: 'How likely are you to tell a friend?' }).waitFor()
    await saved(page)
    await page.reload()
    await expect.poll(() => question(page).inputValue()).toBe('How likely are you to tell a friend?')
    const [survey] = await list()
    expect(survey).toMatchObject({ name: 'Shall we go on?', status: 'draft', platform: 'web' })
    expect(survey.questions[0].text).toBe('How likely are you to tell a friend?')
  })

  it('begins blank, with the kind of its first question', async () => {
    const { console, page, list } = await start()
    await page.goto(`${console.url}/development/surveys/new?platform=link&template=blank`)
    await page.getByRole('button', { name: 'Begin with a blank survey' }).click()
    await page.getByRole('button', { name: 'Single choice' }).click()
    await question(page).fill('Tea or coffee?')
    await page.getByLabel('Add an option').pressSequentially('Tea')
    await press(page, 'Enter')
    await page.keyboard.type('Coffee')
    await expect.poll(() => page.getByLabel('Option 2', { exact: true }).inputValue()).toBe('Coffee')
    await saved(page)
    expect((await list())[0]).toMatchObject({
      platform: 'link',
      questions: [{ id: 'q1', type: 'single', text: 'Tea or coffee?', options: ['Tea', 'Coffee'] }],
    })
  })
})

describe.skipIf(!hasBrowser)('editing', () => {
  it('goes back and forth step by step, by keys', async () => {
    const { page, make, read, goTo } = await start()
    const { id } = await make(PLANS)
    await goTo(id, 'build')
    await question(page).fill('Which of our plans?')
    await page.getByRole('button', { name: 'Remove option 2, Team' }).click()
    await expect.poll(async () => (await read(id)).questions[0].options).toEqual(['Free', 'Pro'])
    await press(page, 'ControlOrMeta+z')
    await page.getByLabel('Option 3', { exact: true }).waitFor()
    await press(page, 'ControlOrMeta+z')
    expect(await question(page).inputValue()).toBe('Which plan?')
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
    await press(page, 'ControlOrMeta+Shift+z')
    expect(await question(page).inputValue()).toBe('Which of our plans?')
    await expect
      .poll(async () => (await read(id)).questions[0])
      .toMatchObject({ text: 'Which of our plans?', options: ['Free', 'Team', 'Pro'] })
  })

  it('moves, copies and removes questions by keys, and undoes that', async () => {
    const { page, make, read, goTo } = await start()
    const { id } = await make(PLANS)
    await goTo(id, 'build')
    await listed(page).first().focus()
    await press(page, 'Alt+ArrowDown', 'Alt+ArrowDown')
    expect(await namesOf(page)).toEqual(['Why that one?', 'Would you recommend us?', 'Which plan?'])
    // The focus goes with it.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Which plan?')
    await press(page, 'k', 'd')
    expect(await namesOf(page)).toEqual([
      'Why that one?',
      'Would you recommend us?',
      'Would you recommend us?',
      'Which plan?',
    ])
    await listed(page).first().click()
    await press(page, 'Delete')
    await page.getByText('“Why that one?” removed').waitFor()
    expect(await namesOf(page)).not.toContain('Why that one?')
    await press(page, 'z')
    await expect.poll(() => namesOf(page)).toContain('Why that one?')
    await expect
      .poll(async () => (await read(id)).questions.map((one: { id: string }) => one.id))
      .toEqual(['why', 'nps', 'q4', 'plan'])
  })

  it('moves questions and options by dragging', async () => {
    const { page, make, read, goTo } = await start()
    const { id } = await make(PLANS)
    await goTo(id, 'build')
    const drag = async (from: ReturnType<Page['locator']>, to: ReturnType<Page['locator']>) => {
      await from.hover()
      const handle = await from.locator('[aria-hidden=true]').first().boundingBox()
      const target = await to.boundingBox()
      if (!handle || !target) throw new Error('nothing to drag')
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
      await page.mouse.down()
      await page.mouse.move(target.x + 20, target.y + target.height - 2, { steps: 4 })
      await page.mouse.up()
    }
    const rows = page.getByRole('navigation', { name: 'Questions' }).locator('li')
    await drag(rows.nth(0), rows.nth(1))
    expect(await namesOf(page)).toEqual(['Why that one?', 'Which plan?', 'Would you recommend us?'])
    const options = page.getByRole('region', { name: 'Options' }).locator('li')
    await drag(options.nth(0), options.nth(2))
    await expect.poll(async () => (await read(id)).questions[1].options).toEqual(['Team', 'Pro', 'Free'])
  })

  it('takes a pasted list as options, and renames them in rules too', async () => {
    const { page, make, read, goTo } = await start()
    const { id } = await make(PLANS)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await goTo(id, 'build')
    await page.getByLabel('Add an option').focus()
    await page.evaluate(() => navigator.clipboard.writeText('1. Plus\n2. Max\n\nFree\n'))
    await press(page, 'ControlOrMeta+v')
    await page.getByLabel('Option 5', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByLabel('Rule 1: value').selectOption('Plus')
    await page.getByLabel('Option 4', { exact: true }).fill('Plus, yearly')
    await expect
      .poll(async () => (await read(id)).questions[0])
      .toMatchObject({
        options: ['Free', 'Team', 'Pro', 'Plus, yearly', 'Max'],
        logic: [{ op: 'is', value: 'Plus, yearly', goTo: 'end' }],
      })
  })

  it('refuses a loop with its reason, and saves once it is mended', async () => {
    const { page, make, read, goTo } = await start()
    const { id, revision } = await make(PLANS)
    await goTo(id, 'build?question=nps')
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await saved(page)
    await page.getByLabel('Rule 1: go to').selectOption({ label: '1. Which plan?' })
    await page.getByText(/leads round in a loop: from question 1/).waitFor()
    await content(page).getByText('Not saved: 1 to mend').waitFor()
    await page.getByText('Flow', { exact: true }).click()
    await page.getByText(/^Question 3: the score is .*, question 1$/).waitFor()
    expect((await read(id)).questions[2].logic[0].goTo).toBe('end')

    // Said everywhere, with the way back to it.
    await page.getByRole('link', { name: 'Look' }).click()
    await page.getByText('Not saved. Question 3, rule 1 leads round in a loop.').waitFor()
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Rule 1: if')
    await page.getByLabel('Rule 1: go to').selectOption('end')
    await saved(page)
    expect((await read(id)).revision).toBe(revision + 1)

    // A question that no answer reaches is refused too.
    await listed(page).first().click()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByLabel('Rule 1: if').selectOption('submitted')
    await page.getByLabel('Rule 1: go to').selectOption('nps')
    await page.getByRole('switch', { name: 'Required' }).click()
    await page
      .getByText(/Question 2 \(“Why that one\?”\) is never reached/i)
      .first()
      .waitFor()
  })

  it('keeps what was typed offline, also through a reload', async () => {
    const { console, page, make, read, goTo } = await start(undefined, {
      expected: /ERR_FAILED|ERR_INTERNET/,
    })
    const { id } = await make(PLANS)
    await goTo(id, 'build')
    const changes = `**/api${AT}/surveys/${id}`
    await question(page).waitFor()
    await page.route(changes, (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    )
    await question(page).fill('Which plan is yours?')
    await content(page).getByText('Not saved: kept here, and tried again').waitFor()
    await page.reload()
    await expect.poll(() => question(page).inputValue()).toBe('Which plan is yours?')
    expect((await read(id)).questions[0].text).toBe('Which plan?')
    await page.unroute(changes)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(async () => (await read(id)).questions[0].text).toBe('Which plan is yours?')
    await saved(page)
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => /survey\./.test(key))),
    ).toEqual([])
    expect(console.url).toBeDefined()
  })

  it('knows its own change again where the answer was lost', async () => {
    const { page, make, read, goTo } = await start(undefined, { expected: /ERR_FAILED|409/ })
    const { id } = await make(PLANS)
    await goTo(id, 'build')
    await question(page).waitFor()
    let lost = 0
    await page.route(`**/api${AT}/surveys/${id}`, async (route) => {
      if (route.request().method() !== 'PATCH' || lost > 0) return route.continue()
      lost++
      await route.fetch()
      await route.abort()
    })
    await question(page).fill('Which plan is yours?')
    await expect.poll(async () => (await read(id)).questions[0].text).toBe('Which plan is yours?')
    await question(page).fill('Which plan is yours now?')
    await saved(page)
    expect((await read(id)).questions[0].text).toBe('Which plan is yours now?')
    expect(await page.getByText('Someone else').count()).toBe(0)
  })

  it('moves to another platform with what that can have, in one step', async () => {
    const { page, make, read, click, goTo } = await start()
    const { id: event } = await click('Bought')
    const { id } = await make({ ...PLANS, triggers: [{ event }] })
    await goTo(id, 'build')
    await page.getByLabel('Where it is shown').selectOption('link')
    await expect
      .poll(() => read(id))
      .toMatchObject({ platform: 'link', triggers: [], delivery: { mode: 'immediate' } })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(() => read(id))
      .toMatchObject({ platform: 'web', triggers: [{ event }], delivery: { mode: 'until' } })
  })

  it('tells of another who edited it, and lets one choose', async () => {
    const { page, make, read, change, goTo } = await start(undefined, { expected: /409/ })
    const { id } = await make(PLANS)
    await goTo(id, 'build')
    await question(page).waitFor()
    await change(id, { name: 'Tariffs' })
    await question(page).fill('Which plan, please?')
    await page.getByText('Someone else changed this survey meanwhile').waitFor()
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await saved(page)
    // Only what was changed here replaces theirs.
    const kept = await read(id)
    expect(kept).toMatchObject({ name: 'Tariffs' })
    expect(kept.questions[0].text).toBe('Which plan, please?')

    const theirs = kept.questions.map((one: object) => ({ ...one, text: 'Theirs' }))
    await change(id, { questions: theirs })
    await question(page).fill('Mine')
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await expect.poll(() => question(page).inputValue()).toBe('Theirs')
  })

  it('is for editors: a viewer looks', async () => {
    const { console, page, make, goTo } = await start()
    const { id } = await make(PLANS)
    await console.setRole('viewer')
    await goTo(id, 'build')
    expect(await question(page).isDisabled()).toBe(true)
    expect(await page.getByRole('button', { name: 'Add a question' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Launch' }).count()).toBe(0)
    await page.goto(`${console.url}/development/surveys`)
    await page.getByRole('link', { name: 'Plans' }).waitFor()
    expect(await page.getByRole('link', { name: 'New survey' }).count()).toBe(0)
  })

  it('shows the open question as people see it', async () => {
    const { page, make, goTo } = await start()
    const { id } = await make(PLANS)
    await goTo(id, 'build')
    await view(page).getByRole('heading', { name: 'Which plan?' }).waitFor()
    await listed(page).nth(2).click()
    await view(page).getByRole('heading', { name: 'Would you recommend us?' }).waitFor()
    await view(page).getByRole('radio', { name: '10 of 10' }).click()
    await view(page).getByRole('heading', { name: 'Thank you!' }).waitFor()
    // Typing keeps where one has walked to.
    await question(page).fill('Would you tell a friend?')
    expect(await view(page).getByRole('heading', { name: 'Thank you!' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Thank-you card' }).click()
    await page.getByLabel('Title').fill('Bye')
    await view(page).getByRole('heading', { name: 'Bye' }).waitFor()
  })
})

describe.skipIf(!hasBrowser)('a launch', () => {
  it('lists what is missing, leads to it, and goes through once it is there', async () => {
    const { page, make, read, click, goTo } = await start()
    await click('Bought')
    const { id } = await make({ name: 'Shop', questions: [{ type: 'single', text: '', options: ['One'] }] })
    await goTo(id, 'build')
    await page.getByRole('button', { name: 'Launch' }).click()
    const dialog = page.getByRole('dialog', { name: 'Before it can be launched' })
    expect(await dialog.getByRole('link').allInnerTexts()).toEqual([
      'Question 1 needs its text.',
      'Question 1 needs at least 2 options.',
      'The survey needs 1 to 10 events that make it appear.',
    ])
    await dialog.getByRole('link', { name: 'Question 1 needs its text' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.keyboard.type('What did you buy?')
    await page.getByLabel('Add an option').pressSequentially('Two')

    await page.getByRole('button', { name: 'Launch' }).click()
    await dialog.getByRole('link').click()
    await page.getByRole('link', { name: 'When', exact: true, includeHidden: false }).waitFor()
    await page
      .getByRole('button', { name: /add a trigger|add an event/i })
      .first()
      .click()
    await page.getByText('Bought').first().click()
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await read(id)).triggers.length).toBe(1)
    await page.getByRole('button', { name: 'Launch' }).click()
    await page.getByRole('button', { name: 'Launch in Development' }).click()
    await page.getByText('In progress', { exact: true }).waitFor()
    expect(await read(id)).toMatchObject({ status: 'in-progress' })
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('Paused', { exact: true }).waitFor()
    await press(page, 'z')
    await page.getByText('In progress', { exact: true }).waitFor()
  })

  it('makes changes wait until they are published, and keeps what has answers', async () => {
    const { page, make, read, launch, click, answer, goTo } = await start(undefined, { expected: /409/ })
    const { id: event } = await click('Bought')
    const { id } = await make({ ...PLANS, triggers: [{ event }] })
    await launch(id)
    await answer('Bought', { plan: 'Team' })
    await goTo(id, 'build')
    await question(page).fill('Which plan is yours?')
    await page.getByText('1 change not published').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByRole('dialog').getByText('Question 1: text').waitFor()
    expect((await read(id)).questions[0].text).toBe('Which plan?')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await expect.poll(async () => (await read(id)).questions[0].text).toBe('Which plan is yours?')

    await page.getByRole('button', { name: 'Remove option 2, Team' }).click()
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page
      .getByText(/must keep “Team”, which has 1 answer/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await page.getByLabel('Option 3', { exact: true }).waitFor()
    expect((await read(id)).questions[0].options).toEqual(['Free', 'Team', 'Pro'])

    await page.getByRole('link', { name: 'Results' }).click()
    await expect
      .poll(async () => (await page.locator('dl').allInnerTexts()).join().replaceAll('\n', ' '))
      .toMatch(/Shown 1 .*Answered 1 of 385 wanted Response rate 100 %/)
  })
})

describe.skipIf(!hasBrowser)('the list', () => {
  it('is filtered by state and by name, walked by keys, and archives with time to think again', async () => {
    const { console, page, make, read, launch } = await start()
    const { id } = await make({ ...PLANS, platform: 'link', name: 'Wishes' })
    await launch(id)
    await console.api('POST', `${AT}/surveys/${id}/pause`)
    await make(PLANS)
    const rows = page.locator('tbody tr')
    await page.goto(`${console.url}/development/surveys`)
    await expect.poll(() => rows.count()).toBe(2)
    await page.getByText('Paused', { exact: true }).first().click()
    await expect.poll(() => rows.count()).toBe(1)
    expect(page.url()).toContain('status=paused')
    await page.getByText('Completed', { exact: true }).click()
    await page.getByText('No survey is completed').waitFor()
    await page.getByRole('link', { name: 'Show all' }).click()
    await page.getByRole('searchbox').fill('wish')
    await expect.poll(() => rows.count()).toBe(1)

    await page.getByRole('button', { name: 'More for Wishes' }).click()
    await page.getByRole('menuitem', { name: 'Archive' }).click()
    await expect.poll(() => rows.count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => rows.count()).toBe(1)
    await page.getByRole('button', { name: 'More for Wishes' }).click()
    await page.getByRole('menuitem', { name: 'Archive' }).click()
    await page.getByRole('button', { name: 'Close this message' }).click()
    await expect.poll(async () => (await read(id)).status).toBe('archived')

    await page.goto(`${console.url}/development/surveys`)
    await expect.poll(() => rows.count()).toBe(1)
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await expect.poll(async () => (await press(page, 'j'), focused())).toBe('Plans')
    await press(page, 'Enter')
    await expect.poll(() => question(page).inputValue()).toBe('Which plan?')
  })
})

describe.skipIf(!hasBrowser)('look and languages', () => {
  it('set the colour, a logo from a file, and where it stands', async () => {
    const { page, make, read, goTo } = await start()
    const { id } = await make(PLANS)
    await goTo(id, 'look')
    await page.getByLabel('Brand colour', { exact: true }).fill('#fde047')
    await page.getByText(/on the light card text and lines take a darker shade/).waitFor()
    await page.getByLabel('Centre').check({ force: true })
    await page.getByText('Dark veil').click()
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle r="5"/></svg>'
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) })
    await page.getByText('Kept in the survey, 1 KB').waitFor()
    await expect
      .poll(async () => (await read(id)).look)
      .toMatchObject({ color: '#fde047', position: 'center', overlay: 'dark', logo: /^data:image\/svg/ })
  })

  it('put it into another language, and say what is missing', async () => {
    const { page, make, read, goTo } = await start()
    const { id } = await make(PLANS)
    await goTo(id, 'languages')
    const picker = page.getByRole('combobox', { name: 'Add a language' })
    await picker.fill('arab')
    await page.getByRole('option', { name: 'Arabic ar' }).click()
    await page.getByText('7 missing').waitFor()
    await page.getByLabel('Question 1, Text, in Arabic').fill('أي خطة؟')
    await page.getByLabel('Question 1, Option 2, in Arabic').fill('فريق')
    await page.getByText('5 missing').waitFor()
    await view(page).getByText('فريق').waitFor()
    expect(await view(page).locator('[dir=rtl]').count()).toBe(1)
    await expect
      .poll(async () => (await read(id)).translations)
      .toMatchObject({ ar: { questions: { plan: { text: 'أي خطة؟', options: ['', 'فريق', ''] } } } })
    await page.getByRole('button', { name: 'Remove Arabic' }).click()
    await page.getByText('Asked in English only').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('5 missing').waitFor()
  })
})

describe.skipIf(!hasBrowser)('Surveys', () => {
  it.each(VIEWS)('are accessible at $width, $scheme', { timeout: 180_000 }, async (shownIn) => {
    const { console, page, make, launch, click, answer } = await start(shownIn)
    const look = async (path: string, sign: string | RegExp) => {
      await page.goto(`${console.url}/development/surveys${path}`)
      await page.getByText(sign).first().waitFor()
      await expectAccessible(page)
    }
    await look('', 'No surveys yet')
    await look('/new', 'Use this template')
    await look('/new?template=blank', 'Begin with a blank survey')
    await seed(console, 'development', companyCalls({ users: 4 }))
    const empty = await make({ name: 'Empty', questions: [] })
    for (const [tab, sign] of [
      ['build', 'What do you want to know?'],
      ['audience', 'Who is asked'],
      ['when', 'What makes it appear'],
      ['look', 'Brand colour'],
      ['languages', 'Asked in English only'],
      ['results', 'No answers yet'],
    ] as const)
      await look(`/${empty.id}/${tab}`, sign)

    const { id: event } = await click('Bought')
    const whole = await make({
      name: 'Whole',
      triggers: [{ event }],
      filter: { kind: 'not', of: { kind: 'attribute', key: 'plan', op: 'is', value: 'team' } },
      translations: { ar: { questions: { a: { text: 'ما رأيك؟' } } } },
      questions: [
        {
          id: 'a',
          type: 'nps',
          text: 'Recommend?',
          required: true,
          logic: [{ op: 'lte', value: 6, goTo: 'c' }],
        },
        {
          id: 'b',
          type: 'multi',
          text: 'Likes?',
          options: ['A', 'B'],
          logic: [{ op: 'includesAll', value: ['A'], goTo: 'end' }],
        },
        { id: 'c', type: 'single', text: 'Which?', options: ['A', 'B'], other: true },
        { id: 'd', type: 'rating', text: 'How good?', scale: 'stars' },
        { id: 'e', type: 'open', text: 'Why?' },
        { id: 'f', type: 'prompt', text: 'Read more', link: 'https://example.com' },
        { id: 'g', type: 'consent', text: 'May we?' },
      ],
    })
    await look('', 'Whole')
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'end'])
      await look(`/${whole.id}/build?question=${id}`, id === 'end' ? 'Title' : 'What comes next')
    await page.getByText('Flow', { exact: true }).click()
    await expectAccessible(page)
    await page.getByText('Preview', { exact: true }).first().click()
    await page.getByText('Phone', { exact: true }).click()
    await expectAccessible(page)
    await look(`/${whole.id}/audience`, 'Who is asked')
    await look(`/${whole.id}/when`, 'Bought')
    await look(`/${whole.id}/look`, 'Brand colour')
    await look(`/${whole.id}/languages`, /missing/)
    await page.getByRole('button', { name: 'Launch' }).click()
    await page.getByRole('button', { name: 'Launch in Development' }).waitFor()
    await expectAccessible(page)
    await launch(whole.id)
    await answer('Bought', { a: 9 })
    await look(`/${whole.id}/results`, 'Answered')
    await page.getByRole('link', { name: 'Build' }).click()
    await question(page).fill('Recommend us?')
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page)
  })
})
