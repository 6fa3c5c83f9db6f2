/** How many known users meet a filter, and each of its conditions; and why one of them does, or does not. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { explain } from '../../../shared/explain.ts'
import type { Facts } from '../../../shared/facts.ts'
import { Filter } from '../../../shared/filter.ts'
import { namesIn } from '../../../shared/filter-names.ts'
import { conditionsOf } from '../../../shared/filter-paths.ts'
import { conditionPredicate, predicate } from '../../../shared/predicate.ts'
import { Explanation } from '../../../shared/survey-chance.ts'
import { factsAsked } from '../../decision/facts-asked.ts'
import { notFound } from '../../problem.ts'
import { EVERYONE } from '../../store/audience.ts'
import { findPerson } from '../../store/person.ts'
import { readFacts } from '../../store/person-facts.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { json, operation } from './operation.ts'

export const audienceRoutes = new Hono<EnvironmentEnv>()
  .post(
    '/',
    operation({
      summary: 'Count who meets a filter',
      description:
        'Known users, each once with all identities that count for them. Of many users the count may be some seconds old. An event or attribute that is not there counts as never done, or not set.',
      role: 'viewer',
      answers: { 200: v.object({ count: v.number() }) },
    }),
    json(v.strictObject({ filter: Filter })),
    async (c) => {
      const { countUsers, definitions, now } = c.get('deps')
      const { number } = c.get('environment')
      const { filter } = c.req.valid('json')
      const [count = 0] = await countUsers({
        environment: number,
        predicates: [predicate(filter, now())],
        facts: factsAsked([namesIn(filter)], definitions.rules(number)),
      })
      return c.json({ count })
    },
  )
  .post(
    '/conditions',
    operation({
      summary: 'Count who meets each condition of a filter',
      description:
        'Of all known users: how many meet the filter, and how many each condition by itself. `path` is its place in the filter: "of.0.of.1". A condition below a "not" is counted as it stands, without the "not".',
      role: 'viewer',
      answers: {
        200: v.object({
          count: v.number(),
          known: v.number(),
          conditions: v.array(v.object({ path: v.string(), count: v.number() })),
        }),
      },
    }),
    json(v.strictObject({ filter: Filter })),
    async (c) => {
      const { countUsers, definitions, now } = c.get('deps')
      const { number } = c.get('environment')
      const { filter } = c.req.valid('json')
      const at = now()
      const placed = conditionsOf(filter)
      const [known = 0, count = 0, ...each] = await countUsers({
        environment: number,
        predicates: [
          EVERYONE,
          predicate(filter, at),
          ...placed.map(({ condition }) => conditionPredicate(condition, at)),
        ],
        facts: factsAsked([namesIn(filter)], definitions.rules(number)),
      })
      return c.json({
        count,
        known,
        conditions: placed.map(({ path }, place) => ({ path, count: each[place] ?? 0 })),
      })
    },
  )
  .post(
    '/explanation',
    operation({
      summary: 'Say why a user meets a filter, or does not',
      description: 'Condition by condition, with what was found of the user.',
      role: 'viewer',
      answers: { 200: Explanation },
    }),
    json(v.strictObject({ filter: Filter, userId: v.pipe(v.string(), v.nonEmpty('must name a user')) })),
    async (c) => {
      const { database, definitions, now } = c.get('deps')
      const { number } = c.get('environment')
      const { filter, userId } = c.req.valid('json')
      const person = await findPerson(database, number, userId)
      if (!person) throw notFound(`The user "${userId}"`)
      const asked = factsAsked([namesIn(filter)], definitions.rules(number))
      const facts = (await readFacts(database, [person], asked)).get(person.id)
      return c.json(explain(filter, facts ?? NOTHING, now()))
    },
  )

const NOTHING: Facts = { attributes: new Map(), events: new Map() }
