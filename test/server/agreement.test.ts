/** The decision at showing time, the explanation in the console and the audience count agree, from calls to answers. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DAY, HOUR } from '../../shared/time-slot.ts'
import { createSdkWorld } from './sdk-support.ts'

/** Few keys, values and events, so that much is met and much is not. */
const key = fc.constantFrom('plan', 'seats', 'company', 'company.name')
const scalar = fc.constantFrom<(string | number | boolean)[]>(
  'pro',
  'free',
  3,
  10,
  true,
  '2026-03-01T00:00:00Z',
)
const event = fc.constantFrom('Signed Up', 'Invited')

/** What became known of a user: by Segment or by their page, before or after the page named them. */
const fact = fc.record({
  by: fc.constantFrom('segment', 'anonymous', 'page'),
  back: fc.constantFrom(0, HOUR, DAY, 3 * DAY),
  what: fc.oneof(
    fc
      .tuple(key, fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: fc.constant(null) }))
      .map(([name, value]) => ({ attribute: name, value })),
    event.map((name) => ({ event: name })),
    fc.constant({ page: 'https://shop.example/pricing' }),
  ),
})
type Fact = {
  by: string
  back: number
  what: Partial<Record<'attribute' | 'event' | 'page', string>> & { value?: unknown }
}
const user = fc.record({ facts: fc.array(fact, { maxLength: 6 }), named: fc.nat({ max: 6 }) })

const condition = fc.oneof(
  fc.record({ kind: fc.constant('attribute'), key, op: fc.constantFrom('isSet', 'isNotSet') }),
  fc.record({
    kind: fc.constant('attribute'),
    key,
    op: fc.constantFrom('is', 'isNot', 'contains'),
    value: scalar,
  }),
  fc.record({
    kind: fc.constant('attribute'),
    key,
    op: fc.constantFrom('gt', 'gte', 'lt', 'lte'),
    value: fc.constantFrom(3, 5, '2026-03-01T00:00:00Z'),
  }),
  fc.record({ kind: fc.constant('event'), event, measure: fc.constantFrom('done', 'notDone') }),
  fc.record({
    kind: fc.constant('event'),
    event: fc.oneof(event, fc.constant('pageview')),
    measure: fc.constant('occurrences'),
    op: fc.constantFrom('is', 'gte', 'lt'),
    value: fc.nat({ max: 2 }),
    withinDays: fc.constantFrom(1, 2, 30),
  }),
  fc.record({
    kind: fc.constantFrom('pageViews', 'sessions'),
    op: fc.constant('gte'),
    value: fc.nat({ max: 3 }),
  }),
)
const filter = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    condition,
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not'), of: tie('tree') }),
  ),
})).tree

it('agree on every user and filter', { timeout: 120_000 }, async () => {
  const met = { yes: 0, no: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(user, { minLength: 2, maxLength: 5 }),
      fc.array(filter, { minLength: 4, maxLength: 8 }),
      async (users, filters) => {
        const world = await createSdkWorld('production')
        await world.make('POST', '/events', { name: 'Signed Up' })
        await world.make('POST', '/events', { name: 'Invited' })
        const pages = []
        for (const [place, { facts, named }] of users.entries()) {
          const userId = `user-${place}`
          const page = world.page()
          pages.push({ userId, page })
          for (const [turn, one] of facts.entries()) {
            if (turn === named) await page.setUserId(userId)
            await tell(world, page, userId, one)
          }
          await page.setUserId(userId)
          await world.segment({ type: 'alias', userId, previousId: `browser-${place}` })
        }
        for (const [place, asked] of filters.entries()) {
          const trigger = `Trigger ${place}`
          const survey = await world.launch(trigger, { filter: asked, resurvey: { days: 0, once: false } })
          let shown = 0
          for (const { userId, page } of pages) {
            const isShown = (await page.track(trigger)).survey !== null
            const why = await world.read(`/surveys/${survey}/why?userId=${userId}`)
            expect({ eligible: why.eligible, met: why.filter.met }).toEqual({
              eligible: isShown,
              met: isShown,
            })
            if (isShown) shown++
            met[isShown ? 'yes' : 'no']++
          }
          expect(await world.make('POST', '/audience', { filter: asked })).toEqual({ count: shown })
        }
      },
    ),
    { numRuns: 25 },
  )
  // Else they would agree on nothing.
  expect(Math.min(met.yes, met.no)).toBeGreaterThan(20)
})

async function tell(
  world: Awaited<ReturnType<typeof createSdkWorld>>,
  page: ReturnType<typeof world.page>,
  userId: string,
  { by, back, what }: Fact,
): Promise<void> {
  const { attribute, value, event: name, page: url } = what
  if (by === 'page') {
    // The page's clock is its own: what happened `back` before it sent.
    const timestamp = new Date(-back).toISOString()
    if (attribute !== undefined)
      await page.send([{ type: 'attributes', attributes: { [attribute]: value }, timestamp }])
    else if (name !== undefined) await page.send([{ type: 'track', event: name, timestamp }])
    else await page.send([{ type: 'page', url, timestamp }])
    return
  }
  const who = by === 'segment' ? { userId } : { anonymousId: userId.replace('user', 'browser') }
  const common = { ...who, timestamp: new Date(world.clock.at - back).toISOString() }
  if (attribute !== undefined)
    await world.segment({ ...common, type: 'identify', traits: { [attribute]: value } })
  else if (name !== undefined) await world.segment({ ...common, type: 'track', event: name })
  else await world.segment({ ...common, type: 'page', properties: { url } })
}
