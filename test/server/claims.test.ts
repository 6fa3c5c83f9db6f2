/** What nobody may pass by being quick: two tabs, many visitors and several processes at the same instant. */
import { expect, onTestFinished, test } from 'vitest'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { freshUrl, forEachDatabase } from '../databases.ts'
import { createTestApp } from '../support.ts'
import { createSdkWorld } from './sdk-support.ts'

const EVENT = 'Order Completed'

forEachDatabase((open) => {
  test('two tabs never show the same once-only survey twice', async () => {
    const world = await createSdkWorld('production', await createTestApp({}, {}, open))
    await world.launch(EVENT)
    for (let user = 0; user < 5; user++) {
      const tabs = [world.page(), world.page(), world.page()]
      for (const tab of tabs) await tab.setUserId(`user-${user}`)
      const replies = await Promise.all([...tabs, ...tabs].map((tab) => tab.track(EVENT)))
      expect(replies.filter(({ survey }) => survey !== null)).toHaveLength(1)
    }
  })

  test('fifty at once for the last five places', async () => {
    const world = await createSdkWorld('production', await createTestApp({}, {}, open))
    const survey = await world.launch(EVENT, { delivery: { mode: 'until', responses: 5 } })
    const pages = Array.from({ length: 50 }, () => world.page())
    const replies = await Promise.all(pages.map((page) => page.track(EVENT)))
    const shown = replies.flatMap(({ survey: one }, place) =>
      one ? [{ showing: one.showing, page: pages[place] }] : [],
    )
    expect(shown).toHaveLength(5)
    const answers = await Promise.all(
      shown.map(({ showing, page }) => page?.answer(showing, { answers: { score: 9 }, completed: true })),
    )
    expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 200, 200, 200])
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ responses: 5, status: 'completed' })
  })

  test('late answers that all come at once never pass the number wanted', async () => {
    const world = await createSdkWorld('production', await createTestApp({}, {}, open))
    const survey = await world.launch(EVENT, { delivery: { mode: 'until', responses: 1 } })
    const waiting: { showing: string; page: ReturnType<typeof world.page> }[] = []
    for (let visitor = 0; visitor < 4; visitor++) {
      const page = world.page()
      const { survey: shown } = await page.track(EVENT)
      if (shown) waiting.push({ showing: shown.showing, page })
      // Nobody answers, so the place goes to the next.
      world.clock.forward(600_000)
    }
    expect(waiting).toHaveLength(4)
    const answers = await Promise.all(
      waiting.map(({ page, showing }) => page.answer(showing, { answers: { score: 9 } })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ responses: 1 })
  })
})

test('two processes on one file keep the places, the day and the user', { timeout: 60_000 }, async () => {
  const url = await freshUrl()
  const open = async () => {
    const database = openLocalDatabase({ url })
    onTestFinished(() => database.close())
    return database
  }
  const one = await createSdkWorld('production', await createTestApp({}, {}, open))
  const until = await one.launch(EVENT, { delivery: { mode: 'until', responses: 3 } })
  const daily = await one.launch('Searched', { delivery: { mode: 'continuous', percent: 100, perDay: 3 } })
  const once = await one.launch('Signed In', { delivery: { mode: 'continuous', percent: 100 } })
  const other = await createSdkWorld('production', await createTestApp({}, {}, open))
  const both = (event: string) =>
    Promise.all(Array.from({ length: 20 }, (_, place) => (place % 2 ? one : other).page().track(event)))
  const shown = (replies: { survey: { survey: string } | null }[], survey: string) =>
    replies.filter((reply) => reply.survey?.survey === survey).length
  expect(shown(await both(EVENT), until)).toBe(3)
  expect(shown(await both('Searched'), daily)).toBe(3)
  const tabs = [one.page(), other.page()]
  for (const tab of tabs) await tab.setUserId('ann')
  expect(shown(await Promise.all(tabs.map((tab) => tab.track('Signed In'))), once)).toBe(1)
})
