/** The Results tab: numbers, filters that are in the address, one response, and files. */
import { readFile } from 'node:fs/promises'
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

const ENV = '/environments/development'
const QUESTIONS = [
  { id: 'score', type: 'nps', text: 'How likely are you to recommend us?' },
  { id: 'uses', type: 'multi', text: 'What for?', options: ['Work', 'Play'], other: true },
  { id: 'stars', type: 'rating', scale: 'stars', text: 'How was the delivery?', high: 'All was well' },
  { id: 'why', type: 'open', text: 'Why?' },
]

/** A survey in progress, and what pages with the SDK answered to it. */
async function createAnswered(console: Console, answers: readonly object[]) {
  const json = async (method: string, path: string, body?: unknown) =>
    (await console.api(method, ENV + path, body)).json()
  const event = await json('POST', '/events', { name: 'Order Completed' })
  const { id } = await json('POST', '/surveys', {
    name: 'After an order',
    platform: 'web',
    questions: QUESTIONS,
    triggers: [{ event: event.id }],
  })
  await json('POST', `/surveys/${id}/launch`)
  const { sdkId } = await json('GET', '')
  for (const [place, given] of answers.entries()) {
    const userId = `user-${place}`
    await console.send('development', {
      type: 'identify',
      userId,
      traits: { plan: place % 2 ? 'free' : 'pro' },
    })
    const post = async (path: string, body: object) =>
      (
        await fetch(`${console.url}/sdk/${sdkId}${path}`, { method: 'POST', body: JSON.stringify(body) })
      ).json()
    const now = new Date().toISOString()
    const { survey } = await post('/calls', {
      visitorId: `visitor-${String(place).padStart(8, '0')}`,
      userId,
      sentAt: now,
      calls: [
        { type: 'user', messageId: `u${place}`, timestamp: now },
        { type: 'track', event: 'Order Completed', messageId: `t${place}`, timestamp: now },
      ],
      ask: { call: `t${place}` },
    })
    await post(`/showings/${survey.showing}`, { answers: given, completed: true })
  }
  return id
}

const ANSWERS = [
  { score: 10, uses: ['Work'], stars: 5, why: 'It is quick.' },
  { score: 9, uses: ['Work', 'Play'], stars: 4, why: '=cmd' },
  { score: 7, uses: ['My boat'], stars: 3 },
  { score: 2, uses: [], stars: null, why: 'It broke.' },
]

describe.skipIf(!hasBrowser)('results', () => {
  it('count answers, and narrow down to who gave one', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const id = await createAnswered(console, ANSWERS)
    await page.goto(`${console.url}/development/surveys/${id}/results`)
    const score = page.getByRole('article', { name: 'How likely are you to recommend us?' })
    await score.getByText('NPS 25').waitFor()
    await score.getByText('95 % sure: between').waitFor()
    await score.getByText('between −').waitFor()
    await page.getByText('CSAT 67').waitFor()
    const stars = page.getByRole('article', { name: 'How was the delivery?' }).getByRole('listitem')
    await expect
      .poll(async () => (await stars.allInnerTexts()).map((text) => text.split('\n')[0]))
      .toEqual(['5 stars, All was well', '4 stars', '3 stars', '2 stars', '1 star'])
    await page.getByText('of 385 wanted').waitFor()

    await page.getByRole('article', { name: 'What for?' }).getByRole('link', { name: 'Work' }).click()
    await page.getByText('2 of 4 responses').waitFor()
    const rows = page.getByRole('table', { name: 'Responses' }).getByRole('row')
    await expect.poll(() => rows.count()).toBe(3)

    // What is looked at is in the address.
    await page.reload()
    await page.getByText('2 of 4 responses').waitFor()
    await page.getByRole('searchbox', { name: 'Search texts' }).fill('quick')
    await page.getByText('1 of 4 responses').waitFor()
    await page.getByRole('link', { name: 'Look at all' }).click()
    await expect.poll(() => rows.count()).toBe(5)
  })

  it("by days, which are the environment's and not the reader's", async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const id = await createAnswered(console, ANSWERS)
    await console.api('PATCH', ENV, { timeZone: 'Pacific/Kiritimati' })
    const asked = page.waitForRequest(/\/results\?from=/)
    await page.goto(
      `${console.url}/development/surveys/${id}/results?period=own&from=2026-01-05&to=2100-01-31`,
    )
    expect(new URL((await asked).url()).searchParams.toString()).toBe('from=2026-01-05&to=2100-02-01')
    await page.getByText('Days begin at midnight in Pacific/Kiritimati.').waitFor()
    await page.getByText('4 of 4 responses').waitFor()
    const today = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)
    const again = page.waitForRequest(new RegExp(`/results\\?from=`))
    await page.getByText('7 days', { exact: true }).click()
    const from = new URL((await again).url()).searchParams.get('from') ?? ''
    expect((Date.parse(today) - Date.parse(from)) / 86_400_000).toBe(6)
  })

  it('by the person who answered', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const id = await createAnswered(console, ANSWERS)
    const filter = JSON.stringify({ kind: 'attribute', key: 'plan', op: 'is', value: 'free' })
    await page.goto(`${console.url}/development/surveys/${id}/results?filter=${encodeURIComponent(filter)}`)
    await page.getByText('2 of 4 responses').waitFor()
    await page.getByRole('button', { name: /^Do not ask for/ }).click()
    await page
      .getByRole('article', { name: 'How likely are you to recommend us?' })
      .getByText('4 answers')
      .waitFor()
  })

  it('one response, by keys, and all of them as a file', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const id = await createAnswered(console, ANSWERS)
    await page.goto(`${console.url}/development/surveys/${id}/results`)
    await page.getByRole('table', { name: 'Responses' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog')
    await panel.getByText('It broke.').waitFor()
    await panel.getByText('2 of 10').waitFor()
    await panel.getByText('identity not signed').waitFor()
    await page.keyboard.press('j')
    await panel.getByText('My boat').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => panel.count()).toBe(0)

    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV' }).click()
    const file = await downloading
    expect(file.suggestedFilename()).toBe('After-an-order.csv')
    const text = await readFile(await file.path(), 'utf8')
    expect(text.trim().split('\r\n')).toHaveLength(5)
    expect(text).toContain("'=cmd")
  })

  it('say what to do where nobody was shown it yet', async () => {
    const console = await startConsole()
    const page = await openPage()
    await signUp(page, console)
    const id = await createAnswered(console, [])
    await page.goto(`${console.url}/development/surveys/${id}/results`)
    await page.getByRole('heading', { name: 'Nobody was shown it yet' }).waitFor()
    await page.getByText(`Asklet('track', 'Order Completed')`).waitFor()
    await expectAccessible(page)
    await console.api('PATCH', `${ENV}/surveys/${id}`, { startsAt: '2100-01-01T00:00:00Z' })
    await page.reload()
    await page.getByText('It begins on Fri, 1 Jan 2100, 01:00:00 CET.').waitFor()
    const { id: draft } = await (await console.api('POST', `${ENV}/surveys/${id}/duplicate`)).json()
    await page.goto(`${console.url}/development/surveys/${draft}/results`)
    await page.getByText('“Launch”, above, says what is still missing').waitFor()
    await page.getByText(`Asklet('track', 'Order Completed')`).waitFor()
  })

  it('open the response that a link leads to, also beyond those that are listed', async () => {
    const console = await startConsole()
    const page = await openPage(undefined, { expected: /404/ })
    await signUp(page, console)
    const id = await createAnswered(console, [
      { score: 3, why: 'The first of all.' },
      ...Array.from({ length: 51 }, (_, number) => ({ score: number % 11 })),
    ])
    const list = async (query: string) =>
      (await console.api('GET', `${ENV}/surveys/${id}/responses?${query}`)).json()
    const { cursor } = await list('limit=50')
    const { items } = await list(`limit=50&cursor=${encodeURIComponent(cursor)}`)
    const at = `${console.url}/development/surveys/${id}/results`
    await page.goto(`${at}?response=${items[1].id}`)
    await page.getByRole('dialog').getByText('The first of all.').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.goto(`${at}?response=shw_none`)
    await page.getByRole('dialog', { name: 'No such response' }).waitFor()
  })

  it.each(VIEWS)('are accessible at $width, $scheme', async (view) => {
    const console = await startConsole()
    const page = await openPage(view)
    await signUp(page, console)
    const id = await createAnswered(console, ANSWERS)
    await page.goto(`${console.url}/development/surveys/${id}/results?period=30`)
    await page.getByText('4 of 4 responses').waitFor()
    await page.getByText('How sure are these numbers?').click()
    await expectAccessible(page)
    await page.getByRole('table', { name: 'Responses' }).getByRole('link').first().click()
    await page.getByRole('dialog').getByText('It broke.').waitFor()
    await expectAccessible(page)
  })
})
