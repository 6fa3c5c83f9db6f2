/** A newcomer's first two minutes: from the console to the sample shop and back, with an answer in the results. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, hasBrowser, openPage, signUp, startConsole, VIEWS } from './browser.ts'

/** The shop opens beside the console, in the same browser. */
async function openShop(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Open the sample shop' }).click()
  const shop = await opened
  await shop.getByRole('heading', { name: 'Tea, and what it is made in' }).waitFor()
  return shop
}

const step = (page: Page, title: string | RegExp) => page.getByRole('listitem').filter({ hasText: title })
const isDone = (page: Page, title: string) => step(page, title).getByRole('img', { name: 'Done' }).waitFor()

describe.skipIf(!hasBrowser)('the sample shop', () => {
  it('leads from a call to an event, a survey and its answer', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('button', { name: 'Ask buyers how it was' }).click()
    await isDone(page, 'Make a sample survey')

    const shop = await openShop(page)
    await isDone(page, 'Open the shop')
    await page.getByText('1 visitor, 1 matched').waitFor()
    await shop.getByRole('button', { name: 'Add Sencha' }).click()
    await shop.getByRole('link', { name: 'Basket' }).click()
    await shop.getByRole('button', { name: /^Order for/ }).click()
    await shop.getByRole('heading', { name: 'How was ordering today?' }).waitFor()
    await isDone(page, 'shows the survey')
    await shop.getByRole('radio', { name: '5 of 5' }).click()
    await shop.getByRole('radio', { name: 'A gift' }).click()
    await shop.getByRole('button', { name: /^(Next|Submit)$/ }).click()
    await shop.getByText('Your answer stands under Results').waitFor()
    await page.getByRole('heading', { name: 'You have seen it work' }).waitFor()

    const { items } = await (await console.api('GET', '/environments/development/surveys')).json()
    const results = `/environments/development/surveys/${items[0].id}/responses`
    const { items: responses } = await (await console.api('GET', results)).json()
    expect(responses).toMatchObject([{ userId: 'userId123', answers: { ease: 5, for: 'A gift' } }])
    await page.goto(`${console.url}/development/people`)
    await page.getByText('1 visitor, 1 matched.').waitFor()
  })

  it('counts what both send once, and does not ask who signed out for what Segment knows', async () => {
    const console = await startConsole()
    const page = await openPage()
    await page.goto(`${console.url}/demo`)
    await page.getByRole('button', { name: 'Sign out James' }).click()
    await page.getByRole('button', { name: 'Sign in as James Gibbon' }).waitFor()
    await page.getByRole('button', { name: 'Add Assam' }).click()
    await page.getByRole('link', { name: 'Basket' }).click()
    await page.getByRole('button', { name: /^Order for/ }).click()
    await page.getByText('No survey is due.').waitFor()
    const count = async () => {
      const { items } = await (await console.api('GET', '/environments/development/events')).json()
      return items.find(({ name }: { name: string }) => name === 'Order Completed')
    }
    await expect.poll(async () => (await count())?.sources.length).toBe(2)
    expect(await count()).toMatchObject({ count: 1 })
  })

  it.each(VIEWS)('is accessible at $width, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await page.goto(`${console.url}/demo`)
    await page.getByText('analytics.page()').first().waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add Sencha' }).click()
    await page.getByRole('link', { name: 'Basket' }).click()
    await page.getByRole('button', { name: /^Order for/ }).waitFor()
    await expectAccessible(page)
  })

  it.each(VIEWS)('is offered accessibly by Connect at $width, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await signUp(page, console)
    await page.goto(`${console.url}/development/connect`)
    await page.getByRole('heading', { name: 'See it work in two minutes' }).waitFor()
    await expectAccessible(page)
  })
})
