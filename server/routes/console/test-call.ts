/** A call of Asklet's own, by the same door that Segment's SDKs use, so that a team sees the way is open. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { TestCall } from '../../../shared/call.ts'
import { conflict } from '../../problem.ts'
import { listLiveKeys } from '../../store/key.ts'
import { serveLone } from '../tracking.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { json, operation } from './operation.ts'

const CALLS = {
  identify: { userId: 'userId123', traits: { firstName: 'James', lastName: 'Gibbon' } },
  track: { userId: 'userId123', event: 'Clicked Button', properties: { label: 'Start' } },
} as const

export const testCallRoutes = new Hono<EnvironmentEnv>().post(
  '/test-call',
  operation({
    summary: 'Send a test call',
    description:
      'An identify of "userId123", or a track of "Clicked Button", by the Tracking API with a server key.',
    role: 'editor',
    answers: { 200: v.object({ status: v.number(), messageId: v.string() }) },
    refusals: { 409: 'The environment has no server key' },
  }),
  json(TestCall),
  async (c) => {
    const { type } = c.req.valid('json')
    const deps = c.get('deps')
    const { number } = c.get('environment')
    const keys = await listLiveKeys(deps.database)
    const key = keys.find(({ environment, kind }) => environment === number && kind === 'server')
    if (!key) throw conflict('This environment has no server key. Make one first.')
    const messageId = `asklet-test-${crypto.randomUUID()}`
    const answer = await serveLone(
      deps,
      type,
    )(
      new Request(new URL(`/v1/${type}`, c.req.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${key.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          type,
          messageId,
          timestamp: new Date(deps.now()).toISOString(),
          ...CALLS[type],
        }),
      }),
    )
    return c.json({ status: answer.status, messageId })
  },
)
