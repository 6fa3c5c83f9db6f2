/**
 * How long it takes to count who meets a filter of three conditions among a million users: beside the same conditions as
 * one plain statement, and what a count costs the calls that come in meanwhile.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { namesIn } from '../../shared/filter-names.ts'
import { predicate } from '../../shared/predicate.ts'
import type { Filter } from '../../shared/filter.ts'
import { factsAsked } from '../../server/decision/facts-asked.ts'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import type { AudienceAsked } from '../../server/store/audience.ts'
import { countBySets } from '../../server/store/audience-sets.ts'
import type { Value } from '../../server/store/database.ts'
import type { Setting } from './benchmark.ts'
import { startLoad } from './helper.ts'
import { ENVIRONMENT, openInProcess } from './in-process.ts'
import { lone, meter } from './ingest.ts'
import { type Line, lineOf } from './line.ts'
import { eventName } from './load/calls.ts'
import { PLANS, populated, SEATS } from './population.ts'
import { compare, median, type Sample } from './rounds.ts'
import { ADMIN_TOKEN, startProduct } from './servers.ts'

const USERS = 1_000_000
const PACE = 2_000
const WARM_GOAL = 10

/** Some 60,000 of the million. */
const filterOf = (seats: number): Filter => ({
  kind: 'and',
  of: [
    { kind: 'attribute', key: 'plan', op: 'oneOf', value: PLANS.slice(0, 2) },
    { kind: 'attribute', key: 'seats', op: 'gte', value: seats },
    { kind: 'event', event: eventName(0), measure: 'occurrences', op: 'gte', value: 3 },
  ],
})

export async function audience(setting: Setting): Promise<Line[]> {
  const { rounds, note } = setting
  const url = await populated(setting, USERS)
  const [plain, own] = [openLocalDatabase({ url }), openLocalDatabase({ url, role: 'reader' })]
  const { deps, number } = await openInProcess(plain)
  const rules = deps.definitions.rules(number)
  const askedOf = (filter: Filter): AudienceAsked => ({
    environment: number,
    predicates: [predicate(filter, Date.now())],
    facts: factsAsked([namesIn(filter)], rules),
  })
  const filter = filterOf(SEATS / 2)
  const asked = askedOf(filter)
  const statement = plainStatement(asked, SEATS / 2)
  const counts = new Set<unknown>()
  const warm: number[] = []
  const changed: number[] = []

  const measured = await compare(
    {
      baseline: () =>
        timed(async () => counts.add((await plain.read(statement.sql, statement.args))[0]?.['count'])),
      async product() {
        const countUsers = countBySets(own)
        const cold = await timed(async () => counts.add((await countUsers(asked))[0]))
        for (let time = 0; time < 5; time++) warm.push(1_000 / (await timed(() => countUsers(asked))).value)
        const other = askedOf(filterOf(SEATS / 2 + 1))
        changed.push(1_000 / (await timed(() => countUsers(other))).value)
        return cold
      },
    },
    { rounds, note },
  )
  await Promise.all([plain.close(), own.close()])
  note(
    `${[...counts].join(' and ')} users; with another value in one condition ${median(changed).toFixed(0)} ms`,
  )
  const agree = counts.size === 1
  const again = { value: median(warm), baseline: 1_000 / measured.baseline }
  const ratio = again.value / again.baseline
  // It runs in this process, which is Node.
  return [
    lineOf(measured, {
      name: 'audience',
      runtime: 'node',
      unit: 'counts/s',
      ok: agree && measured.ratio >= 0.6,
    }),
    lineOf(
      { ...again, ratio, low: ratio, high: ratio },
      { name: 'audience.warm', runtime: 'node', unit: 'ms', ok: agree && again.value < WARM_GOAL },
    ),
  ]
}

async function timed(work: () => Promise<unknown>): Promise<Sample> {
  const started = performance.now()
  await work()
  return { value: 1_000 / (performance.now() - started) }
}

/** As somebody would write it who has no visitors to reckon with. */
function plainStatement(
  { environment, facts }: AudienceAsked,
  seats: number,
): { sql: string; args: Value[] } {
  const key = (name: string): number => facts.keys.find(([known]) => known === name)?.[1] ?? -1
  return {
    sql: `SELECT count(*) AS count FROM identity AS person
      WHERE environment = ?1 AND kind = 'user' AND known_at IS NOT NULL AND owner IS NULL
        AND id IN (SELECT identity FROM attribute WHERE key = ?2 AND value IN (?5, ?6))
        AND id IN (SELECT identity FROM attribute WHERE key = ?3 AND magnitude >= ?7)
        AND id IN (SELECT identity FROM occurrence WHERE tally = ?4 GROUP BY identity HAVING sum(count) >= 3)`,
    args: [
      environment,
      key('plan'),
      key('seats'),
      facts.tallies[0]?.[1] ?? -1,
      ...PLANS.slice(0, 2).map((plan) => JSON.stringify(plan)),
      seats,
    ],
  }
}

/** The p99 of calls at a steady pace while one count follows another, none of them of the same filter. */
export async function stall(setting: Setting): Promise<Line> {
  const { rounds, seconds, note } = setting
  const load = startLoad()
  const product = await startProduct('node', await populated(setting, USERS))
  const { run, exact } = await meter(product, load, note)
  const order = { target: lone(product), pace: 'open', perSecond: PACE, seconds } as const
  let seats = 0
  let counts = 0
  let isCounting = false
  async function countOnAndOn(): Promise<void> {
    const url = `http://127.0.0.1:${product.port}/api/environments/${ENVIRONMENT}/audience`
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' }
    for (; isCounting; counts++) {
      const body = JSON.stringify({ filter: filterOf((seats = (seats + 1) % SEATS)) })
      const answer = await fetch(url, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(`a count answered ${answer.status}: ${await answer.text()}`)
      await answer.text()
    }
  }
  const measured = await compare(
    {
      baseline: () => run(order),
      async product() {
        isCounting = true
        const counting = countOnAndOn()
        const sample = await run(order)
        isCounting = false
        await counting
        // What they leave behind is not the next round's.
        await wait(1_000)
        return sample
      },
    },
    { rounds, note },
  )
  note(`${counts} counts`)
  load.stop()
  await product.stop()
  return lineOf(measured, {
    name: 'stall',
    runtime: 'node',
    unit: 'ms, p99 beside counts',
    ok: exact() && measured.ratio <= 2,
  })
}
