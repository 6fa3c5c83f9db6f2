/** What surveys use: shown with events and attributes, and not deleted by accident. */
import { expect, it } from 'vitest'
import { createSurveyWorld, HERE, READY } from './survey-support.ts'

async function createUsed() {
  const test = await createSurveyWorld()
  const { api, make, makeEvent } = test
  const [checkout, order, other] = [
    await makeEvent({ name: 'Checkout' }),
    await makeEvent({ name: 'Order' }),
    await makeEvent({ name: 'plan' }),
  ]
  await make({ ...READY, name: 'By trigger', triggers: [{ event: checkout.id }] })
  const filtering = await make({
    ...READY,
    name: 'By filter',
    filter: {
      kind: 'and',
      of: [
        { kind: 'not', of: { kind: 'event', event: 'Order', measure: 'done' } },
        { kind: 'event', event: 'Checkout', measure: 'occurrences', op: 'gte', value: 2 },
        { kind: 'attribute', key: 'plan', op: 'oneOf', value: ['Order', 'key'] },
      ],
    },
  })
  const read = async (path: string) => (await api('GET', `${HERE}${path}`)).json()
  return { ...test, checkout, order, other, filtering, read }
}

it('is shown with each event and attribute', async () => {
  const { deps, read, checkout, other, filtering, ask } = await createUsed()
  await deps.database.write([
    { sql: `INSERT INTO attribute_key (environment, key, created_at) VALUES (1, 'plan', 0), (1, 'key', 0)` },
  ])
  const surveysOf = async (list: string, of: 'name' | 'key') =>
    Object.fromEntries(
      (await read(list)).items.map((item: { name: string; key: string; surveys: string[] }) => [
        item[of],
        item.surveys,
      ]),
    )
  expect(await surveysOf('/events', 'name')).toEqual({
    Checkout: ['By trigger', 'By filter'],
    Order: ['By filter'],
    plan: [],
  })
  expect(await surveysOf('/attributes', 'key')).toEqual({ plan: ['By filter'], key: [] })
  expect((await read(`/events/${checkout.id}`)).surveys).toEqual(['By trigger', 'By filter'])
  expect((await read(`/events/${other.id}`)).surveys).toEqual([])
  await ask('POST', `/${filtering.id}/archive`)
  expect(await surveysOf('/attributes', 'key')).toEqual({ plan: [], key: [] })
})

it('keeps an event from being deleted, unless that is said', async () => {
  const { api, checkout, order, other } = await createUsed()
  const remove = async (id: string, query = '') => {
    const response = await api('DELETE', `${HERE}/events/${id}${query}`)
    return [response.status, response.ok ? '' : (await response.json()).detail]
  }
  expect(await remove(order.id)).toEqual([
    409,
    'The survey "By filter" uses it. Take it out there first, or delete it all the same with ?force=true.',
  ])
  expect(await remove(checkout.id, '?force=false')).toEqual([
    409,
    'The surveys "By trigger", "By filter" use it. Take it out there first, or delete it all the same with ?force=true.',
  ])
  expect((await remove(checkout.id, '?force=yes'))[0]).toBe(400)
  expect(await remove(checkout.id, '?force=true')).toEqual([204, ''])
  expect(await remove(other.id)).toEqual([204, ''])
  expect((await remove(other.id))[0]).toBe(404)
})

it('lets an event go that only an archived survey uses', async () => {
  const { api, ask, order, filtering } = await createUsed()
  await ask('POST', `/${filtering.id}/archive`)
  expect((await api('DELETE', `${HERE}/events/${order.id}`)).status).toBe(204)
})
