/** Attributes: the keys that came, and those that should never have been sent. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { ATTRIBUTE_KINDS } from '../../../shared/attribute.ts'
import { lower } from '../../../shared/compare.ts'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import { Time, toTimeOrNull } from '../../../shared/time.ts'
import { notFound } from '../../problem.ts'
import {
  eraseIgnored,
  ignoreAttributeKey,
  listAttributeKeys,
  readAttributeUse,
} from '../../store/attribute-key.ts'
import { readFrequentValues, readKinds } from '../../store/attribute-value.ts'
import type { Rules } from '../../store/rules.ts'
import { listSurveyUses } from '../../store/survey-use.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { fromCursor, toPage } from './cursor.ts'
import { json, operation, query } from './operation.ts'

const Attribute = v.object({
  key: v.string(),
  /** Kinds of its values: string, number, boolean, array. */
  types: v.array(v.string()),
  distinct: v.number(),
  users: v.number(),
  lastSetAt: v.nullable(Time),
  ignored: v.boolean(),
  /** Names of the surveys whose filters ask for it. */
  surveys: v.array(v.string()),
})
type Attribute = v.InferOutput<typeof Attribute>

const AttributeValues = v.object({
  seen: v.boolean(),
  kinds: v.array(v.picklist(ATTRIBUTE_KINDS)),
  partial: v.boolean(),
  items: v.array(v.object({ value: v.unknown(), count: v.number() })),
})
type AttributeValues = v.InferOutput<typeof AttributeValues>
const NEVER_SEEN: AttributeValues = { seen: false, kinds: [], partial: false, items: [] }

const FOUND = 20

export const attributeRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/',
    operation({
      summary: 'List attribute keys',
      description: 'By name. Over many users what is said of their values may be some minutes old.',
      role: 'viewer',
      answers: { 200: pageOf(Attribute) },
    }),
    query(v.object({ ...PageQuery.entries, search: v.optional(v.pipe(v.string(), v.maxLength(250))) })),
    async (c) => {
      const { limit, cursor, search } = c.req.valid('query')
      const after = fromCursor(v.tuple([v.string()]), cursor)?.[0]
      const { database, overviews } = c.get('deps')
      const { number } = c.get('environment')
      const rows = await listAttributeKeys(database, number, { search, limit: limit + 1, after })
      const [used, uses] = await Promise.all([
        readAttributeUse(overviews, rows.slice(0, limit)),
        listSurveyUses(database, number),
      ])
      return c.json(
        toPage(
          rows,
          limit,
          ({ key }) => [key],
          ({ id, key, ignored }): Attribute => {
            const { types = [], distinct = 0, users = 0, lastSetAt } = used.get(id) ?? {}
            return {
              key,
              types,
              distinct,
              users,
              lastSetAt: toTimeOrNull(lastSetAt),
              ignored,
              surveys: [...(uses.attributes.get(key) ?? [])],
            }
          },
        ),
      )
    },
  )
  .get(
    '/keys',
    operation({
      summary: 'Find attribute keys',
      description: `At most ${FOUND} of those not ignored, with the kinds of some of their values: the best match first.`,
      role: 'viewer',
      answers: {
        200: v.object({
          items: v.array(v.object({ key: v.string(), kinds: v.array(v.picklist(ATTRIBUTE_KINDS)) })),
        }),
      },
    }),
    query(v.object({ search: v.optional(v.pipe(v.string(), v.maxLength(250))) })),
    async (c) => {
      const { database, definitions } = c.get('deps')
      const found = findKeys(definitions.rules(c.get('environment').number), c.req.valid('query').search)
      const kinds = await readKinds(
        database,
        found.map(({ id }) => id),
      )
      return c.json({ items: found.map(({ id, key }) => ({ key, kinds: kinds.get(id) ?? [] })) })
    },
  )
  .get(
    '/:key/values',
    operation({
      summary: 'Find values of an attribute',
      description:
        'The most frequent ones, each with how many of the users and visitors looked at have it; of a list its items. `seen` is false where no call ever set the attribute, `partial` where more have it than were looked at.',
      role: 'viewer',
      answers: {
        200: AttributeValues,
      },
    }),
    query(v.object({ search: v.optional(v.pipe(v.string(), v.maxLength(250))) })),
    async (c) => {
      const { database, definitions } = c.get('deps')
      const key = definitions.rules(c.get('environment').number).attributeKeys.get(c.req.param('key'))
      if (key?.id === undefined || key.ignored) return c.json(NEVER_SEEN)
      const [kinds, values] = await Promise.all([
        readKinds(database, [key.id]),
        readFrequentValues(database, key.id, c.req.valid('query').search),
      ])
      const about: AttributeValues = { seen: true, kinds: kinds.get(key.id) ?? [], ...values }
      return c.json(about)
    },
  )
  .patch(
    '/:key',
    operation({
      summary: 'Keep an ignored attribute again',
      role: 'editor',
      answers: { 204: 'Kept from now on' },
    }),
    json(v.strictObject({ ignored: v.literal(false, 'must be false; DELETE ignores and erases') })),
    async (c) => {
      await ignore(c.get('deps'), c.get('environment').number, c.req.param('key'), false)
      return c.body(null, 204)
    },
  )
  .delete(
    '/:key',
    operation({
      summary: 'Ignore and erase an attribute',
      description: 'Every value of it is erased, and what calls say of it from now on is not kept.',
      role: 'editor',
      answers: { 204: 'Erased' },
    }),
    async (c) => {
      await ignore(c.get('deps'), c.get('environment').number, c.req.param('key'), true)
      return c.body(null, 204)
    },
  )

/** Best first: the very key, then those that begin so, then those with it somewhere. */
function findKeys({ attributeKeys }: Rules, search = ''): { key: string; id: number }[] {
  const wanted = lower(search.trim())
  const rank = (key: string) =>
    lower(key) === wanted ? 0 : lower(key).startsWith(wanted) ? 1 : lower(key).includes(wanted) ? 2 : 3
  return [...attributeKeys.values()]
    .flatMap(({ key, id, ignored }) =>
      id === undefined || ignored ? [] : [{ key, id, rank: key === search ? -1 : rank(key) }],
    )
    .filter((one) => one.rank < 3)
    .sort((one, other) => one.rank - other.rank || (one.key < other.key ? -1 : 1))
    .slice(0, FOUND)
    .map(({ key, id }) => ({ key, id }))
}

async function ignore(
  { database, definitions }: EnvironmentEnv['Variables']['deps'],
  environment: number,
  key: string,
  ignored: boolean,
): Promise<void> {
  // Before it is lifted: an erasing that was cut short left some.
  if (!ignored) await eraseIgnored(database, environment)
  if (!(await ignoreAttributeKey(database, environment, key, ignored)))
    throw notFound(`The attribute "${key}"`)
  await definitions.refresh()
  // Once nothing more of it is kept. What a call brought meanwhile goes with the next sweep.
  if (ignored) await eraseIgnored(database, environment)
}
