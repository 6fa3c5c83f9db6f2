/** The tab that says when a survey appears: its triggers, to how many it is given, when, and how often. */
import { describe, expect, it } from 'vitest'
import { sdkLine } from '../../web/console/pages/surveys/when/can-trigger.ts'
import { fromLocal, toLocal } from '../../web/console/pages/surveys/when/local-time.ts'
import { expectAccessible, hasBrowser, signIn, VIEWS } from './browser.ts'
import { openSurvey } from './survey-pages.ts'

describe('the line of SDK code', () => {
  it.each([
    [
      { name: 'Order Completed', trackNames: ['Order Completed', 'Bought'] },
      `Asklet('track', 'Order Completed')`,
    ],
    [{ name: 'Order', trackNames: ['order_done'] }, `Asklet('track', 'order_done')`],
    [{ name: `It's "it"\n`, trackNames: [] }, String.raw`Asklet('track', 'It\'s "it"\n')`],
  ])('of %j is %s', (event, line) => {
    expect(sdkLine(event)).toBe(line)
  })
})

describe('a time in a field', () => {
  it.each(['2026-03-02T11:00:00.000Z', '2026-10-25T00:30:00.000Z'])('of %s comes back', (at) => {
    expect(fromLocal(toLocal(at))).toBe(at)
  })
  it('is none where the field is empty', () => {
    expect([fromLocal(''), toLocal(null)]).toEqual([null, ''])
  })
})

describe.skipIf(!hasBrowser)('The When tab', () => {
  it('offers what can trigger, and says of the rest why not', async () => {
    const { page, console, stored } = await openSurvey('when')
    await page.getByText('Nothing yet. Any one of up to 10 events').waitFor()
    await page.getByRole('button', { name: 'Add a trigger' }).click()
    const panel = page.getByRole('dialog')
    await panel.getByLabel('Search accepted events').fill('invite')
    const invite = panel.getByRole('button', { name: /Invite Sent/ })
    await expect.poll(() => panel.getByRole('listitem').count()).toBe(1)
    await invite.getByText('cannot trigger; it can filter').waitFor()
    await invite.click()
    await panel.getByText('Seen only from Segment').waitFor()
    await panel.getByText(`Asklet('track', 'Invite Sent')`).waitFor()
    await expectAccessible(page)
    expect((await stored())['triggers']).toEqual([])
    await panel.getByRole('button', { name: /^Use it/ }).click()
    const { items } = await (
      await console.api('GET', '/environments/development/events?search=invite')
    ).json()
    await expect.poll(stored).toMatchObject({ triggers: [{ event: items[0].id, delaySeconds: 0 }] })
    await page.getByText('Seen only from Segment').waitFor()

    await page.getByRole('button', { name: 'Remove Invite Sent' }).click()
    await expect.poll(stored).toMatchObject({ triggers: [] })
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
    await expect.poll(stored).toMatchObject({ triggers: [{ event: items[0].id }] })
  })

  it('makes a Page URL event and a Click event right there', async () => {
    const { page, stored } = await openSurvey('when')
    await page.getByRole('button', { name: 'Add a trigger' }).click()
    await page.getByRole('button', { name: 'New Page URL event' }).click()
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Pricing viewed')
    await page.getByLabel('Text', { exact: true }).fill('/pricing')
    await page.getByRole('button', { name: 'Make the event' }).click()
    await page.getByText('URL contains /pricing').waitFor()
    await page.getByLabel('Seconds after Pricing viewed').fill('30')

    await page.getByRole('button', { name: 'Add a trigger' }).click()
    await page.getByRole('button', { name: 'New Click event' }).click()
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Buy clicked')
    await page.getByLabel('CSS selector').fill('#buy')
    await page.getByRole('button', { name: 'Make the event' }).click()
    await expect
      .poll(async () => (await stored())['triggers'])
      .toMatchObject([{ delaySeconds: 30 }, { delaySeconds: 0 }])
    await page.getByText('Any one of them makes it appear.').waitFor()
    // What was typed is no number: nothing of it is kept.
    await page.getByLabel('Seconds after Pricing viewed').fill('')
    await page.getByText('Must be a whole number from 0 to 3,600.').waitFor()
    expect(await stored()).toMatchObject({ triggers: [{ delaySeconds: 30 }, {}] })
  })

  it('is given until enough have answered, by how sure one wants to be', async () => {
    const { page, stored } = await openSurvey('when')
    const choose = (words: string) => page.getByText(words, { exact: true }).click()
    await page.getByText('385 responses: in 95 of 100').waitFor()
    await choose('80 %')
    await expect.poll(stored).toMatchObject({ delivery: { mode: 'until', responses: 165, overDays: null } })
    await choose('My own number')
    await page.getByLabel('Responses', { exact: true }).fill('50')
    await page.getByRole('switch', { name: 'Spread evenly over days' }).click()
    await page.getByLabel('Over', { exact: true }).fill('10')
    await page.getByText('About 5 responses a day.').waitFor()
    await expect.poll(stored).toMatchObject({ delivery: { mode: 'until', responses: 50, overDays: 10 } })

    await choose('Continuously')
    await page.getByLabel('To', { exact: true }).fill('12.5')
    await page.getByRole('switch', { name: 'At most so often a day' }).click()
    await page.getByLabel('Showings a day').fill('40')
    await expect.poll(stored).toMatchObject({ delivery: { mode: 'continuous', percent: 12.5, perDay: 40 } })
    await page.getByText('Development is for testing').waitFor()
  })

  it('says how often somebody is asked, and from when to when', async () => {
    const { page, stored } = await openSurvey('when')
    await page.getByText('again in 8 days at the earliest').waitFor()
    await page.getByText('Its own', { exact: true }).click()
    await page.getByLabel('Days between', { exact: true }).fill('30')
    await page.getByText('again in 31 days at the earliest').waitFor()
    await page.getByRole('switch', { name: 'Each person gets it once' }).click()
    await expect.poll(stored).toMatchObject({ resurvey: { days: 30, once: false } })
    // The browser is in Berlin.
    await page.getByLabel('Starts').fill('2027-01-31T09:30')
    await page.getByLabel('Ends').fill('2027-07-31T09:30')
    await expect
      .poll(stored)
      .toMatchObject({ startsAt: '2027-01-31T08:30:00.000Z', endsAt: '2027-07-31T07:30:00.000Z' })
    await page.getByLabel('Ends').fill('')
    await expect.poll(stored).toMatchObject({ endsAt: null })
  })

  it.each([
    ['link', 'To whoever opens it', 'do not hold for link surveys'],
    ['email', 'As a daily trickle', 'Each person gets it once'],
  ])('knows what a survey by %s can be given by', async (platform, mode, words) => {
    const { page, stored } = await openSurvey('when', { platform })
    await page.getByText(words).waitFor()
    expect(await page.getByText('What makes it appear').count()).toBe(0)
    await page.getByText(mode, { exact: true }).click()
    await expect
      .poll(stored)
      .toMatchObject({ delivery: { mode: platform === 'link' ? 'immediate' : 'continuous' } })
    // Nothing serves them yet, and nobody should have to find that out.
    await page.getByText(`Surveys by ${platform} are still to come`).waitFor()
    await page.getByRole('button', { name: 'Launch' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The survey reaches nobody yet').waitFor()
    await dialog.getByText('Once Asklet').waitFor()
  })

  it('is accessible in every view, and shown to viewers', async () => {
    const { page, console } = await openSurvey('when')
    await page.getByRole('heading', { name: 'What makes it appear' }).waitFor()
    for (const view of VIEWS) {
      await page.setViewportSize({ width: view.width, height: 844 })
      await page.emulateMedia({ colorScheme: view.scheme })
      await expectAccessible(page)
    }
    await console.setRole('viewer')
    await signIn(page, console)
    await page.reload()
    await page.getByRole('heading', { name: 'What makes it appear' }).waitFor()
    expect(await page.getByRole('button', { name: 'Add a trigger' }).isDisabled()).toBe(true)
  })
})
