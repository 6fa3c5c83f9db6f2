/** Resolves `:env` for every route below `/environments/:env`. */
import type { MiddlewareHandler } from 'hono'
import { notFound } from '../../problem.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { demand } from './operation.ts'

/** A caller without a credential is refused first, and so learns nothing of which environments there are. */
export const environmentOfPath: MiddlewareHandler<EnvironmentEnv> = async (c, next) => {
  demand(c.get('who'), 'viewer')
  const id = c.req.param('env') ?? ''
  const environment = c.get('deps').definitions.environmentById(id)
  if (!environment) throw notFound(`The environment "${id}"`)
  c.set('environment', environment)
  await next()
}
