/** How many known users meet a filter. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Filter } from '../../../shared/filter.ts'
import { countAudience, type Resolve } from '../../store/audience.ts'
import type { Rules } from '../../store/rules.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { json, operation } from './operation.ts'

export const audienceRoutes = new Hono<EnvironmentEnv>().post(
  '/',
  operation({
    summary: 'Count who meets a filter',
    description:
      'Known users, each once with all identities that count for them. An event or attribute that is not there counts as never done, or not set.',
    role: 'viewer',
    answers: { 200: v.object({ count: v.number() }) },
  }),
  json(v.strictObject({ filter: Filter })),
  async (c) => {
    const { database, definitions, now } = c.get('deps')
    const { number } = c.get('environment')
    const { filter } = c.req.valid('json')
    const resolve = resolveBy(definitions.rules(number))
    return c.json({ count: await countAudience(database, number, filter, resolve, now()) })
  },
)

function resolveBy({ events, attributeKeys }: Rules): Resolve {
  const tallies = (event: string) => (events.get(event) ?? []).flatMap(({ id }) => id ?? [])
  return {
    tallies,
    allTallies: () => [...events.keys()].flatMap(tallies),
    attributeKey(name) {
      const key = attributeKeys.get(name)
      return key?.ignored ? undefined : key?.id
    },
  }
}
