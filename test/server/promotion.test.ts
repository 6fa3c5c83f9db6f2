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
  expect(before.events.map(({ name, change }: Record<string, string>) => [name, change]).sort()).toEqual([
    ['Purchase', 'new'],
    ['Saw Pricing', 'new'],
    ['debug_*', 'new'],
  ])
  expect(before.surveys).toMatchObject([{ id: survey, change: 'new', refused: null }])
  expect(before.surveys[0].needs.sort()).toEqual(['Purchase', 'Saw Pricing'])
  expect(before.settings).toEqual([{ part: 'resurveyDays', before: 7, after: 3 }])

  const agreed = {
    events: [accepted('Purchase'), accepted('Saw Pricing'), { name: 'debug_*', status: 'denied' }],
    surveys: [survey],
    settings: ['resurveyDays'],
  }
  const response = await promote(agreed)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ events: [], surveys: [], settings: [] })

  const { items: events } = await production.read('/events')
  expect(events.find(({ name }: { name: string }) => name === 'Purchase')).toMatchObject({
    description: 'Paid',
    trackNames: ['Order Completed', 'Paid'],
    count: 0,
  })
  expect(await production.read('')).toMatchObject({ resurveyDays: 3 })
  const [copy] = (await production.read('/surveys')).items
  expect(copy).toMatchObject({ name: 'On Purchase', status: 'draft', showings: 0 })
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
    { path: 'surveys.0', message: 'needs the event "Purchase"; take it over too' },
  ])
  await production.make('POST', '/events', { name: 'Purchase', kind: 'click', click: { text: 'Buy' } })
  const other = await promote({ events: [accepted('Purchase')], surveys: [survey] })
  expect(other.status).toBe(409)
  expect((await other.json()).detail).toContain('another kind there')
  expect((await difference()).surveys).toHaveLength(1)
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
