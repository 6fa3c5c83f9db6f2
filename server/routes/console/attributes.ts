/** Attributes: the keys that came, and those that should never have been sent. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import { Time, toTimeOrNull } from '../../../shared/time.ts'
import { notFound } from '../../problem.ts'
import { ignoreAttributeKey, listAttributeKeys } from '../../store/attribute-key.ts'
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
  surveys: v.array(v.string()),
})
type Attribute = v.InferOutput<typeof Attribute>

export const attributeRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/',
    operation({ summary: 'List attribute keys', role: 'viewer', answers: { 200: pageOf(Attribute) } }),
    query(v.object({ ...PageQuery.entries, search: v.optional(v.pipe(v.string(), v.maxLength(250))) })),
    async (c) => {
      const { limit, cursor, search } = c.req.valid('query')
      const after = fromCursor(v.tuple([v.string()]), cursor)?.[0]
      const { database } = c.get('deps')
      const rows = await listAttributeKeys(database, c.get('environment').number, {
        search,
        limit: limit + 1,
        after,
      })
      return c.json(
        toPage(
          rows,
          limit,
          ({ key }) => [key],
          ({ lastSetAt, ...key }): Attribute => ({ ...key, lastSetAt: toTimeOrNull(lastSetAt), surveys: [] }),
        ),
      )
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

async function ignore(
  { database, definitions }: EnvironmentEnv['Variables']['deps'],
  environment: number,
  key: string,
  ignored: boolean,
): Promise<void> {
  if (!(await ignoreAttributeKey(database, environment, key, ignored)))
    throw notFound(`The attribute "${key}"`)
  await definitions.refresh()
}
