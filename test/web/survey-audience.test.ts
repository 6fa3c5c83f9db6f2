/** The audience tab: what is edited, what is counted, and why someone is not asked. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, hasBrowser, signIn, VIEWS } from './browser.ts'
import { companyCalls } from './seed.ts'
import { chooseByKeys, openSurvey } from './survey-pages.ts'

const attribute = (key: string, op: string, value?: unknown) => ({
  kind: 'attribute',
  key,
  op,
  ...(value !== undefined && { value }),
})
const event = (measure: string, rest: object = {}) => ({
  kind: 'event',
  event: 'Order Completed',
  measure,
  ...rest,
})
const all = (...of: object[]) => ({ kind: 'and', of })

const team = attribute('plan', 'is', 'team')
const DEEP = all(
  team,
  {
    kind: 'or',
    of: [
      event('occurrences', { op: 'gte', value: 1, withinDays: 30 }),
      { kind: 'not', of: attribute('country', 'oneOf', ['DE', 'PT']) },
      {
        kind: 'not',
        of: { kind: 'or', of: [attribute('newsletter', 'is', true), attribute('tags', 'contains', 'beta')] },
      },
    ],
  },
  { kind: 'sessions', op: 'gte', value: 1 },
  attribute('nonsense', 'isNotSet'),
)

const figure = (page: Page) => page.getByRole('region', { name: 'Who is asked' })
const row = (page: Page, number: number) =>
  page.getByRole('group', { name: `Condition ${number}`, exact: true })

/** Through the menu, by keyboard. The new condition has the focus then. */
async function add(page: Page, what: string, group = 'The filter'): Promise<void> {
  const opener = page.getByRole('button', { name: group === 'The filter' ? /^(Ask only some|Add)/ : /^Add/ })
  const within = page.getByRole('group', { name: group, exact: true })
  await within.and(page.locator('[data-node]')).locator(opener).last().press('Enter')
  await pickItem(page, what)
}

/** A menu gives its first item the focus a moment after it has opened. */
async function pickItem(page: Page, name: string): Promise<void> {
  await page.locator('[role=menuitem]:focus').waitFor()
  await page.getByRole('menuitem', { name, exact: true }).press('Enter')
}

async function pickFromMenu(page: Page, of: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${of}`, exact: true }).press('Enter')
  await pickItem(page, item)
}

describe.skipIf(!hasBrowser)('The audience tab', () => {
  it('counts who is matched, in all and by each condition, as one edits', async () => {
    const { page, stored } = await openSurvey('audience')
    await figure(page).getByText('24 of 24 known users').waitFor()
    await figure(page).getByText('Everyone, known or not.').waitFor()

    await add(page, 'What someone is: an attribute')
    await page.keyboard.type('plan')
    await row(page, 1).getByText('Enter a value').waitFor()
    await figure(page).getByText('One condition is not complete').waitFor()
    expect((await stored())['filter']).toBeNull()
    await page.getByLabel('Value of condition 1', { exact: true }).fill('team')
    await figure(page).getByText('8 of 24 known users').waitFor()
    await row(page, 1).getByText('8 meet this').waitFor()
    await figure(page).getByText('Known users whose plan is "team".').waitFor()

    await add(page, 'What someone did: an event')
    await page.keyboard.type('Order Completed')

    await row(page, 2)
      .getByText(/^1\d meet this/)
      .waitFor()
    await expect.poll(stored).toMatchObject({ filter: all(team, event('done')) })
    const both = Number(await figure(page).locator('strong').textContent())
    expect(both).toBeLessThan(8)

    await page
      .getByLabel('The filter: which of its conditions must hold')
      .selectOption('at least one of these holds')
    await expect
      .poll(async () => Number(await figure(page).locator('strong').textContent()))
      .toBeGreaterThan(8)
    await pickFromMenu(page, 'Condition 1', 'Turn round: must not hold')
    await row(page, 1).getByText('16 meet this').waitFor()
    await expect
      .poll(stored)
      .toMatchObject({ filter: { kind: 'or', of: [{ kind: 'not', of: team }, event('done')] } })
  })

  it('keeps the last numbers until the next are there, and moves nothing', async () => {
    const { page } = await openSurvey('audience', { filter: all(team) })
    await figure(page).getByText('8 of 24 known users').waitFor()
    const before = await page.getByLabel('Value of condition 1', { exact: true }).boundingBox()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/audience/conditions', async (route) => {
      await held
      await route.continue()
    })
    await page.getByLabel('Value of condition 1', { exact: true }).fill('free')
    await expect.poll(() => figure(page).getAttribute('aria-busy')).toBe('true')
    await figure(page).getByText('8 of 24 known users').waitFor()
    expect(await page.getByLabel('Value of condition 1', { exact: true }).boundingBox()).toEqual(before)
    release()
    await expect.poll(() => figure(page).getAttribute('aria-busy')).toBe('false')
    await figure(page).getByText('Known users whose plan is "free".').waitFor()
  })

  it('suggests keys and values that came', async () => {
    const { page, stored } = await openSurvey('audience')
    await add(page, 'What someone is: an attribute')
    await page.keyboard.type('emplo')
    await page.getByRole('option', { name: /company\.employees/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.getByLabel('Attribute of condition 1', { exact: true }).inputValue())
      .toBe('company.employees')
    await page.getByRole('button', { name: 'Remove Condition 1' }).press('Enter')

    await add(page, 'What someone is: an attribute')
    await page.keyboard.type('plan')
    await page.getByLabel('Value of condition 1', { exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: /^team/ }).waitFor()
    await page.keyboard.type('ee')
    const suggested = page.getByRole('listbox', { name: /Value of condition 1/ }).getByRole('option')
    await expect.poll(() => suggested.allTextContents()).toEqual(['free8'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(stored).toMatchObject({ filter: all(attribute('plan', 'is', 'free')) })
  })

  const ATTRIBUTES = [
    ['plan', 'is', 'team', attribute('plan', 'is', 'team')],
    ['plan', 'is not', 'team', attribute('plan', 'isNot', 'team')],
    ['plan', 'contains', 'ea', attribute('plan', 'contains', 'ea')],
    ['plan', 'is set', undefined, attribute('plan', 'isSet')],
    ['plan', 'is not set', undefined, attribute('plan', 'isNotSet')],
    ['company.employees', 'is at least', '50', attribute('company.employees', 'gte', 50)],
    ['company.employees', 'is more than', '50', attribute('company.employees', 'gt', 50)],
    ['company.employees', 'is at most', '50', attribute('company.employees', 'lte', 50)],
    ['company.employees', 'is less than', '50.5', attribute('company.employees', 'lt', 50.5)],
    ['trialEnds', 'is in the last', '9', attribute('trialEnds', 'withinDays', 9)],
    ['trialEnds', 'is before', '2026-01-31', attribute('trialEnds', 'lt', '2026-01-31')],
    ['newsletter', 'is', undefined, attribute('newsletter', 'is', true)],
    ['tags', 'contains', 'beta', attribute('tags', 'contains', 'beta')],
  ] as const

  it('takes every comparison of an attribute by keyboard', async () => {
    const { page, stored } = await openSurvey('audience', {
      calls: [...companyCalls(), { type: 'identify', userId: 'user-1', traits: { trialEnds: '2026-01-31' } }],
    })
    for (const [key, op, value, expected] of ATTRIBUTES) {
      await add(page, 'What someone is: an attribute')
      await page.keyboard.type(key)
      // Of what kinds its values are decides what can be asked, and how it is entered.
      const exact = page.getByRole('option', { name: new RegExp(`^${key.replace('.', '\\.')}`) })
      await exact.first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await chooseByKeys(page, 'Comparison of condition 1', op)
      if (value !== undefined) {
        const field = page.getByLabel(/^(Value|Days) of condition 1$/)
        await field.focus()
        // A date is typed by its parts, in the order of the browser's language.
        if ((await field.getAttribute('type')) === 'date') await field.fill(value)
        else {
          await page.keyboard.press('Control+A')
          await page.keyboard.type(value)
        }
      }
      await expect.poll(stored, { message: `${key} ${op}` }).toMatchObject({ filter: all(expected) })
      await page.getByRole('button', { name: 'Remove Condition 1' }).press('Enter')
    }
  })

  it('takes several values by keyboard', async () => {
    const { page, stored } = await openSurvey('audience', { filter: all(team) })
    await chooseByKeys(page, 'Comparison of condition 1', 'is one of')
    await expect.poll(stored).toMatchObject({ filter: all(attribute('plan', 'oneOf', ['team'])) })
    const another = page.getByLabel('Another value of condition 1', { exact: true })
    await another.focus()
    await page.keyboard.type('free')
    await page.keyboard.press('Enter')
    await page.keyboard.type('business, gold')
    await page.keyboard.press('Enter')
    await expect
      .poll(stored)
      .toMatchObject({ filter: all(attribute('plan', 'oneOf', ['team', 'free', 'business', 'gold'])) })
    await page.keyboard.press('Backspace')
    await page.getByRole('button', { name: 'Remove team' }).press('Enter')
    await expect.poll(stored).toMatchObject({ filter: all(attribute('plan', 'oneOf', ['free', 'business'])) })
    await figure(page).getByText('16 of 24 known users').waitFor()
  })

  const EVENTS = [
    [{ measure: 'was done', window: 'at any time' }, event('done')],
    [{ measure: 'was done', window: 'in the last', days: '9' }, event('done', { withinDays: 9 })],
    [{ measure: 'was not done', window: 'in the last', days: '30' }, event('notDone', { withinDays: 30 })],
    ...(
      [
        ['at least', 'gte'],
        ['more than', 'gt'],
        ['at most', 'lte'],
        ['fewer than', 'lt'],
        ['exactly', 'is'],
        ['not exactly', 'isNot'],
      ] as const
    ).map(
      ([op, name]) =>
        [
          { measure: 'was done … times', op, times: '3' },
          event('occurrences', { op: name, value: 3 }),
        ] as const,
    ),
    [
      { measure: 'was first done', op: 'in the last', days: '12' },
      event('firstOccurred', { op: 'withinDays', value: 12 }),
    ],
    ...(
      [
        ['on or after', 'gte'],
        ['after', 'gt'],
        ['on or before', 'lte'],
        ['before', 'lt'],
      ] as const
    ).map(
      ([op, name]) =>
        [
          { measure: 'was last done', op, date: '2026-01-31' },
          event('lastOccurred', { op: name, value: '2026-01-31' }),
        ] as const,
    ),
  ] as const

  it('takes every measure of an event by keyboard, page views and sessions', async () => {
    const { page, stored } = await openSurvey('audience')
    const type = async (label: string, text: string) => {
      await page.getByLabel(label, { exact: true }).focus()
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    }
    for (const [entered, expected] of EVENTS) {
      await add(page, 'What someone did: an event')
      await page.keyboard.type('Order Completed')
      await chooseByKeys(page, 'Measure of condition 1', entered.measure)
      if ('op' in entered) await chooseByKeys(page, 'Comparison of condition 1', entered.op)
      if ('times' in entered) await type('Times of condition 1', entered.times)
      if ('window' in entered) await chooseByKeys(page, 'Window of condition 1', entered.window)
      if ('days' in entered) await type('Days of condition 1', entered.days)
      if ('date' in entered) await page.getByLabel('Date of condition 1', { exact: true }).fill(entered.date)
      await expect.poll(stored, { message: JSON.stringify(entered) }).toMatchObject({ filter: all(expected) })
      await page.getByRole('button', { name: 'Remove Condition 1' }).press('Enter')
    }
    await add(page, 'Page views')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('4')
    await add(page, 'Sessions')
    await expect.poll(stored).toMatchObject({
      filter: all({ kind: 'pageViews', op: 'gte', value: 4 }, { kind: 'sessions', value: 2 }),
    })
  })

  it('moves conditions between groups by the menu, and takes a removal back', async () => {
    const { page, stored } = await openSurvey('audience', {
      filter: all(team, event('done'), { kind: 'or', of: [attribute('country', 'isSet')] }),
    })
    await pickFromMenu(page, 'Condition 1', 'Move down')
    await expect.poll(stored).toMatchObject({ filter: { of: [event('done'), team, { kind: 'or' }] } })
    // The keyboard stays with what was moved.
    await expect.poll(() => row(page, 2).evaluate((one) => one.contains(document.activeElement))).toBe(true)
    await pickFromMenu(page, 'Condition 2', 'Move to Group 1')
    await expect.poll(stored).toMatchObject({
      filter: all(event('done'), { kind: 'or', of: [attribute('country', 'isSet'), team] }),
    })
    await chooseByKeys(page, 'Group 1: which of its conditions must hold', 'none of these holds')
    await expect.poll(stored).toMatchObject({ filter: { of: [{}, { kind: 'not', of: { kind: 'or' } }] } })
    await pickFromMenu(page, 'Condition 3', 'Move to the outermost group')
    await pickFromMenu(page, 'Condition 3', 'Put into a group of its own')
    await page.getByRole('group', { name: 'Group 2', exact: true }).waitFor()

    await expect
      .poll(stored)
      .toMatchObject({ filter: { of: [event('done'), { kind: 'not' }, { kind: 'or', of: [team] }] } })
    const kept = (await stored())['filter']
    await page.getByRole('button', { name: 'Remove Group 1' }).press('Enter')
    await expect.poll(async () => (await stored())['filter']).not.toEqual(kept)
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).press('Enter')
    await expect.poll(async () => (await stored())['filter']).toEqual(kept)
  })

  it('says what can match no one', async () => {
    const { page } = await openSurvey('audience', {
      calls: [
        {
          type: 'page',
          messageId: 'p',
          anonymousId: 'nobody',
          properties: { url: 'https://shop.example.com/' },
        },
      ],
      filter: all({ ...event('done'), event: 'Odrer Completed' }, attribute('plam', 'is', 'pro')),
    })
    await page.getByText('Nobody can meet a filter').waitFor()
    await row(page, 1).getByText('No accepted event is called so').waitFor()
    await row(page, 2).getByText('No call ever set this attribute').waitFor()
    await figure(page).getByText('0 of 0 known users').waitFor()
  })

  it('says why a user would not get it, by the filter as it is edited', async () => {
    const { page } = await openSurvey('audience', { filter: all(attribute('plan', 'is', 'gold')) })
    const user = page.getByLabel('User', { exact: true })
    await user.fill('user-3')
    await page
      .getByRole('listbox', { name: 'Choices for: User' })
      .getByRole('option')
      .filter({ hasText: '@' })
      .first()
      .waitFor()
    await user.press('Enter')
    await page.getByText('does not meet the filter').waitFor()
    await page.getByText('plan is "gold"', { exact: true }).waitFor()
    const found = await page.getByText(/^found:/).textContent()
    const plan = /"(.*)"/.exec(found ?? '')?.[1] ?? ''
    await page.getByLabel('Value of condition 1', { exact: true }).fill(plan)
    await page.getByText('meets the filter', { exact: true }).waitFor()
    await expectAccessible(page)
  })

  it('says why a user would not get it while it runs, there and on their page', async () => {
    const { page, console, id } = await openSurvey('audience', {
      filter: all(attribute('plan', 'is', 'gold')),
    })
    const { id: trigger } = await (
      await console.api('POST', '/environments/development/events', {
        name: 'Pricing viewed',
        kind: 'page-url',
        url: { match: 'contains', pattern: '/pricing' },
      })
    ).json()
    await console.api('PATCH', `/environments/development/surveys/${id}`, { triggers: [{ event: trigger }] })
    await console.api('POST', `/environments/development/surveys/${id}/launch`)
    const why = await (
      await console.api('GET', `/environments/development/surveys/${id}/why?userId=user-3`)
    ).json()
    await page.reload()
    const user = page.getByLabel('User', { exact: true })
    await user.fill('user-3')
    await page
      .getByRole('listbox', { name: 'Choices for: User' })
      .getByRole('option')
      .filter({ hasText: '@' })
      .first()
      .waitFor()
    await user.press('Enter')
    await page.getByText('would not get it, for one reason').waitFor()
    for (const { text } of why.reasons) await page.getByText(text).first().waitFor()
    await page.getByText(why.filter.of[0].asked, { exact: true }).waitFor()

    await page.goto(`${console.url}/development/people/user-3`)
    await page.getByText('Was shown none yet.').waitFor()
    await page.getByText('would not get it, for one reason').click()
    await page.getByText('plan is "gold"', { exact: true }).waitFor()
    await expectAccessible(page)
  })

  it('counts for an email survey those who have an address', async () => {
    const { page } = await openSurvey('audience', {
      platform: 'email',
      calls: [...companyCalls(), { type: 'identify', userId: 'nameless', traits: { plan: 'team' } }],
    })
    await figure(page).getByText('24 of 25 known users').waitFor()
    await figure(page).getByText('All known users with an email address.').waitFor()
    await add(page, 'What someone is: an attribute')
    await page.keyboard.type('plan')
    await page.getByLabel('Value of condition 1', { exact: true }).fill('team')
    await figure(page).getByText('8 of 25 known users').waitFor()
    await row(page, 1).getByText('9 meet this').waitFor()
  })

  it('has no filter where whoever has the link may answer', async () => {
    const { page, stored } = await openSurvey('audience', {
      platform: 'link',
      delivery: { mode: 'immediate' },
      filter: all(team),
    })
    await page.getByText('Whoever has the link can answer').waitFor()
    await page.getByRole('button', { name: 'Take the filter out' }).click()
    await expect.poll(stored).toMatchObject({ filter: null })
    expect(await figure(page).count()).toBe(0)
  })

  it('is accessible in every view', async () => {
    const { page, console } = await openSurvey('audience', { filter: DEEP })
    await figure(page).getByText('of 24 known users').waitFor()
    await expectAccessible(page)
    for (const view of VIEWS.slice(1)) {
      await page.setViewportSize({ width: view.width, height: 844 })
      await page.emulateMedia({ colorScheme: view.scheme })
      await expectAccessible(page)
    }
    await console.setRole('viewer')
    await signIn(page, console)
    await page.reload()
    await figure(page).getByText('of 24 known users').waitFor()
    expect(await page.getByLabel('Attribute of condition 1', { exact: true }).isDisabled()).toBe(true)
  })
})
