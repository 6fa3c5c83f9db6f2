/** Who is shown a survey, and when not: each gate from both sides. */
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/time-slot.ts'
import { START } from '../support.ts'
import { createSdkWorld, type Page } from './sdk-support.ts'

type World = Awaited<ReturnType<typeof createSdkWorld>>
const EVENT = 'Order Completed'
const MINUTE = 60_000

const isShown = async (page: Page, event = EVENT): Promise<boolean> =>
  (await page.track(event)).survey !== null
async function known(world: World, userId: string): Promise<Page> {
  const page = world.page()
  await page.setUserId(userId)
  return page
}
async function respond(page: Page): Promise<number> {
  const { survey } = await page.track(EVENT)
  const answered = await page.answer(survey?.showing ?? '', { answers: { score: 9 }, completed: true })
  return answered.status
}

test('an SDK event shows a survey in its words, and the answer is kept', async () => {
  const world = await createSdkWorld('production')
  const survey = await world.launch(EVENT)
  const page = await known(world, 'userId123')
  const { survey: shown } = await page.track(EVENT)
  expect(shown).toMatchObject({ survey, language: 'en', questions: [{ id: 'score', type: 'nps' }] })
  const answered = await page.answer(shown?.showing ?? '', { answers: { score: 9 }, completed: true })
  expect(answered.status).toBe(200)
  expect(await world.read(`/surveys/${survey}`)).toMatchObject({ showings: 1, responses: 1, completions: 1 })
})

describe('a trigger', () => {
  test('is never a call of Segment, by whatever door', async () => {
    const world = await createSdkWorld('development')
    const survey = await world.launch(EVENT)
    const call = { type: 'track', userId: 'ann', event: EVENT }
    const headers = { authorization: `Bearer ${world.serverKey}` }
    for (const [path, body] of [
      ['/segment', call],
      ['/webhook/segment', [call]],
      ['/v1/track', call],
      ['/v1/batch', { batch: [call], ask: { call: 'x' } }],
    ] as const) {
      const response = await world.app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
      expect(response.status).toBe(200)
      expect(await response.text()).not.toContain(survey)
    }
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ showings: 0 })
  })

  test('is another event than the one that came', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT)
    expect(await isShown(world.page(), 'Something Else')).toBe(false)
  })

  test('is one of the names that are mapped to the event, where its conditions hold', async () => {
    const world = await createSdkWorld('production')
    await world.make('POST', '/events', {
      name: EVENT,
      mappings: [{ name: 'Checkout Finished', conditions: [{ key: 'revenue', op: 'gte', value: 50 }] }],
    })
    await world.launch(EVENT)
    expect((await world.page().track('Checkout Finished', { revenue: 49 })).survey).toBeNull()
    expect((await world.page().track('Checkout Finished', { revenue: 50 })).survey).not.toBeNull()
    expect(await isShown(world.page())).toBe(false)
  })

  test('is a page whose URL meets the pattern, or a click', async () => {
    const world = await createSdkWorld('production')
    const pricing = { name: 'Saw Pricing', kind: 'page-url', url: { match: 'endsWith', pattern: '/pricing' } }
    await world.make('POST', '/events', pricing)
    await world.make('POST', '/events', { name: 'Pressed Buy', kind: 'click', click: { selector: '#buy' } })
    const onPage = await world.launch('Saw Pricing')
    const onClick = await world.launch('Pressed Buy')
    const ask = (call: object) => {
      const messageId = crypto.randomUUID()
      return world.page().send([{ messageId, ...call }], { ask: { call: messageId } })
    }
    const url = 'https://shop.example/pricing'
    expect((await ask({ type: 'page', url })).survey?.survey).toBe(onPage)
    expect((await ask({ type: 'page', url: `${url}/more` })).survey).toBeNull()
    expect((await ask({ type: 'click', event: 'Pressed Buy', url })).survey?.survey).toBe(onClick)
    expect((await ask({ type: 'click', event: 'Pressed Sell', url })).survey).toBeNull()
  })

  test('with a delay asks again, and only then is anything recorded', async () => {
    const world = await createSdkWorld('production')
    const { id: event } = await world.make('POST', '/events', { name: EVENT })
    const survey = await world.launch(EVENT, { triggers: [{ event, delaySeconds: 30 }] })
    const page = await known(world, 'ann')
    const reply = await page.track(EVENT)
    expect(reply).toEqual({ survey: null, later: { survey, trigger: EVENT, afterSeconds: 30 } })
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ showings: 0 })
    world.clock.forward(30_000)
    expect((await page.send([], { ask: { survey, trigger: EVENT } })).survey?.survey).toBe(survey)
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ showings: 1 })
  })

  test('asked for again, as its answer may have been lost, is the same showing', async () => {
    const world = await createSdkWorld('production')
    const survey = await world.launch(EVENT)
    const page = await known(world, 'ann')
    const ask = () =>
      page.send([{ type: 'track', event: EVENT, messageId: 'once' }], { ask: { call: 'once' } })
    const first = await ask()
    expect(first.survey).not.toBeNull()
    expect((await ask()).survey?.showing).toBe(first.survey?.showing)
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ showings: 1 })
  })
})

describe('the state', () => {
  test.each([
    ['pause', 'resume'],
    ['complete', 'launch'],
  ])('after %s it is not shown, after %s again', async (stop, go) => {
    const world = await createSdkWorld('production')
    const survey = await world.launch(EVENT)
    await world.make('POST', `/surveys/${survey}/${stop}`)
    expect(await isShown(world.page())).toBe(false)
    await world.make('POST', `/surveys/${survey}/${go}`)
    expect(await isShown(world.page())).toBe(true)
  })

  test('holds between its start and its end', async () => {
    const world = await createSdkWorld('production')
    const at = (later: number) => new Date(START + later).toISOString()
    await world.launch(EVENT, { startsAt: at(HOUR), endsAt: at(2 * HOUR) })
    expect(await isShown(world.page())).toBe(false)
    world.clock.forward(HOUR)
    expect(await isShown(world.page())).toBe(true)
    world.clock.forward(HOUR)
    expect(await isShown(world.page())).toBe(false)
  })
})

describe('the filter', () => {
  test('is met by what Segment said of the user, from their next event on', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT, { filter: { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' } })
    const page = await known(world, 'ann')
    expect(await isShown(page)).toBe(false)
    await world.segment({ type: 'identify', userId: 'ann', traits: { plan: 'pro' } })
    expect(await isShown(page)).toBe(true)
    expect(await isShown(await known(world, 'bob'))).toBe(false)
  })

  test('counts what Segment sent before the user was known here', async () => {
    const world = await createSdkWorld('production')
    await world.segment(
      { type: 'track', userId: 'ann', event: 'Signed Up' },
      { type: 'track', anonymousId: 'browser', event: 'Signed Up' },
    )
    await world.launch(EVENT, {
      filter: { kind: 'event', event: 'Signed Up', measure: 'occurrences', op: 'gte', value: 2 },
    })
    const page = await known(world, 'ann')
    expect(await isShown(page)).toBe(false)
    await world.segment({ type: 'alias', userId: 'ann', previousId: 'browser' })
    expect(await isShown(page)).toBe(true)
  })

  test('is met by a visitor of whom no user is known, by what the page said', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT, { filter: { kind: 'attribute', key: 'theme', op: 'is', value: 'dark' } })
    const page = world.page()
    expect(await isShown(page)).toBe(false)
    await page.send([{ type: 'attributes', attributes: { theme: 'dark' } }])
    expect(await isShown(page)).toBe(true)
  })

  test('believes Segment more than the page', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT, { filter: { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' } })
    await world.segment({ type: 'identify', userId: 'ann', traits: { plan: 'free' } })
    const page = await known(world, 'ann')
    world.clock.forward(HOUR)
    await page.send([{ type: 'attributes', attributes: { plan: 'pro' } }])
    expect(await isShown(page)).toBe(false)
    expect((await world.read('/people/ann')).attributes).toMatchObject({ plan: 'free' })
  })
})

describe('how often', () => {
  test('once to a user on all their devices, and to a visitor without one', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT)
    expect(await isShown(await known(world, 'ann'))).toBe(true)
    world.clock.forward(100 * DAY)
    expect(await isShown(await known(world, 'ann'))).toBe(false)
    const visitor = world.page()
    expect(await isShown(visitor)).toBe(true)
    expect(await isShown(visitor)).toBe(false)
    // What the visitor was shown is known of the user that they turn out to be.
    await visitor.setUserId('bob')
    expect(await isShown(await known(world, 'bob'))).toBe(false)
  })

  test('with 7 days again on the 8th day after any survey', async () => {
    const world = await createSdkWorld('production')
    await world.launch('Searched', { resurvey: { once: false } })
    await world.launch(EVENT, { resurvey: { once: false } })
    expect(await isShown(await known(world, 'ann'), 'Searched')).toBe(true)
    world.clock.forward(7 * DAY - 1)
    expect(await isShown(await known(world, 'ann'))).toBe(false)
    world.clock.forward(1)
    expect(await isShown(await known(world, 'ann'))).toBe(true)
  })

  test('by the window of the environment, or its own', async () => {
    const world = await createSdkWorld('production')
    await world.make('PATCH', '', { resurveyDays: 2 })
    await world.launch('Searched', { resurvey: { once: false } })
    await world.launch(EVENT, { resurvey: { days: 4, once: false } })
    expect(await isShown(await known(world, 'ann'), 'Searched')).toBe(true)
    world.clock.forward(3 * DAY)
    expect(await isShown(await known(world, 'ann'))).toBe(false)
    expect(await isShown(await known(world, 'ann'), 'Searched')).toBe(true)
    world.clock.forward(4 * DAY)
    expect(await isShown(await known(world, 'ann'))).toBe(true)
  })

  test('in Development as often as one tests, but not twice at the same instant', async () => {
    const world = await createSdkWorld('development')
    await world.launch(EVENT, { resurvey: { days: 30 }, delivery: { mode: 'continuous', percent: 0 } })
    const page = await known(world, 'ann')
    const tabs = await Promise.all([isShown(page), isShown(page)])
    expect(tabs.filter(Boolean)).toHaveLength(1)
    world.clock.forward(10_000)
    expect(await respond(page)).toBe(200)
    expect(await isShown(page)).toBe(true)
  })
})

describe('to how many', () => {
  test('a sample is of the users, the same on each device', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT, {
      delivery: { mode: 'continuous', percent: 30 },
      resurvey: { days: 0, once: false },
    })
    let drawn = 0
    for (let user = 0; user < 200; user++) {
      const first = await isShown(await known(world, `user-${user}`))
      if (user < 20) expect(await isShown(await known(world, `user-${user}`))).toBe(first)
      if (first) drawn++
    }
    // 60 are to be expected, give or take 6.5; the key is new each time, so that this is five times as wide.
    expect(drawn).toBeGreaterThan(26)
    expect(drawn).toBeLessThan(94)
  })

  test('so many showings a day of the zone', async () => {
    const world = await createSdkWorld('production')
    await world.make('PATCH', '', { timeZone: 'Asia/Tokyo' })
    await world.launch(EVENT, { delivery: { mode: 'continuous', percent: 100, perDay: 2 } })
    const shown = async () => {
      const each = await Promise.all(Array.from({ length: 8 }, () => isShown(world.page())))
      return each.filter(Boolean).length
    }
    expect(await shown()).toBe(2)
    // It is 19:00 in Tokyo at the start of the tests.
    world.clock.forward(5 * HOUR - 1)
    expect(await shown()).toBe(0)
    world.clock.forward(1)
    expect(await shown()).toBe(2)
  })

  test('until so many responses, then it is completed', async () => {
    const world = await createSdkWorld('production')
    const survey = await world.launch(EVENT, { delivery: { mode: 'until', responses: 2 } })
    expect(await respond(world.page())).toBe(200)
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ status: 'in-progress' })
    expect(await respond(world.page())).toBe(200)
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ status: 'completed', responses: 2 })
    expect(await isShown(world.page())).toBe(false)
  })

  test('an open showing holds a place, until it is closed or nobody answers for ten minutes', async () => {
    const world = await createSdkWorld('production')
    const survey = await world.launch(EVENT, { delivery: { mode: 'until', responses: 1 } })
    const first = world.page()
    const { survey: shown } = await first.track(EVENT)
    expect(await isShown(world.page())).toBe(false)
    await first.answer(shown?.showing ?? '', { closed: true })
    const second = world.page()
    const { survey: open } = await second.track(EVENT)
    expect(open).not.toBeNull()
    world.clock.forward(10 * MINUTE)
    expect(await respond(world.page())).toBe(200)
    const late = await second.answer(open?.showing ?? '', { answers: { score: 1 } })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ success: false, code: 'closed' })
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ status: 'completed', responses: 1 })
  })

  test('spread over days', async () => {
    const world = await createSdkWorld('production')
    await world.launch(EVENT, { delivery: { mode: 'until', responses: 4, overDays: 2 } })
    const answered = async () => {
      let count = 0
      for (let visitor = 0; visitor < 4; visitor++) if ((await respond(world.page())) === 200) count++
      return count
    }
    expect(await answered()).toBe(2)
    world.clock.forward(DAY)
    expect(await answered()).toBe(2)
  })

  test('one of several that qualify, by chance', async () => {
    const world = await createSdkWorld('production')
    const surveys = [await world.launch(EVENT), await world.launch(EVENT)]
    const shown = new Set<string | undefined>()
    for (let visitor = 0; visitor < 20; visitor++) {
      const { survey } = await world.page().track(EVENT)
      shown.add(survey?.survey)
    }
    expect([...shown].sort()).toEqual(surveys.sort())
  })
})

describe('to debug', () => {
  test('any survey in Development, and nothing of it is recorded', async () => {
    const world = await createSdkWorld('development')
    const survey = await world.launch(EVENT)
    await world.make('POST', `/surveys/${survey}/pause`)
    const page = world.page()
    const { survey: shown } = await page.send([], { ask: { survey, debug: true } })
    expect(shown?.survey).toBe(survey)
    const answered = await page.answer(shown?.showing ?? '', { answers: { score: 3 }, completed: true })
    expect(answered.status).toBe(200)
    expect(await world.read(`/surveys/${survey}`)).toMatchObject({ showings: 0, responses: 0 })
  })

  test('in Production only one that is in progress', async () => {
    const world = await createSdkWorld('production')
    const survey = await world.launch(EVENT)
    const ask = { ask: { survey, debug: true } }
    expect((await world.page().send([], ask)).survey?.survey).toBe(survey)
    await world.make('POST', `/surveys/${survey}/pause`)
    expect((await world.page().send([], ask)).survey).toBeNull()
  })
})
