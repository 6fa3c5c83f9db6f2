/** What responses come to, one by one and in files. */
import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/time-slot.ts'
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

test('results are added up again only where something changed, by whatever changed it', async () => {
  const { read, make, survey, deps, page, segment, clock } = await createAnswered()
  const reading = deps.database.read
  let added = 0
  deps.database.read = (sql, args) => {
    if (/\banswer\b/.test(sql)) added++
    return reading(sql, args)
  }
  /** What the results are, and how many parts were read for it. */
  const look = async (query = '') => {
    added = 0
    const { responses, completions, daily, questions } = await read(`/surveys/${survey}/results${query}`)
    const [{ score }, plan, , { skipped }] = questions
    return [added, responses, completions, daily.length, score?.value, plan.answers[0].value, skipped]
  }
  expect(await look()).toEqual([1, 4, 3, 1, 25, 'Free', 1])
  expect(await look()).toEqual([0, 4, 3, 1, 25, 'Free', 1])

  clock.forward(3 * DAY)
  const late = page()
  const { survey: shown } = await late.track('Order Completed')
  const answer = (change: object) => late.answer(shown?.showing ?? '', change)
  // A showing is no response.
  expect(await look()).toEqual([0, 4, 3, 4, 25, 'Free', 1])
  await answer({ answers: { score: 0 } })
  expect(await look()).toEqual([1, 5, 3, 4, 0, 'Free', 1])
  await answer({ answers: { score: 9 } })
  expect(await look()).toEqual([1, 5, 3, 4, 40, 'Free', 1])
  await answer({ answers: { why: null } })
  expect(await look()).toEqual([1, 5, 3, 4, 40, 'Free', 2])
  await answer({ answers: {}, completed: true })
  expect(await look()).toEqual([1, 5, 4, 4, 40, 'Free', 2])
  await segment({ type: 'delete', userId: 'bob' })
  expect(await look()).toEqual([1, 4, 3, 4, 75, 'Free', 1])
  const narrowed = '?answers=[{"question":"score","op":"gte","value":10}]'
  expect((await look(narrowed)).slice(0, 2)).toEqual([1, 1])
  expect((await look(narrowed)).slice(0, 2)).toEqual([0, 1])

  const [score, plan, ...others] = QUESTIONS
  await make('PATCH', `/surveys/${survey}`, {
    questions: [score, { ...plan, options: ['New', 'Free', 'Pro'] }, ...others],
  })
  expect(await look()).toEqual([2, 4, 3, 4, 75, 'New', 1])
  expect(await look()).toEqual([0, 4, 3, 4, 75, 'New', 1])
})

test('results of thousands of responses are those of each one', async () => {
  const { read, survey, deps, clock } = await createAnswered()
  const numbers = JSON.stringify(Array.from({ length: 2_500 }, (_, number) => number))
  await deps.database.write([
    {
      // Many at the same millisecond, and some on the day before.
      sql: `INSERT INTO showing (id, environment, survey, channel, language, at, day)
        SELECT 'many_' || value, 2, ?, 'web', 'en', ? - value % 3 * 40000000, '2026-03-02' FROM json_each(?)`,
      args: [survey, clock.at, numbers],
    },
    {
      sql: `UPDATE showing SET responded_at = at + 1, completed_at = CASE WHEN id LIKE '%1' THEN at END
        WHERE id LIKE 'many_%'`,
    },
    {
      sql: `INSERT INTO answer (showing, question, value, at)
        SELECT 'many_' || number.value, question.value ->> 0,
          question.value -> (1 + number.value % (json_array_length(question.value) - 1)), 0
        FROM json_each(?) AS number CROSS JOIN json_each(?) AS question`,
      args: [
        numbers,
        JSON.stringify([
          ['score', 0, 3, 10, 9, 7, null],
          ['plan', 'Free', 'Pro', 'One of my own', null],
          ['uses', ['Work'], ['Work', 'Play', 'A boat', 'A house'], [], null],
          ['why', 'So', 'Because', null],
          ['gone', 'Not asked any more'],
        ]),
      ],
    },
  ])
  for (const more of ['', '&search=because', '&from=2026-03-02', '&to=2026-03-02T10:00:00.001Z']) {
    const oneByOne = await read(`/surveys/${survey}/results?answers=[]${more}`)
    expect(oneByOne.responses).toBeGreaterThan(800)
    const summed = await read(`/surveys/${survey}/results?${more}`)
    const { responses, completions, completionRate, questions } = oneByOne
    expect(summed).toMatchObject({ responses, completions, completionRate, questions })
    const byDay = ({ daily }: { daily: { responses: number }[] }) => daily.map(({ responses }) => responses)
    expect(byDay(summed)).toEqual(byDay(oneByOne))
  }
})

/** In Auckland the day of the responses begins 13 hours before that of UTC. */
test('days are those of the environment, for showings and responses alike', async () => {
  const { read, make, survey, page, clock } = await createAnswered()
  await make('PATCH', '', { timeZone: 'Pacific/Auckland' })
  clock.forward(2 * HOUR)
  // 01:04 of the 3rd there.
  const visitor = page()
  const { survey: shown } = await visitor.track('Order Completed')
  await visitor.answer(shown?.showing ?? '', { answers: { score: 1 }, completed: true })
  await page().track('Order Completed')
  const look = async (query: string) => {
    const { showings, responses, daily } = await read(`/surveys/${survey}/results?${query}`)
    return [showings, responses, ...daily]
  }
  const second = { day: '2026-03-02', showings: 5, responses: 4 }
  const third = { day: '2026-03-03', showings: 2, responses: 1 }
  expect(await look('')).toEqual([7, 5, second, third])
  expect(await look('from=2026-03-03')).toEqual([2, 1, third])
  expect(await look('to=2026-03-03')).toEqual([5, 4, second])
  expect(await look('from=2026-03-02&to=2026-03-04')).toEqual([7, 5, second, third])
  // A time within a day takes what was shown and answered from then on.
  const from = '2026-03-02T10:01:30.000Z'
  expect(await look(`from=${from}`)).toEqual([5, 3, { ...second, showings: 3, responses: 2 }, third])
  const { items } = await read(`/surveys/${survey}/responses?from=2026-03-03`)
  expect(items).toHaveLength(1)
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

test('one response is read by its ID, in its own survey', async () => {
  const { api, read, launch, survey } = await createAnswered()
  const { items } = await read(`/surveys/${survey}/responses`)
  expect(await read(`/surveys/${survey}/responses/${items[3].id}`)).toEqual(items[3])
  const elsewhere = `/api/environments/production/surveys/${await launch('Other')}/responses/${items[3].id}`
  expect((await api('GET', elsewhere)).status).toBe(404)
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
