/** Surveys by the console's API: who may, what is refused, and what leads from one state to another. */
import { describe, expect, it, test } from 'vitest'
import { createSweep } from '../../server/sweep.ts'
import { HOUR } from '../../shared/time-slot.ts'
import { createTestApp, START } from '../support.ts'
import { createSurveyWorld, HERE, READY } from './survey-support.ts'

const inHours = (hours: number): string => new Date(START + hours * HOUR).toISOString()

describe('a survey', () => {
  it('stands with defaults for what is not said', async () => {
    const { ask, clock } = await createSurveyWorld()
    const made = await ask('POST', '', {
      name: ' Checkout ',
      platform: 'web',
      questions: [
        { type: 'nps', text: 'Score?' },
        { type: 'open', text: 'Why?' },
      ],
    })
    expect(made).toMatchObject({
      name: 'Checkout',
      status: 'draft',
      questions: [
        { id: 'q1', type: 'nps', required: false, options: [], logic: [] },
        { id: 'q2', type: 'open' },
      ],
      thankYou: { title: 'Thank you!', text: '' },
      triggers: [],
      filter: null,
      delivery: { mode: 'until', responses: 385, overDays: null },
      resurvey: { days: null, once: true },
      language: 'en',
      revision: 1,
      createdAt: new Date(clock.at).toISOString(),
      launchedAt: null,
      showings: 0,
      responses: 0,
      lastResponseAt: null,
    })
    expect(await ask('GET', `/${made.id}`)).toEqual(made)
  })

  it.each([
    ['link', { mode: 'immediate' }],
    ['email', { mode: 'immediate' }],
    ['mobile', { mode: 'until', responses: 385, overDays: null }],
  ])('for %s is delivered by default so: %j', async (platform, delivery) => {
    const { make, ask } = await createSurveyWorld()
    expect((await make({ questions: [], platform })).delivery).toEqual(delivery)
    const other = await make({ questions: [] })
    expect((await ask('PATCH', `/${other.id}`, { platform })).delivery).toEqual(delivery)
  })

  it('gives questions IDs that are free, and rules may name them', async () => {
    const { make } = await createSurveyWorld()
    const { questions } = await make({
      questions: [
        { type: 'nps', text: '', logic: [{ op: 'gte', value: 9, goTo: 'q3' }] },
        { id: 'q1', type: 'open', text: '' },
        { type: 'open', text: '' },
      ],
    })
    expect(questions.map(({ id }) => id)).toEqual(['q2', 'q1', 'q3'])
  })

  it('is changed part by part, and keeps times as UTC', async () => {
    const { make, ask, clock } = await createSurveyWorld()
    const made = await make(READY)
    clock.forward(1_000)
    const changed = await ask('PATCH', `/${made.id}`, {
      name: 'Other',
      look: { color: '#112233' },
      endsAt: '2026-04-01T10:00:00+02:00',
    })
    expect(changed).toEqual({
      ...made,
      name: 'Other',
      look: { ...made.look, color: '#112233' },
      endsAt: '2026-04-01T08:00:00.000Z',
      revision: 2,
      updatedAt: new Date(clock.at).toISOString(),
    })
    expect(await ask('PATCH', `/${made.id}`, {})).toEqual(changed)
  })

  it('is listed by change, state and name, page by page', async () => {
    const { make, ask, clock, api } = await createSurveyWorld()
    const ids: string[] = []
    for (const name of ['One', 'Two', 'Three']) {
      ids.push((await make({ ...READY, name })).id)
      clock.forward(1_000)
    }
    const [one = '', two = '', three = ''] = ids
    await ask('PATCH', `/${one}`, { name: 'First' })
    await ask('POST', `/${two}/archive`)
    const list = async (query: string) => {
      const { items, cursor } = await (await api('GET', `${HERE}/surveys?${query}`)).json()
      return { ids: items.map(({ id }: { id: string }) => id), cursor }
    }
    const first = await list('limit=2')
    expect(first.ids).toEqual([two, one])
    expect((await list(`limit=2&cursor=${first.cursor}`)).ids).toEqual([three])
    expect((await list('status=draft')).ids).toEqual([one, three])
    expect((await list('search=FIR')).ids).toEqual([one])
    expect((await api('GET', `${HERE}/surveys?status=gone`)).status).toBe(400)
    const elsewhere = await api('GET', '/api/environments/production/surveys')
    expect((await elsewhere.json()).items).toEqual([])
    expect((await api('GET', `/api/environments/production/surveys/${one}`)).status).toBe(404)
  })
})

it('refuses also of a draft what could never be right, and says where', async () => {
  const { make, refusal } = await createSurveyWorld()
  const loop = { questions: [{ type: 'open', text: 'Why?', logic: [{ op: 'submitted', goTo: 'q1' }] }] }
  const expected = [
    '400 questions.0.logic.0 leads round in a loop: from question 1 (“Why?”) to question 1 (“Why?”)',
    '400 colour is not known here; leave it out',
  ]
  expect(await refusal('POST', '', { name: 'A', platform: 'web', ...loop, colour: 'red' })).toEqual(expected)
  const { id } = await make(READY)
  expect(await refusal('PATCH', `/${id}`, { ...loop, colour: 'red' })).toEqual(expected)
  expect(await refusal('POST', '', { platform: 'web', questions: [{ type: 'open', text: 5 }] })).toEqual([
    '400 name is missing',
    '400 questions.0.text must be a text',
  ])
  expect(await refusal('POST', '', { name: 'A', platform: 'web' })).toEqual(['400 questions is missing'])
})

describe('launching', () => {
  it('says all that is missing', async () => {
    const { make, refusal } = await createSurveyWorld()
    const { id } = await make({
      questions: [
        { type: 'single', text: '', options: ['A', ' '] },
        { type: 'multi', text: 'Which?', options: ['A'] },
        { type: 'prompt', text: 'Book', link: 'https://' },
      ],
      thankYou: { title: '' },
      delivery: { mode: 'immediate' },
      startsAt: inHours(2),
      endsAt: inHours(1),
      translations: { de: { questions: { q1: { options: ['Ah'] } } } },
    })
    expect(await refusal('POST', `/${id}/launch`)).toEqual([
      '409 questions.0.text needs its text',
      '409 questions.0.options.1 needs its text',
      '409 questions.1.options needs at least 2 options',
      '409 questions.2.link must be a whole address such as "https://example.com/book"',
      '409 thankYou.title needs a title or a text',
      '409 triggers needs 1 to 10 events that make it appear',
      '409 delivery.mode must be until or continuous for web',
      '409 endsAt must be after its start',
      "409 translations.de.questions.q1.options must be 2 options, in the order of the question's own",
    ])
  })

  it.each([
    ['mobile', {}, 'platform needs a mobile SDK, which Asklet does not have yet'],
    [
      'link',
      { triggers: [{ event: 'x' }] },
      'triggers belong to a web survey; a link survey goes to whoever opens its address',
    ],
    [
      'link',
      { filter: { kind: 'sessions', op: 'gte', value: 2 } },
      'filter must be left out; a link survey goes to whoever opens its address',
    ],
    [
      'link',
      { delivery: { mode: 'continuous', percent: 5 } },
      'delivery.mode must be immediate or until for link',
    ],
    ['email', { questions: [] }, 'questions needs at least one question'],
    ['email', { endsAt: inHours(-1) }, 'endsAt must be in the future'],
  ])('%s with %j', async (platform, part, expected) => {
    const { make, refusal } = await createSurveyWorld()
    const { id } = await make({ ...READY, platform, ...part })
    expect(await refusal('POST', `/${id}/launch`)).toEqual([`409 ${expected}`])
  })

  it('needs events that are there and accepted, and allows a filter that names others', async () => {
    const { make, makeEvent, ask, refusal, api, deps } = await createSurveyWorld()
    const { id: event } = await makeEvent({ name: 'Checkout' })
    const denied = 'evt_denied'
    await deps.database.write([
      {
        sql: `INSERT INTO event (id, environment, name, kind, status, created_at) VALUES (?, 1, 'debug', 'code', 'denied', 0)`,
        args: [denied],
      },
    ])
    const { id } = await make({
      ...READY,
      triggers: [{ event: 'gone' }, { event: denied }, { event }],
      filter: { kind: 'event', event: 'No such', measure: 'done' },
    })
    expect(await refusal('POST', `/${id}/launch`)).toEqual([
      '409 triggers.0.event there is no event of the ID "gone" any more; choose another',
      '409 triggers.1.event "debug" is denied; accept it first, or choose another event',
    ])
    await ask('PATCH', `/${id}`, { triggers: [{ event, delaySeconds: 5 }] })
    expect((await ask('POST', `/${id}/launch`)).status).toBe('in-progress')
    const { surveys, triggers } = deps.definitions.rules(1)
    expect([...surveys.keys()]).toEqual([id])
    expect(triggers.get('Checkout')).toMatchObject([{ survey: { id, name: 'A survey' }, delaySeconds: 5 }])
    await api('DELETE', `${HERE}/events/${event}?force=true`)
    expect(deps.definitions.rules(1).triggers.size).toBe(0)
  })

  it('keeps who edits a running survey from taking away what it needs', async () => {
    const { make, makeEvent, ask, refusal, deps } = await createSurveyWorld()
    const { id: event } = await makeEvent({ name: 'Checkout' })
    const { id } = await make({ ...READY, triggers: [{ event }] })
    await ask('POST', `/${id}/launch`)
    expect(await refusal('PATCH', `/${id}`, { triggers: [] })).toEqual([
      '409 triggers needs 1 to 10 events that make it appear',
    ])
    expect(await refusal('PATCH', `/${id}`, { platform: 'link' })).toEqual([
      '409 It was launched for web pages. Duplicate it to ask elsewhere.',
    ])
    await ask('PATCH', `/${id}`, { name: 'New name' })
    expect(deps.definitions.rules(1).surveys.get(id)?.name).toBe('New name')
    // Paused, it may be in pieces; it goes on once it is whole.
    await ask('POST', `/${id}/pause`)
    await ask('PATCH', `/${id}`, { triggers: [] })
    expect(await refusal('POST', `/${id}/resume`)).toEqual([
      '409 triggers needs 1 to 10 events that make it appear',
    ])
  })

  it('launches what was judged, not what somebody makes of it meanwhile', async () => {
    const { make, ask, refusal, deps } = await createSurveyWorld()
    const { id } = await make({ ...READY, platform: 'link' })
    const { write } = deps.database
    deps.database.write = async (statements) => {
      deps.database.write = write
      await ask('PATCH', `/${id}`, { questions: [] })
      return write(statements)
    }
    expect(await refusal('POST', `/${id}/launch`)).toEqual([
      '409 Somebody changed it meanwhile. Look at it, and try again.',
    ])
    expect((await ask('GET', `/${id}`)).status).toBe('draft')
  })

  it('of a completed survey asks for more responses than it has', async () => {
    const { make, ask, refusal, respond } = await createSurveyWorld()
    const { id } = await make({ ...READY, platform: 'link', delivery: { mode: 'until', responses: 1 } })
    await ask('POST', `/${id}/launch`)
    await respond(id, { q1: 9 })
    await ask('POST', `/${id}/complete`)
    expect(await refusal('POST', `/${id}/launch`)).toEqual([
      '409 delivery.responses must be more than 1 response, which it has already',
    ])
    await ask('PATCH', `/${id}`, { delivery: { mode: 'until', responses: 2 } })
    expect(await ask('POST', `/${id}/launch`)).toMatchObject({
      status: 'in-progress',
      completedAt: null,
      responses: 1,
      showings: 1,
      lastResponseAt: inHours(0),
    })
  })
})

describe('states', () => {
  const STEPS = ['launch', 'pause', 'resume', 'complete', 'archive'] as const
  const WAYS: Record<string, readonly (typeof STEPS)[number][]> = {
    draft: [],
    'in-progress': ['launch'],
    paused: ['launch', 'pause'],
    completed: ['launch', 'complete'],
    archived: ['archive'],
  }
  const LEADS: Record<string, Partial<Record<(typeof STEPS)[number], string>>> = {
    draft: { launch: 'in-progress', archive: 'archived' },
    'in-progress': { pause: 'paused', complete: 'completed' },
    paused: { resume: 'in-progress', complete: 'completed', archive: 'archived' },
    completed: { launch: 'in-progress', archive: 'archived' },
    archived: {},
  }
  it.each(Object.keys(WAYS))('from %s: each step leads where it should, or says why not', async (status) => {
    const { make, ask, api, refusal, clock } = await createSurveyWorld()
    for (const step of STEPS) {
      const { id, revision } = await make({ ...READY, platform: 'link' })
      for (const before of WAYS[status] ?? []) await ask('POST', `/${id}/${before}`)
      const to = LEADS[status]?.[step]
      if (to === undefined) {
        expect((await refusal('POST', `/${id}/${step}`))[0]).toMatch(/^409 The survey is /)
        expect((await ask('GET', `/${id}`)).status).toBe(status)
        continue
      }
      clock.forward(1_000)
      const at = new Date(clock.at).toISOString()
      const stepped = await ask('POST', `/${id}/${step}`)
      expect(stepped.status).toBe(to)
      expect(stepped.revision).toBe(revision + (WAYS[status]?.length ?? 0) + 1)
      expect(stepped.updatedAt).toBe(at)
      if (step === 'launch') expect(stepped.launchedAt).toBe(at)
      if (to !== 'archived') expect(stepped.completedAt).toBe(to === 'completed' ? at : null)
    }
    expect((await api('POST', `${HERE}/surveys/none/launch`)).status).toBe(404)
  })

  it('only says what it is in words', async () => {
    const { make, refusal, ask } = await createSurveyWorld()
    const { id } = await make({ ...READY, platform: 'link' })
    expect(await refusal('POST', `/${id}/pause`)).toEqual([
      '409 The survey is a draft, so it cannot be paused; what can be done is "launch", "archive".',
    ])
    await ask('POST', `/${id}/launch`)
    expect(await refusal('POST', `/${id}/archive`)).toEqual([
      '409 The survey is in progress. Pause or complete it first.',
    ])
    expect(await refusal('DELETE', `/${id}`)).toEqual([
      '409 Only a draft or an archived survey can be deleted. Archive it first.',
    ])
  })

  it('completes by itself at its end, also while it is paused', async () => {
    const { make, ask, clock, deps } = await createSurveyWorld()
    const sweep = createSweep(deps)
    const [running, paused, later] = [
      await make({ ...READY, platform: 'link', endsAt: inHours(1) }),
      await make({ ...READY, platform: 'link', endsAt: inHours(1) }),
      await make({ ...READY, platform: 'link', endsAt: inHours(2) }),
    ]
    for (const { id } of [running, paused, later]) await ask('POST', `/${id}/launch`)
    await ask('POST', `/${paused.id}/pause`)
    clock.forward(HOUR - 1)
    await sweep()
    expect(deps.definitions.rules(1).surveys.size).toBe(2)
    clock.forward(1)
    await sweep()
    for (const { id } of [running, paused])
      expect(await ask('GET', `/${id}`)).toMatchObject({ status: 'completed', completedAt: inHours(1) })
    expect([...deps.definitions.rules(1).surveys.keys()]).toEqual([later.id])
  })

  it('lets another process know', async () => {
    const { make, ask, deps } = await createSurveyWorld()
    const version = async () =>
      (await deps.database.read(`SELECT value FROM instance WHERE key = 'version'`))[0]?.['value']
    const { id } = await make({ ...READY, platform: 'link' })
    let before = await version()
    await ask('PATCH', `/${id}`, { name: 'A draft is nobody’s concern' })
    expect(await version()).toBe(before)
    for (const change of [
      () => ask('POST', `/${id}/launch`),
      () => ask('PATCH', `/${id}`, { name: 'B' }),
      () => ask('POST', `/${id}/pause`),
    ]) {
      await change()
      const after = await version()
      expect(after).not.toBe(before)
      before = after
    }
  })
})

describe('a change', () => {
  it('with a revision that is old is refused', async () => {
    const { make, ask, refusal } = await createSurveyWorld()
    const { id, revision } = await make(READY)
    await ask('PATCH', `/${id}`, { name: 'B', revision })
    expect(await refusal('PATCH', `/${id}`, { name: 'C', revision })).toEqual([
      '409 Somebody changed it meanwhile: it is at revision 2, not 1. Read it again, and change that.',
    ])
  })

  it('at the same instant as others: with a revision one wins, without all hold', async () => {
    const { make, ask, api } = await createSurveyWorld()
    const { id, revision } = await make(READY)
    const racing = await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        api('PATCH', `${HERE}/surveys/${id}`, { name: `N${at}`, revision }),
      ),
    )
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    await Promise.all([
      ask('PATCH', `/${id}`, { name: 'Both' }),
      ask('PATCH', `/${id}`, { thankYou: { title: 'Thanks' } }),
      ask('PATCH', `/${id}`, { language: 'de' }),
    ])
    expect(await ask('GET', `/${id}`)).toMatchObject({
      name: 'Both',
      thankYou: { title: 'Thanks' },
      language: 'de',
      revision: 5,
    })
  })

  it('of an archived survey is refused', async () => {
    const { make, ask, refusal } = await createSurveyWorld()
    const { id } = await make(READY)
    await ask('POST', `/${id}/archive`)
    expect(await refusal('PATCH', `/${id}`, { name: 'B' })).toEqual([
      '409 It is archived. Duplicate it, and change the copy.',
    ])
  })
})

describe('with answers', () => {
  const QUESTIONS = [
    { id: 'score', type: 'nps', text: 'Score?' },
    { id: 'which', type: 'multi', text: 'Which?', options: ['A', 'B', 'C'] },
    { id: 'one', type: 'single', text: 'One?', options: ['A', 'B'] },
    { id: 'why', type: 'open', text: 'Why?' },
  ]
  const [score, which, one, why] = QUESTIONS
  async function answered() {
    const test = await createSurveyWorld()
    const { id } = await test.make({ questions: QUESTIONS, platform: 'link' })
    await test.ask('POST', `/${id}/launch`)
    await test.respond(id, { score: 9, which: ['A', 'B'], one: 'B', why: null })
    await test.respond(id, { score: 3, which: ['A'] })
    return { ...test, id }
  }

  test.each<[string, unknown[], string[]]>([
    ['a question', [which, one, why], ['questions must keep question 1 (“Score?”), which has 2 answers']],
    [
      'its type',
      [{ ...score, type: 'rating' }, which, one],
      ['questions.0.type must stay nps: question 1 (“Score?”) has 2 answers'],
    ],
    [
      'an option of several',
      [score, { ...which, options: ['B', 'C'] }, one],
      ['questions.1.options must keep “A”, which has 2 answers in question 2 (“Which?”)'],
    ],
    [
      'an option',
      [score, which, { ...one, options: ['A', 'b'] }],
      ['questions.2.options must keep “B”, which has 1 answer in question 3 (“One?”)'],
    ],
    [
      'all',
      [why],
      [
        'questions must keep question 3 (“One?”), which has 1 answer',
        'questions must keep question 1 (“Score?”), which has 2 answers',
        'questions must keep question 2 (“Which?”), which has 2 answers',
      ],
    ],
  ])('%s cannot be taken away', async (_, questions, expected) => {
    const { refusal, id } = await answered()
    expect(await refusal('PATCH', `/${id}`, { questions })).toEqual(expected.map((line) => `409 ${line}`))
  })

  it('words, order, rules, more of all, and what nobody answered can change', async () => {
    const { ask, id } = await answered()
    const changed = await ask('PATCH', `/${id}`, {
      questions: [
        { ...which, text: 'Which ones?', options: ['D', 'B', 'A'] },
        { ...score, logic: [{ op: 'gte', value: 9, goTo: 'one' }] },
        { type: 'open', text: 'New' },
        { ...one, options: ['B', 'Z'] },
      ],
    })
    expect(changed.questions.map(({ id }) => id)).toEqual(['which', 'score', 'q3', 'one'])
  })

  it('an answer that comes between look and change is not lost', async () => {
    const { respond, refusal, id, deps } = await answered()
    const { write } = deps.database
    deps.database.write = async (statements) => {
      deps.database.write = write
      await respond(id, { why: 'Just now' })
      return write(statements)
    }
    expect(await refusal('PATCH', `/${id}`, { questions: [score, which, one] })).toEqual([
      '409 questions must keep question 4 (“Why?”), which has 1 answer',
    ])
  })

  it('no survey can be deleted, and a copy of it has none', async () => {
    const { ask, refusal, id, api } = await answered()
    for (const step of ['complete', 'archive']) await ask('POST', `/${id}/${step}`)
    expect((await refusal('DELETE', `/${id}`))[0]).toContain('409 It has responses (2)')
    const copy = await ask('POST', `/${id}/duplicate`)
    expect(copy).toMatchObject({
      name: 'Copy of A survey',
      status: 'draft',
      responses: 0,
      showings: 0,
      revision: 1,
    })
    expect(copy.questions).toEqual((await ask('GET', `/${id}`)).questions)
    expect((await api('DELETE', `${HERE}/surveys/${copy.id}`)).status).toBe(204)
    expect((await api('DELETE', `${HERE}/surveys/${copy.id}`)).status).toBe(404)
  })
})

test.each<[string, [string, string, number][]]>([
  [
    'viewer',
    [
      ['GET', '', 200],
      ['GET', '/ID', 200],
      ['POST', '', 403],
      ['PATCH', '/ID', 403],
      ['DELETE', '/ID', 403],
      ['POST', '/ID/launch', 403],
      ['POST', '/ID/pause', 403],
      ['POST', '/ID/resume', 403],
      ['POST', '/ID/complete', 403],
      ['POST', '/ID/archive', 403],
      ['POST', '/ID/duplicate', 403],
    ],
  ],
  [
    'editor',
    [
      ['POST', '', 201],
      ['PATCH', '/ID', 200],
      ['POST', '/ID/duplicate', 201],
      ['POST', '/ID/archive', 200],
      ['DELETE', '/ID', 204],
    ],
  ],
])('as %s', async (role, calls) => {
  const { browser, deps, api } = await createTestApp()
  const draft = { name: 'A', platform: 'web', ...READY }
  const { id } = await (await api('POST', `${HERE}/surveys`, draft)).json()
  const someone = browser()
  await someone.signUp('ada@example.com', 'correct horse battery')
  await deps.database.write([{ sql: 'UPDATE account SET role = ?', args: [role] }])
  for (const [method, path, status] of calls) {
    const body = method === 'GET' || method === 'DELETE' ? undefined : path === '' ? draft : {}
    const response = await someone.send(method, `${HERE}/surveys${path.replace('ID', id)}`, body)
    expect([method, path, response.status]).toEqual([method, path, status])
  }
})
