/** The order of calls does not matter: however a history is shuffled, repeated and split, it ends in the same state. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call, JsonObject } from '../../shared/segment.ts'
import { createTestApp, START, type TestApp } from '../support.ts'
import { expectProfilesToHold } from './profiles.ts'

const DEVELOPMENT = 1
const HOUR = 3_600_000

/** Few IDs, few times and few values, so that calls meet. */
const userId = fc.constantFrom('u1', 'u2', 'u3')
const anonymousId = fc.constantFrom('a1', 'a2', 'a3')
const at = fc.integer({ min: 1, max: 6 }).map((hours) => START - hours * 9 * HOUR)
const value = fc.constantFrom(null, 'x', 'y', 1, true, { name: 'n' }, { name: null })
const traits: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.constantFrom('plan', 'company', 'company.name'),
  value,
  {
    maxKeys: 2,
  },
)
const named = fc.oneof(
  userId.map((id) => ({ userId: id })),
  anonymousId.map((id) => ({ userId: undefined, anonymousId: id })),
)
/** As the web SDK sends: always of its visitor, and of a user once the page named one. */
const visitor = fc
  .tuple(
    fc.constantFrom('v1', 'v2'),
    fc.option(userId, { nil: undefined }),
    fc.option(anonymousId, { nil: undefined }),
  )
  .map(([visitorId, id, anonymous]) => ({ visitorId, userId: id, anonymousId: anonymous }))
const both = fc.record({ userId, anonymousId }, { requiredKeys: ['userId'] })

const call: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.oneof(both, named), traits, at)
      .map(([who, set, when]): Call => ({ type: 'identify', ...who, traits: set, at: when, payload: {} })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(userId, anonymousId, at).map(([user, previousId, when]): Call => ({
      type: 'alias',
      userId: user,
      previousId,
      at: when,
      payload: {},
    })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.oneof(both, named), fc.constantFrom('A', 'B'), at)
      .map(([who, event, when]): Call => ({
        type: 'track',
        ...who,
        event,
        properties: {},
        at: when,
        payload: {},
      })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(named, at).map(([who, when]): Call => ({
      type: 'page',
      ...who,
      url: 'https://example.com/pricing',
      properties: {},
      at: when,
      payload: {},
    })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(visitor, fc.constantFrom('A', 'B'), at).map(([who, event, when]): Call => ({
      type: 'track',
      ...who,
      event,
      properties: {},
      at: when,
      payload: {},
    })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(visitor, traits, at).map(([who, set, when]): Call => ({
      type: 'identify',
      ...who,
      traits: who.userId === undefined ? set : {},
      at: when,
      payload: {},
    })),
  },
  {
    weight: 1,
    arbitrary: userId.map((id): Call => ({ type: 'delete', userId: id, at: START, payload: {} })),
  },
)
const history = fc
  .array(call, { minLength: 1, maxLength: 14 })
  .map((calls) => calls.map((one, place): Call => ({ ...one, messageId: `m${place}` })))

/** The same history in another order, some calls twice, in batches of any size. */
const arrival = history.chain((calls) =>
  fc.record({
    calls: fc.constant(calls),
    shuffled: fc
      .tuple(fc.shuffledSubarray(calls, { minLength: calls.length }), fc.subarray(calls))
      .chain(([all, again]) =>
        fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
      ),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 30 }),
  }),
)

async function receive({ deps }: TestApp, batches: readonly (readonly Call[])[]): Promise<void> {
  const isOfSdk = (call: Call): boolean => 'visitorId' in call
  for (const calls of batches)
    await Promise.all(
      [calls.filter((call) => !isOfSdk(call)), calls.filter(isOfSdk)].map((own, ofSdk) =>
        deps.ingest.submit({
          environment: DEVELOPMENT,
          door: ofSdk ? 'sdk' : 'tracking',
          source: ofSdk ? 'sdk' : 'server',
          receivedAt: START,
          bytes: 0,
          status: 200,
          calls: own,
          refusals: [],
        }),
      ),
    )
}

/** All that a person or a filter can see: users with attributes, counts and identities, and the events. */
async function state({ api }: TestApp): Promise<unknown> {
  const read = async (path: string) => (await api('GET', `/api/environments/development${path}`)).json()
  const people = await read('/people?limit=200')
  const events = await read('/events')
  return {
    people: people.items
      .map((person: { visitors: string[] }) => ({ ...person, visitors: person.visitors.sort() }))
      .sort((one: { userId: string }, other: { userId: string }) => (one.userId < other.userId ? -1 : 1)),
    events: events.items
      .map(({ name, count, users, firstSeenAt, lastSeenAt, daily }: Record<string, unknown>) => ({
        name,
        count,
        users,
        firstSeenAt,
        lastSeenAt,
        daily,
      }))
      .filter(({ count }: { count: number }) => count > 0)
      .sort((one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1)),
  }
}

/** One database serves all runs: everything but the definitions is emptied in between. */
async function empty({ deps }: TestApp): Promise<void> {
  await deps.database.write(
    ['seen', 'identity', 'tie', 'merge', 'erasure', 'occurrence', 'usage', 'attribute', 'call'].map(
      (table) => ({
        sql: `DELETE FROM ${table}`,
      }),
    ),
  )
  await deps.definitions.refresh()
}

describe('the order of calls', () => {
  it('does not matter', { timeout: 120_000 }, async () => {
    const test = await createTestApp()
    for (const name of ['A', 'B']) await test.api('POST', '/api/environments/development/events', { name })
    await test.api('POST', '/api/environments/development/events', {
      name: 'Saw Pricing',
      kind: 'page-url',
      url: { match: 'contains', pattern: '/pricing' },
    })
    await fc.assert(
      fc.asyncProperty(arrival, async ({ calls, shuffled, sizes }) => {
        await empty(test)
        await receive(
          test,
          calls.map((one) => [one]),
        )
        const inOrder = await state(test)
        await expectProfilesToHold(test.deps.database)
        await empty(test)
        const rest = [...shuffled]
        await receive(
          test,
          sizes.map((size) => rest.splice(0, size)).filter((batch) => batch.length > 0),
        )
        expect(rest).toEqual([])
        expect(await state(test)).toEqual(inOrder)
        await expectProfilesToHold(test.deps.database)
      }),
      { numRuns: 200 },
    )
  })
})
