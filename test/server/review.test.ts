/** Review of names, and the filter that lets only the reviewed ones come. */
import { describe, expect, it } from 'vitest'
import { DAY } from '../../shared/time-slot.ts'
import { createTestApp, type TestApp } from '../support.ts'

const HERE = '/api/environments/development'

async function start(autoAccept: boolean) {
  const test = await createTestApp()
  await test.api('PATCH', HERE, { autoAccept })
  const { items } = await read(test, '/api/environments')
  const { key } = items.find(({ id }: { id: string }) => id === 'development').keys[0]
  const track = async (event: string, properties: object = {}, at = test.clock.at) => {
    const response = await test.app.request('/v1/track', {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${key}:`)}` },
      body: JSON.stringify({ userId: 'u1', event, properties, timestamp: new Date(at).toISOString() }),
    })
    expect(response.status).toBe(200)
  }
  return { ...test, track }
}

async function read(test: Pick<TestApp, 'api'>, path: string) {
  const response = await test.api('GET', path)
  expect(response.status).toBe(200)
  return response.json()
}
const waiting = async (test: Pick<TestApp, 'api'>): Promise<string[]> =>
  (await read(test, `${HERE}/requests`)).items.map(({ name }: { name: string }) => name).sort()

describe('lifting denials', () => {
  it('brings their names and what was held of them back, and leaves events alone', async () => {
    const test = await start(false)
    for (const name of ['one', 'one', 'two', 'three']) await test.track(name)
    await test.api('POST', `${HERE}/requests/approve`, { names: ['three'] })
    const [{ id: event }] = (await read(test, `${HERE}/events?status=accepted`)).items
    test.clock.forward(1_000)

    const denied = await test.api('POST', `${HERE}/requests/deny`, { names: 'all' })
    const { ids } = await denied.json()
    expect(await waiting(test)).toEqual([])

    const lifted = await test.api('POST', `${HERE}/requests/lift`, { ids: [...ids, event, 'no-such'] })
    expect(await lifted.json()).toEqual({ lifted: 2 })
    expect(await waiting(test)).toEqual(['one', 'two'])
    const { items } = await read(test, `${HERE}/requests?search=one`)
    expect(items[0]).toMatchObject({ name: 'one', count: 2 })
    expect((await read(test, `${HERE}/events/${event}`)).status).toBe('accepted')
  })
})

describe('a name that an event has already', () => {
  it('stays when all are approved, and is refused by name', async () => {
    const test = await start(false)
    for (const name of ['Signed Up', 'other']) await test.track(name)
    await test.api('POST', `${HERE}/events`, { name: 'Signed Up', trackNames: ['signup'] })

    const named = await test.api('POST', `${HERE}/requests/approve`, { names: ['Signed Up', 'other'] })
    expect(named.status).toBe(409)
    expect((await named.json()).detail).toContain('"Signed Up"')
    expect(await waiting(test)).toEqual(['Signed Up', 'other'])

    const all = await test.api('POST', `${HERE}/requests/approve`, { names: 'all' })
    expect(await all.json()).toEqual({ approved: 1 })
    expect(await waiting(test)).toEqual(['Signed Up'])
  })
})

describe('the Segment filter', () => {
  it('lets the track names of accepted events through, and no others', async () => {
    const test = await start(false)
    for (const name of ['waits', 'denied']) await test.track(name)
    await test.api('POST', `${HERE}/requests/deny`, { names: ['denied'] })
    await test.api('POST', `${HERE}/events`, { name: 'Order', trackNames: ['Order Completed', 'Paid'] })
    await test.api('POST', `${HERE}/events`, {
      name: 'Big order',
      mappings: [{ name: 'Paid', conditions: [{ key: 'total', op: 'gte', value: 50 }] }],
    })
    await test.api('POST', `${HERE}/events`, {
      name: 'Pricing',
      kind: 'page-url',
      url: { match: 'contains', pattern: '/pricing' },
    })
    expect(await read(test, `${HERE}/segment-filter`)).toEqual({
      destinationFilter:
        '!(type in ["identify", "alias", "page", "delete"] or event in ["Order Completed", "Paid"])',
      webhookTrigger:
        'type = "identify" or type = "alias" or type = "page" or event = "Order Completed" or event = "Paid"',
      names: 2,
    })
  })

  it('keeps all track names out while no event counts one', async () => {
    const test = await start(true)
    expect((await read(test, `${HERE}/segment-filter`)).names).toBe(0)
  })
})

describe('a flood of new names', () => {
  it('is told by when the names came, not by when their calls happened', async () => {
    const test = await start(true)
    await test.api('PATCH', HERE, { namesPerDay: 2 })
    for (const name of ['one', 'two', 'three', 'four']) {
      await test.track(name, {}, test.clock.at - 3 * DAY)
      await test.deps.definitions.refresh()
    }
    const { items } = await read(test, `${HERE}/events`)
    expect(items.map(({ name }: { name: string }) => name).sort()).toEqual(['one', 'two'])
    expect(await waiting(test)).toEqual(['four', 'three'])
    test.clock.forward(DAY + 1)
    await test.deps.definitions.refresh()
    await test.track('five')
    expect(await waiting(test)).toEqual(['four', 'three'])
  })
})

it('reads on after names as long as they can be', async () => {
  const test = await start(false)
  const names = [1, 2, 3].map((at) => '\u754c\u0001'.repeat(249) + at)
  for (const name of names) await test.track(name)
  const found: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: { name: string }[]; cursor: string | null } = await read(
      test,
      `${HERE}/requests?limit=1${after}`,
    )
    found.push(...page.items.map(({ name }) => name))
    cursor = page.cursor
  }
  expect(found.sort()).toEqual(names)
})
