/** Definitions go from Development to Production as a difference that is agreed to; data never does. */
import { expect, test } from 'vitest'
import { createTestApp } from '../support.ts'
import { createSdkWorld } from './sdk-support.ts'

async function createTwo() {
  const test = await createTestApp()
  const development = await createSdkWorld('development', test)
  const production = await createSdkWorld('production', test)
  const difference = () => production.read('/promotion?from=development')
  const promote = (agreed: object) =>
    production.api('POST', '/api/environments/production/promotion', { from: 'development', ...agreed })
  return { development, production, difference, promote }
}

const accepted = (name: string) => ({ name, status: 'accepted' })

test('two fresh environments do not differ', async () => {
  const { difference } = await createTwo()
  expect(await difference()).toEqual({
    from: 'development',
    to: 'production',
    events: [],
    surveys: [],
    settings: [],
  })
})

test('an event, a denial, a survey and a setting are taken over once agreed to, without their data', async () => {
  const { development, production, difference, promote } = await createTwo()
  await development.make('POST', '/events', {
    name: 'Purchase',
    description: 'Paid',
    trackNames: ['Order Completed', 'Paid'],
  })
  await development.segment({ type: 'track', userId: 'ann', event: 'Order Completed' })
  await development.make('POST', '/requests/deny', { pattern: 'debug_*' })
  await development.make('PATCH', '', { resurveyDays: 3 })
  const survey = await development.launch('Purchase', {
    filter: { kind: 'event', event: 'Saw Pricing', measure: 'done' },
  })
  await development.make('POST', '/events', {
    name: 'Saw Pricing',
    kind: 'page-url',
    url: { match: 'endsWith', pattern: '/pricing' },
  })

  const before = await difference()
  expect(before.events.map(({ name, change }: Record<string, string>) => [name, change])).toEqual([
    ['Purchase', 'new'],
    ['Saw Pricing', 'new'],
    ['debug_*', 'new'],
  ])
  expect(before.surveys).toMatchObject([{ id: survey, change: 'new', twin: null, refused: [] }])
  expect(before.surveys[0].needs.sort()).toEqual(['Purchase', 'Saw Pricing'])
  expect(before.settings).toMatchObject([{ part: 'resurveyDays', before: 7, after: 3 }])

  const agreed = {
    events: [accepted('Purchase'), accepted('Saw Pricing'), { name: 'debug_*', status: 'denied' }],
    surveys: [survey],
    settings: ['resurveyDays'],
  }
  const response = await promote(agreed)
  expect(response.status).toBe(200)
  const { promoted, ...rest } = await response.json()
  expect(rest).toMatchObject({ events: [], surveys: [], settings: [] })

  const { items: events } = await production.read('/events')
  expect(events.find(({ name }: { name: string }) => name === 'Purchase')).toMatchObject({
    description: 'Paid',
    trackNames: ['Order Completed', 'Paid'],
    count: 0,
  })
  expect(await production.read('')).toMatchObject({ resurveyDays: 3 })
  const [copy] = (await production.read('/surveys')).items
  expect(copy).toMatchObject({ name: 'On Purchase', status: 'draft', showings: 0 })
  expect(promoted).toEqual([{ id: copy.id, name: 'On Purchase', status: 'draft' }])
  const trigger = events.find(({ id }: { id: string }) => id === copy.triggers[0].event)
  expect(trigger.name).toBe('Purchase')
  expect((await production.read('/people')).items).toEqual([])
})

test('a survey that changed since is a change of its copy, also while that is in progress', async () => {
  const { development, production, difference, promote } = await createTwo()
  const survey = await development.launch('Purchase')
  await promote({ events: [accepted('Purchase')], surveys: [survey] })
  const [copy] = (await production.read('/surveys')).items
  await production.make('POST', `/surveys/${copy.id}/launch`)
  await development.make('PATCH', `/surveys/${survey}`, { name: 'Another name' })
  expect((await difference()).surveys).toMatchObject([
    {
      id: survey,
      change: 'changed',
      twin: { id: copy.id, status: 'in-progress' },
      differences: [{ part: 'name', before: 'On Purchase', after: 'Another name' }],
    },
  ])
  expect((await promote({ surveys: [survey] })).status).toBe(200)
  expect(await production.read(`/surveys/${copy.id}`)).toMatchObject({
    name: 'Another name',
    status: 'in-progress',
  })
  expect((await difference()).surveys).toEqual([])
})

test('what cannot be taken over as it is says why, and nothing is', async () => {
  const { development, production, difference, promote } = await createTwo()
  const survey = await development.launch('Purchase')
  const lacking = await promote({ surveys: [survey] })
  expect(lacking.status).toBe(409)
  expect((await lacking.json()).issues).toEqual([
    { path: 'surveys.0', message: 'needs the event “Purchase”: take it over too' },
  ])
  await production.make('POST', '/events', { name: 'Purchase', kind: 'click', click: { text: 'Buy' } })
  const other = await promote({ events: [accepted('Purchase')], surveys: [survey] })
  expect(other.status).toBe(409)
  expect(await other.json()).toMatchObject({
    detail: '“Purchase” is a Click event there, and a kind never changes: delete it there first.',
    issues: [{ path: 'events.0.kind' }],
  })
  expect((await difference()).surveys).toHaveLength(1)
})

/** In progress in both, and answered in Production. */
async function createAnswered() {
  const two = await createTwo()
  const { development, production, promote } = two
  const survey = await development.launch('Purchase', { questions: [CHOICE] })
  await promote({ events: [accepted('Purchase')], surveys: [survey] })
  const [copy] = (await production.read('/surveys')).items
  await production.make('POST', `/surveys/${copy.id}/launch`)
  const answer = async (...answers: object[]) => {
    for (const given of answers) {
      const page = production.page()
      const { survey: shown } = await page.track('Purchase')
      await page.answer(shown?.showing ?? '', { answers: given })
    }
  }
  return { ...two, survey, copy, answer }
}
const CHOICE = { id: 'plan', type: 'single', text: 'Which plan?', options: ['Free', 'Team', 'Pro'] }

test('what has answers in the target stays there, and one in progress stays fit to be shown', async () => {
  const { development, production, difference, promote, survey, copy, answer } = await createAnswered()
  await answer({ plan: 'Team' }, { plan: 'Team' })
  const edit = async (change: object) => {
    await development.make('PATCH', `/surveys/${survey}`, change)
    const { surveys } = await difference()
    return surveys[0].refused
  }
  // Nobody answered it in Development, so there it can go.
  expect(await edit({ questions: [{ ...CHOICE, options: ['Free', 'Pro'] }] })).toEqual([
    {
      path: 'questions.0.options',
      message: 'must keep “Team”, which has 2 answers in question 1 (“Which plan?”)',
    },
  ])
  const kept = await promote({ surveys: [survey], settings: [] })
  expect(kept.status).toBe(409)
  expect(await kept.json()).toMatchObject({
    detail: '“On Purchase” must keep “Team”, which has 2 answers in question 1 (“Which plan?”).',
    issues: [{ path: 'surveys.0.questions.0.options' }],
  })

  await development.make('POST', `/surveys/${survey}/pause`)
  expect(await edit({ questions: [CHOICE], endsAt: '2020-01-01T00:00:00Z' })).toEqual([
    { path: 'endsAt', message: 'must be in the future' },
  ])
  expect((await promote({ surveys: [survey] })).status).toBe(409)
  expect(await production.read(`/surveys/${copy.id}`)).toMatchObject({ revision: 2, endsAt: null })

  // Words may change, and more may be asked.
  expect(await edit({ questions: [{ ...CHOICE, text: 'Which one?' }], endsAt: null })).toEqual([])
  expect((await promote({ surveys: [survey] })).status).toBe(200)
  const page = production.page()
  expect((await page.track('Purchase')).survey?.questions).toMatchObject([{ text: 'Which one?' }])
})

test('all that was agreed to is taken over, or nothing', async () => {
  const { development, production, promote } = await createTwo()
  const survey = await development.launch('Purchase')
  await promote({ events: [accepted('Purchase')], surveys: [survey] })
  const [copy] = (await production.read('/surveys')).items
  await development.make('PATCH', `/surveys/${survey}`, { name: 'Another name' })
  await development.make('POST', '/events', { name: 'Refund' })
  await development.make('PATCH', '', { resurveyDays: 3 })

  // Somebody edits the copy between the look and the write.
  const { database } = development.deps
  const write = database.write.bind(database)
  let edits = 1
  database.write = async (statements) => {
    if (edits-- > 0)
      await write([{ sql: 'UPDATE survey SET revision = revision + 1 WHERE id = ?', args: [copy.id] }])
    return write(statements)
  }
  const all = { events: [accepted('Refund')], surveys: [survey], settings: ['resurveyDays'] }
  const response = await promote(all)
  expect(response.status).toBe(409)
  expect((await response.json()).detail).toContain('Look at it anew')
  expect(await production.read('')).toMatchObject({ resurveyDays: 7 })
  expect((await production.read('/events')).items.map(({ name }: { name: string }) => name)).toEqual([
    'Purchase',
  ])

  expect((await promote(all)).status).toBe(200)
  expect(await production.read('')).toMatchObject({ resurveyDays: 3 })
})

test('only what was looked at is taken over where one says what that was', async () => {
  const { development, difference, promote } = await createTwo()
  const survey = await development.launch('Purchase')
  const before = await difference()
  const seen = [before.events[0].tag, before.surveys[0].tag]
  await development.make('PATCH', `/surveys/${survey}`, { name: 'Another name' })
  const agreed = { events: [accepted('Purchase')], surveys: [survey] }
  const stale = await promote({ ...agreed, seen })
  expect(stale.status).toBe(409)
  expect((await stale.json()).issues).toEqual([
    { path: 'surveys.0', message: 'has changed since it was looked at: look again' },
  ])
  const now = await difference()
  expect((await promote({ ...agreed, seen: [now.events[0].tag, now.surveys[0].tag] })).status).toBe(200)
})

test('an event that is nowhere is nothing that a survey needs', async () => {
  const { development, difference, promote } = await createTwo()
  const filter = { kind: 'event', event: 'Never Made', measure: 'notDone' }
  const survey = await development.launch('Purchase', { filter })
  expect((await difference()).surveys[0].needs).toEqual(['Purchase'])
  expect((await promote({ events: [accepted('Purchase')], surveys: [survey] })).status).toBe(200)

  const [purchase] = (await development.read('/events')).items
  await development.make('DELETE', `/events/${purchase.id}?force=true`)
  expect((await difference()).surveys).toMatchObject([
    {
      id: survey,
      refused: [{ path: 'triggers.0.event', message: 'names an event that is gone: choose another first' }],
    },
  ])
})

test('a denial keeps out what no event of the target counts, and goes where an event counts it', async () => {
  const { development, production, difference, promote } = await createTwo()
  const track = (event: string) => ({ type: 'track', userId: 'ann', event })
  await development.make('PATCH', '', { autoAccept: false })
  await production.make('PATCH', '', { autoAccept: false })
  await development.segment(track('Noise'), track('Paid'))
  await production.segment(track('Noise'), track('Paid'), track('Debug'))
  await development.make('POST', '/requests/deny', { names: ['Noise'] })
  await production.make('POST', '/requests/deny', { names: ['Paid'] })
  await development.make('POST', '/events', { name: 'Purchase', trackNames: ['Paid'] })
  const purchase = { name: 'Purchase', lifts: ['Paid'], refused: [] }
  expect((await difference()).events).toMatchObject([purchase, { name: 'Noise', status: 'denied' }])

  await production.make('POST', '/events', { name: 'Sounds', trackNames: ['Noise'] })
  const noise = { name: 'Noise', status: 'denied' }
  expect((await promote({ events: [noise] })).status).toBe(409)
  expect((await difference()).events).toMatchObject([
    purchase,
    { ...noise, refused: [{ path: 'name', message: expect.stringContaining('feeds the event “Sounds”') }] },
  ])
  const [sounds] = (await production.read('/events')).items
  await production.make('DELETE', `/events/${sounds.id}`)
  expect((await promote({ events: [noise, accepted('Purchase')] })).status).toBe(200)
  const waiting = (await production.read('/requests')).items
  expect(waiting.map(({ name }: { name: string }) => name)).toEqual(['Debug'])
  const denied = (await production.read('/events?status=denied')).items
  expect(denied.map(({ name }: { name: string }) => name)).toEqual(['Noise'])
  // What was held of it comes back where somebody lifts it.
  await production.make('POST', '/requests/lift', { ids: [denied[0].id] })
  expect((await production.read('/requests')).items).toHaveLength(2)
})

test('who may not promote sees the difference, and whom to ask', async () => {
  const { development, production } = await createTwo()
  await development.make('POST', '/events', { name: 'Purchase' })
  const browser = development.browser()
  await browser.signUp('ada@example.com', 'correct horse battery')
  const at = '/api/environments/production/promotion'
  const look = async () => (await browser.send('GET', `${at}?from=development`)).json()
  expect((await look()).admins).toBeUndefined()
  await development.deps.database.write([
    {
      sql: `INSERT INTO account (id, email, password_hash, role, may_see_keys, created_at)
        SELECT 'other', 'grace@example.com', password_hash, 'admin', 0, created_at + 1 FROM account`,
    },
    { sql: `UPDATE account SET role = 'editor' WHERE email = 'ada@example.com'` },
  ])
  expect(await look()).toMatchObject({ events: [{ name: 'Purchase' }], admins: ['grace@example.com'] })
  const refused = await browser.send('POST', at, { from: 'development', events: [accepted('Purchase')] })
  expect(refused.status).toBe(403)
  expect((await production.read('/events')).items).toEqual([])
})

test.each([
  [{ from: 'nowhere' }, 'from'],
  [{ from: 'production' }, 'from'],
  [{ events: [accepted('Nothing')] }, 'events.0'],
  [{ surveys: ['srv_nothing'] }, 'surveys.0'],
  [{ settings: ['webhookSecret'] }, 'settings.0'],
])('refuses %j', async (agreed, path) => {
  const { promote } = await createTwo()
  const response = await promote(agreed)
  expect(response.status).toBe(400)
  expect((await response.json()).issues[0].path).toBe(path)
})
