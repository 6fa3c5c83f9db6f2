/** The count of who meets a filter: by the API, and always the same as the evaluator says (F6). */
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { magnitude } from '../../shared/compare.ts'
import { PAGEVIEW } from '../../shared/event.ts'
import { explain } from '../../shared/explain.ts'
import { Filter, FILTER_CONDITIONS } from '../../shared/filter.ts'
import { conditionsOf } from '../../shared/filter-paths.ts'
import { matches } from '../../shared/matches.ts'
import { predicate } from '../../shared/predicate.ts'
import type { Json } from '../../shared/segment.ts'
import { DAY, HOUR, SLOT, slotOf } from '../../shared/time-slot.ts'
import { countByStatement, EVERYONE } from '../../server/store/audience.ts'
import { countBySets } from '../../server/store/audience-sets.ts'
import type { Database } from '../../server/store/database.ts'
import { listPeople } from '../../server/store/person.ts'
import { readFacts } from '../../server/store/person-facts.ts'
import type { TallyOf } from '../../server/store/tally.ts'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { freshUrl } from '../databases.ts'
import { createTestApp, START } from '../support.ts'

const NOW = START
const PATH = '/api/environments/development/audience'

describe('POST /api/environments/:env/audience', () => {
  async function createWorld() {
    const test = await createTestApp()
    const { items } = await (await test.api('GET', '/api/environments')).json()
    const batch = async (calls: object[]) => {
      const answer = await test.app.request('/v1/batch', {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${items[0].keys[0].key}:`)}` },
        body: JSON.stringify({ batch: calls }),
      })
      expect(answer.status).toBe(200)
    }
    const at = (back: number) => new Date(START - back).toISOString()
    await batch([
      { type: 'identify', userId: 'ann', traits: { plan: 'pro', seats: 12, company: { name: 'Acme' } } },
      { type: 'identify', userId: 'bob', traits: { plan: 'free', seats: '3', tags: ['beta', 'vip'] } },
      { type: 'identify', userId: 'cat', traits: { trialEnds: at(2 * DAY) } },
      { type: 'track', userId: 'ann', event: 'Order Completed', timestamp: at(40 * DAY) },
      { type: 'track', anonymousId: 'browser-of-ann', event: 'Order Completed', timestamp: at(HOUR) },
      { type: 'alias', userId: 'ann', previousId: 'browser-of-ann' },
      { type: 'track', anonymousId: 'nobody', event: 'Order Completed' },
      { type: 'page', userId: 'bob', timestamp: at(DAY) },
      { type: 'page', userId: 'bob' },
    ])
    return test
  }
  const order = { kind: 'event', event: 'Order Completed' }

  it.each([
    ['everyone known', { kind: 'and', of: [] }, 3],
    ['no one', { kind: 'or', of: [] }, 0],
    ['is', { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' }, 1],
    ['is not, also where it is missing', { kind: 'attribute', key: 'plan', op: 'isNot', value: 'pro' }, 2],
    ['a nested attribute', { kind: 'attribute', key: 'company.name', op: 'isSet' }, 1],
    ['a key never seen', { kind: 'attribute', key: 'nonsense', op: 'isNotSet' }, 3],
    ['numbers, also as text', { kind: 'attribute', key: 'seats', op: 'gte', value: 3 }, 2],
    ['a list', { kind: 'attribute', key: 'tags', op: 'contains', value: 'vip' }, 1],
    ['a date', { kind: 'attribute', key: 'trialEnds', op: 'withinDays', value: 3 }, 1],
    ['done', { ...order, measure: 'done' }, 1],
    ['done lately', { ...order, measure: 'done', withinDays: 1 }, 1],
    ['not done', { ...order, measure: 'notDone' }, 2],
    ['occurrences, with those before the alias', { ...order, measure: 'occurrences', op: 'is', value: 2 }, 1],
    ['fewer occurrences', { ...order, measure: 'occurrences', op: 'lt', value: 2 }, 2],
    ['first', { ...order, measure: 'firstOccurred', withinDays: 30 }, 0],
    ['last', { ...order, measure: 'lastOccurred', op: 'withinDays', value: 1 }, 1],
    ['an event never seen', { kind: 'event', event: 'Nonsense', measure: 'notDone' }, 3],
    ['page views', { kind: 'pageViews', op: 'gte', value: 2 }, 1],
    ['sessions', { kind: 'sessions', op: 'gte', value: 2 }, 2],
    ['not', { kind: 'not', of: { ...order, measure: 'done' } }, 2],
    [
      'and, or',
      {
        kind: 'or',
        of: [
          {
            kind: 'and',
            of: [
              { ...order, measure: 'done' },
              { kind: 'sessions', op: 'gte', value: 1 },
            ],
          },
          { kind: 'attribute', key: 'plan', op: 'oneOf', value: ['free', 'basic'] },
        ],
      },
      2,
    ],
  ])('%s', async (_, filter, count) => {
    const { api } = await createWorld()
    const answer = await api('POST', PATH, { filter })
    expect(await answer.json()).toEqual({ count })
  })

  it('counts each condition by itself, the filter, and all who are known', async () => {
    const { api } = await createWorld()
    const pro = { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' }
    const done = { ...order, measure: 'done' }
    const filter = {
      kind: 'or',
      of: [
        { kind: 'and', of: [{ kind: 'not', of: pro }, done] },
        { kind: 'attribute', key: 'tags', op: 'contains', value: 'vip' },
        // Twice: it is asked once.
        pro,
      ],
    }
    const answer = await api('POST', `${PATH}/conditions`, { filter })
    expect(await answer.json()).toEqual({
      count: 2,
      known: 3,
      conditions: [
        { path: 'of.0.of.0.of', count: 1 },
        { path: 'of.0.of.1', count: 1 },
        { path: 'of.1', count: 1 },
        { path: 'of.2', count: 1 },
      ],
    })
    const one = await api('POST', `${PATH}/conditions`, { filter: pro })
    expect(await one.json()).toEqual({ count: 1, known: 3, conditions: [{ path: '', count: 1 }] })
    const none = await api('POST', `${PATH}/conditions`, { filter: { kind: 'and', of: [] } })
    expect(await none.json()).toEqual({ count: 3, known: 3, conditions: [] })
  })

  it('says why a user meets a filter, or does not', async () => {
    const { api } = await createWorld()
    const filter = {
      kind: 'and',
      of: [
        { kind: 'attribute', key: 'plan', op: 'is', value: 'pro' },
        { kind: 'not', of: { ...order, measure: 'done' } },
        { kind: 'sessions', op: 'gte', value: 2 },
      ],
    }
    const ann = await api('POST', `${PATH}/explanation`, { filter, userId: 'ann' })
    expect(await ann.json()).toEqual({
      met: false,
      kind: 'and',
      of: [
        { met: true, kind: 'condition', asked: 'plan is "pro"', found: '"pro"' },
        {
          met: false,
          kind: 'not',
          of: [{ met: true, kind: 'condition', asked: 'Order Completed was done', found: 'done 2 times' }],
        },
        { met: true, kind: 'condition', asked: 'at least 2 sessions', found: '2 sessions' },
      ],
    })
    const nobody = await api('POST', `${PATH}/explanation`, { filter, userId: 'nobody' })
    expect(nobody.status).toBe(404)
  })

  it('counts nobody in an environment where nobody is known, and as many conditions as a filter may have', async () => {
    const { api } = await createTestApp()
    const of = Array.from({ length: FILTER_CONDITIONS }, (_, place) => ({
      ...order,
      measure: 'firstOccurred',
      withinDays: place + 1,
    }))
    const answer = await api('POST', `${PATH}/conditions`, { filter: { kind: 'or', of } })
    const { count, known, conditions } = await answer.json()
    expect([count, known, conditions.length]).toEqual([0, 0, FILTER_CONDITIONS])
  })

  it.each([
    [{}, 'filter'],
    [{ filter: { kind: 'maybe' } }, 'filter.kind'],
    [{ filter: { kind: 'and', of: [{ kind: 'attribute', key: 'plan', op: 'is' }] } }, 'filter.of.0.value'],
    [{ filter: { kind: 'pageViews', op: 'lte', value: 1 } }, 'filter.op'],
  ])('refuses %j', async (body, path) => {
    const { api } = await createTestApp()
    const answer = await api('POST', PATH, body)
    expect(answer.status).toBe(400)
    expect((await answer.json()).issues[0].path).toBe(path)
  })

  it('refuses what is nested too deep to be walked', async () => {
    const { api } = await createTestApp()
    const deep = (levels: number) =>
      `${'{"kind":"not","of":'.repeat(levels)}{"kind":"and","of":[]}${'}'.repeat(levels)}`
    for (const levels of [11, 2_000]) {
      const answer = await api('POST', PATH, JSON.parse(`{"filter":${deep(levels)}}`))
      expect(answer.status).toBe(400)
    }
  })
})

type Row = { kind: 'user' | 'anonymous' | 'visitor'; known: boolean; owner?: number }
type World = {
  identities: Row[]
  told: { identity: number; key: number; value: Json; at: number; message: string; source: string }[]
  did: { identity: number; tally: number; back: number; count: number }[]
}

const KEYS = ['plan', 'company', 'company.name']
const EVENTS = { 'Order Completed': [0, 1], Viewed: [2], [PAGEVIEW]: [3] }
const names = Object.entries(EVENTS)

const TEXTS = ['', 'pro', 'PRO', 'Pro plan', 'true', 'a"b\\ü', '"']
const NUMBERS = [0, 5, 5.5, -1, 1e21, 0.1 + 0.2, START]
const SPELLED = ['5', '05', ' 5.0 ', '5.5', '5.50', '1e999']
const DATES = [
  '2026-03-01',
  '2026-03-01T01:00:00+01:00',
  '2026-02-30',
  '2026-03-02 09:59',
  '2026-02-20T10:00:00.123456Z',
]
const LISTS: Json[] = [[], ['pro', 5, '7', true, null, ['pro']], ['Pro plan', 0.1 + 0.2]]
const scalar = fc.constantFrom(true, false, 7, '7', ...TEXTS, ...NUMBERS, ...SPELLED, ...DATES)
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constantFrom(...LISTS) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const days = fc.constantFrom(1, 2, 10, 40)

const index = (least: number, most: number) => fc.integer({ min: least, max: most })
const person = fc.record({ kind: fc.constant('user' as const), known: fc.constant(true) })
const other = fc.record(
  {
    kind: fc.constantFrom('user' as const, 'anonymous' as const, 'visitor' as const),
    known: fc.boolean(),
    owner: index(0, 2),
  },
  { requiredKeys: ['kind', 'known'] },
)
/** Crowded on purpose: few people, and much that one of their identities was told against another. */
const world: fc.Arbitrary<World> = fc.record({
  identities: fc.tuple(person, person, person, other, other, other, other),
  told: fc.array(
    fc.record({
      identity: index(0, 6),
      key: index(0, KEYS.length - 1),
      value,
      at: index(1, 2),
      message: fc.constantFrom('a', 'b'),
      // What the web SDK says unsigned stands below all else.
      source: fc.constantFrom('server', 'sdk', 'signed'),
    }),
    { minLength: 25, maxLength: 40 },
  ),
  did: fc.array(
    fc.record({
      identity: index(0, 6),
      tally: index(0, 3),
      back: fc.oneof(index(-HOUR, 3 * DAY), fc.constantFrom(0, HOUR, SLOT, DAY, 2 * DAY, 10 * DAY)),
      count: index(1, 3),
    }),
    { minLength: 5, maxLength: 20 },
  ),
})

const attribute = (ops: string[], value: fc.Arbitrary<unknown> = fc.constant(undefined)) =>
  fc.record({
    kind: fc.constant('attribute'),
    key: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...KEYS) },
      { weight: 1, arbitrary: fc.constant('nonsense') },
    ),
    op: fc.constantFrom(...ops),
    value,
  })
const condition = fc.oneof(
  attribute(['isSet', 'isNotSet']),
  attribute(['is', 'isNot', 'contains', 'contains'], scalar),
  attribute(['gt', 'gte', 'lt', 'lte'], scalar),
  attribute(['oneOf'], fc.array(scalar, { minLength: 1, maxLength: 3 })),
  attribute(['withinDays'], days),
  fc.record(
    {
      kind: fc.constant('event'),
      event: fc.constantFrom(...names.map(([name]) => name), 'Nonsense'),
      measure: fc.constantFrom('done', 'notDone', 'occurrences', 'firstOccurred', 'lastOccurred'),
      op: fc.constantFrom('is', 'isNot', 'gt', 'gte', 'lt', 'lte', 'withinDays'),
      value: fc.oneof(index(0, 5), fc.constantFrom('2026-03-01', new Date(START - DAY).toISOString())),
      withinDays: days,
    },
    { requiredKeys: ['kind', 'event', 'measure'] },
  ),
  fc.record({
    kind: fc.constantFrom('pageViews', 'sessions'),
    op: fc.constant('gte'),
    value: index(0, 3),
  }),
)
const filter = fc
  .letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      condition,
      fc.record({ kind: fc.constantFrom('and', 'or'), of: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not'), of: tie('tree') }),
    ),
  }))
  .tree.filter((tree) => v.is(Filter, tree))
  .map((tree) => v.parse(Filter, tree))

describe('the count and the evaluator', { timeout: 60_000 }, () => {
  it.each([
    ['one statement', countByStatement],
    ['sets', countBySets],
  ])('agree on every world and filter, by %s', async (_, counter) => {
    const url = await freshUrl()
    const [database, reader] = [openLocalDatabase({ url }), openLocalDatabase({ url, role: 'reader' })]
    onTestFinished(() => Promise.all([database.close(), reader.close()]).then(() => undefined))
    await migrate(database, 0)
    const countUsers = counter(reader)
    let environment = 0
    await fc.assert(
      fc.asyncProperty(world, fc.array(filter, { minLength: 10, maxLength: 15 }), async (made, filters) => {
        const { tallies, keys } = await lay(database, ++environment, made)
        const people = await listPeople(database, environment, { limit: 100 })
        const facts = [...(await readFacts(database, people, { tallies, keys })).values()]
        expect(facts).toHaveLength(people.length)
        for (const each of filters) {
          const expected = facts.filter((one) => matches(each, one, NOW)).length
          const predicates = [predicate(each, NOW)]
          expect(await countUsers({ environment, predicates, facts: { tallies, keys } })).toEqual([expected])
          for (const one of facts) expect(explain(each, one, NOW).met).toBe(matches(each, one, NOW))
        }
        // Every filter, and each of its conditions by itself, as the editor shows them: all in one statement.
        const parts = filters.flatMap((each) => [
          each,
          ...conditionsOf(each).map(({ condition }) => condition),
        ])
        const predicates = [EVERYONE, ...parts.map((part) => predicate(part, NOW))]
        expect(await countUsers({ environment, predicates, facts: { tallies, keys } })).toEqual([
          facts.length,
          ...parts.map((part) => facts.filter((one) => matches(part, one, NOW)).length),
        ])
      }),
      { numRuns: 250 },
    )
  })
})

/** Writes a world as the committer would have left it. Numbers of identities, keys and tallies are set apart by environment. */
async function lay(database: Database, environment: number, { identities, told, did }: World) {
  const id = (place: number) => environment * 100 + place
  // Only a known user that counts for itself can own.
  const isRoot = (place: number) => {
    const row = identities[place]
    return row?.kind === 'user' && row.known && row.owner === undefined
  }
  const latest = new Map<string, World['told'][number]>()
  for (const one of told) latest.set(`${one.key} ${one.identity}`, one)
  const slots = new Map<
    string,
    { tally: number; identity: number; slot: number; count: number; first: number; last: number }
  >()
  for (const { identity, tally, back, count } of did) {
    const at = NOW - back
    const place = `${identity} ${tally} ${slotOf(at)}`
    const known = slots.get(place) ?? {
      tally: id(tally),
      identity: id(identity),
      slot: slotOf(at),
      count: 0,
      first: at,
      last: at,
    }
    slots.set(place, {
      ...known,
      count: known.count + count,
      first: Math.min(known.first, at),
      last: Math.max(known.last, at),
    })
  }
  const insert = (table: string, rows: (string | number | null)[][]) => ({
    sql: `INSERT INTO ${table} SELECT ${(rows[0] ?? []).map((_, column) => `value ->> ${column}`).join(', ')} FROM json_each(?)`,
    args: [JSON.stringify(rows)],
  })
  const statements = [
    insert(
      'identity (id, environment, kind, value, known_at, owner)',
      identities.map(({ kind, known, owner }, place) => [
        id(place),
        environment,
        kind,
        `${place}`,
        kind === 'user' && known ? place : null,
        owner !== undefined && owner !== place && isRoot(owner) ? id(owner) : null,
      ]),
    ),
    insert(
      'attribute_key (id, environment, key, created_at)',
      KEYS.map((key, place) => [id(place), environment, key, 0]),
    ),
    insert(
      'attribute (key, identity, value, magnitude, at, message, source, received_slot)',
      [...latest.values()].map(({ key, identity, value, at, message, source }) => [
        id(key),
        id(identity),
        JSON.stringify(value),
        magnitude(value) ?? null,
        at,
        message,
        source,
        0,
      ]),
    ),
    insert(
      'occurrence (tally, identity, slot, count, first_at, last_at, received_slot)',
      [...slots.values()].map(({ tally, identity, slot, count, first, last }) => [
        tally,
        identity,
        slot,
        count,
        first,
        last,
        0,
      ]),
    ),
  ]
  await database.write(statements.filter(({ args }) => args[0] !== '[]'))

  const tallies: TallyOf[] = names.flatMap(([name, own]) => own.map((tally) => [name, id(tally)] as const))
  const keys = KEYS.map((name, place) => [name, id(place)] as const)
  return { tallies, keys }
}
