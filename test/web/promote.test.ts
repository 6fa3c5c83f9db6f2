/** Settings › Promote: a difference to agree to. */
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

/** A survey in Development, with the event that triggers it, and a setting of its own. */
async function define(console: Console): Promise<void> {
  const json = async (method: string, path: string, body: unknown) =>
    (await console.api(method, `/environments/development${path}`, body)).json()
  const event = await json('POST', '/events', {
    name: 'Order Completed',
    trackNames: ['Order Completed', 'Paid'],
  })
  await json('POST', '/surveys', {
    name: 'After an order',
    platform: 'web',
    questions: [{ id: 'score', type: 'nps', text: 'How likely are you to recommend us?' }],
    triggers: [{ event: event.id }],
  })
  await json('PATCH', '', { resurveyDays: 3 })
}

describe.skipIf(!hasBrowser)('promotion', () => {
  it('takes over a survey with the event that it needs, and nothing that was not agreed to', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await define(console)
    await page.goto(`${console.url}/production/settings/promote`)
    await page.getByRole('checkbox', { name: 'After an order' }).check()
    expect(await page.getByRole('checkbox', { name: 'Order Completed' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Take over 1 event, 1 survey into Production' }).click()
    await page.getByText('Production now has what you agreed to').waitFor()
    const read = async (path: string) => (await console.api('GET', `/environments/production${path}`)).json()
    expect((await read('/surveys')).items).toMatchObject([{ name: 'After an order', status: 'draft' }])
    expect(await read('')).toMatchObject({ resurveyDays: 7 })
    await page.getByRole('checkbox', { name: 'resurveyDays' }).check()
    await page.getByRole('button', { name: 'Take over 1 setting into Production' }).click()
    await page.getByRole('heading', { name: 'Nothing differs' }).waitFor()
  })

  it('says why something cannot be taken over', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await define(console)
    const click = { name: 'Order Completed', kind: 'click', click: { text: 'Buy' } }
    await console.api('POST', '/environments/production/events', click)
    await page.goto(`${console.url}/production/settings/promote`)
    await page.getByText('It is a Click event there').waitFor()
    expect(await page.getByRole('checkbox', { name: 'Order Completed' }).isDisabled()).toBe(true)
  })

  it.each(VIEWS)('is accessible at $width, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await signUp(page, console)
    await define(console)
    await page.goto(`${console.url}/production/settings/promote`)
    await page.getByRole('checkbox', { name: 'After an order' }).check()
    await page.getByText('What differs').first().click()
    await expectAccessible(page)
  })
})
