/** What responses come to, one by one and in files. */
import { expect, test } from 'vitest'
import { createSdkWorld } from './sdk-support.ts'

const QUESTIONS = [
  { id: 'score', type: 'nps', text: 'How likely are you to recommend us?' },
  { id: 'plan', type: 'single', text: '=Which plan, "exactly"?', options: ['Free', 'Pro'], other: true },
  { id: 'uses', type: 'multi', text: 'What for?', options: ['Work', 'Play', 'Both'] },
  { id: 'why', type: 'open', text: 'Why?' },
]

async function createAnswered() {
  const world = await createSdkWorld('production')
  const survey = await world.launch('Order Completed', { questions: QUESTIONS })
  const respond = async (userId: string | undefined, answers: object, completed = true) => {
    const page = world.page()
    if (userId !== undefined) await page.setUserId(userId)
    const { survey: shown } = await page.track('Order Completed')
    if (!shown) throw new Error('no survey was shown')
    const answered = await page.answer(shown.showing, { answers, completed })
    expect(answered.status).toBe(200)
    world.clock.forward(60_000)
  }
  await world.segment({ type: 'identify', userId: 'ann', traits: { plan: 'pro' } })
  await respond('ann', { score: 10, plan: 'Pro', uses: ['Work', 'Play'], why: '=HYPERLINK("https://x")' })
  await respond('bob', { score: 6, plan: 'Trial', uses: [], why: null })
  await respond(undefined, { score: 9, plan: 'Free', uses: ['Work'] })
  await respond('cat', { score: 7 }, false)
  // Shown, and never answered.
  await world.page().track('Order Completed')
  return { ...world, survey }
}

test('results count each answer, with scores and rates', async () => {
  const { read, survey } = await createAnswered()
  const results = await read(`/surveys/${survey}/results`)
  expect(results).toMatchObject({ showings: 5, responses: 4, completions: 3 })
  expect(results.responseRate.value).toBeCloseTo(0.8)
  expect(results.completionRate.value).toBeCloseTo(0.75)
  expect(results.daily).toEqual([{ day: '2026-03-02', showings: 5, responses: 4 }])
  const [score, plan, uses, why] = results.questions
  expect(score).toMatchObject({ id: 'score', answered: 4, skipped: 0, mean: 8, score: { value: 25 } })
  expect(score.answers.filter(({ count }: { count: number }) => count > 0)).toEqual([
    { value: 6, count: 1 },
    { value: 7, count: 1 },
    { value: 9, count: 1 },
    { value: 10, count: 1 },
  ])
  expect(plan.answers).toEqual([
    { value: 'Free', count: 1 },
    { value: 'Pro', count: 1 },
    { value: null, count: 1 },
  ])
  expect(uses.answers).toEqual([
    { value: 'Work', count: 2 },
    { value: 'Play', count: 1 },
    { value: 'Both', count: 0 },
  ])
  expect(why).toMatchObject({ answered: 1, skipped: 1, answers: [], score: null, mean: null })
})

test.each([
  [
    'an attribute of the person',
    { filter: { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' } },
    ['ann'],
  ],
  [
    'an event that they did',
    { filter: { kind: 'event', event: 'Order Completed', measure: 'done' } },
    ['cat', null, 'bob', 'ann'],
  ],
  ['an answer', { answers: [{ question: 'score', op: 'gte', value: 9 }] }, [null, 'ann']],
  [
    'a choice among several',
    { answers: [{ question: 'uses', op: 'includesAtLeastOne', value: ['Work'] }] },
    [null, 'ann'],
  ],
  ['a text', { search: 'hyperlink' }, ['ann']],
  ['from when on', { from: '2026-03-02T10:02:00.000Z' }, ['cat', null]],
  ['until when', { to: '2026-03-02T10:01:00.000Z' }, ['ann']],
])('responses by %s', async (_, filter, userIds) => {
  const { read, survey } = await createAnswered()
  const asked = Object.entries(filter).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  const query = new URLSearchParams(asked).toString()
  const { items } = await read(`/surveys/${survey}/responses?${query}`)
  expect(items.map(({ userId }: { userId: string | null }) => userId)).toEqual(userIds)
  expect(await read(`/surveys/${survey}/results?${query}`)).toMatchObject({ responses: userIds.length })
})

test('pages of responses follow each other without gap or repeat', async () => {
  const { read, survey } = await createAnswered()
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await read(
      `/surveys/${survey}/responses?limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    seen.push(...page.items.map(({ id }: { id: string }) => id))
    cursor = page.cursor ?? ''
  } while (cursor !== '')
  expect(new Set(seen).size).toBe(4)
  expect(seen).toHaveLength(4)
})

test('a CSV has a column a question, and no formula', async () => {
  const { api, survey } = await createAnswered()
  const response = await api('GET', `/api/environments/production/surveys/${survey}/responses.csv`)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="On-Order-Completed.csv"')
  // `text()` would leave out the mark by which Excel knows UTF-8.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
  const lines = text.split('\r\n')
  expect(lines[0]).toBe(
    '\uFEFFid,userId,verified,channel,startedAt,respondedAt,completedAt,language,url,How likely are you to recommend us?,"\'=Which plan, ""exactly""?",What for?,Why?',
  )
  expect(lines).toHaveLength(6)
  expect(lines[4]).toMatch(/,ann,false,web,.*,10,Pro,Work; Play,"'=HYPERLINK\(""https:\/\/x""\)"$/)
})

test('the JSON file is a list of the same responses', async () => {
  const { api, read, survey } = await createAnswered()
  const response = await api('GET', `/api/environments/production/surveys/${survey}/responses.json`)
  expect(await response.json()).toEqual((await read(`/surveys/${survey}/responses`)).items)
})

test.each([
  ['filter=nonsense', 'filter'],
  ['answers=[{"question":"score","op":"near"}]', 'answers.0.op'],
  ['from=yesterday', 'from'],
])('refuses %s', async (query, path) => {
  const { api, survey } = await createAnswered()
  const response = await api('GET', `/api/environments/production/surveys/${survey}/results?${query}`)
  expect(response.status).toBe(400)
  expect((await response.json()).issues[0].path).toBe(path)
})

test('a person shows the surveys that they saw, and why they would get one or not', async () => {
  const world = await createAnswered()
  const ann = await world.read('/people/ann')
  expect(ann.surveys).toMatchObject([
    { id: world.survey, name: 'On Order Completed', shownAt: '2026-03-02T10:00:00.000Z' },
  ])
  const asked = await world.launch('Order Completed', {
    filter: { kind: 'attribute', key: 'plan', op: 'is', value: 'free' },
  })
  const { items } = await world.read('/people/ann/surveys')
  expect(items).toHaveLength(2)
  const why = await world.read(`/surveys/${asked}/why?userId=ann`)
  expect(why).toMatchObject({
    eligible: false,
    filter: { met: false, kind: 'condition', asked: 'plan is "free"', found: '"pro"' },
  })
  expect(
    why.reasons.filter(({ met }: { met: boolean }) => !met).map(({ kind }: { kind: string }) => kind),
  ).toEqual(['filter'])
})
