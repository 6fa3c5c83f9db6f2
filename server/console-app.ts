/** Everything below `/api`: the console's API and its reference. Calls need none of it, so that it is loaded apart. */
import { Hono } from 'hono'
import { createAttempts } from './account/attempts.ts'
import { whoAsks } from './account/who.ts'
import type { Deps } from './deps.ts'
import { answerError } from './error.ts'
import { notFound } from './problem.ts'
import { api } from './routes/console/api.ts'
import type { ConsoleEnv } from './routes/console/console-env.ts'
import { createSummaries } from './routes/console/summaries.ts'
import { referenceRoutes } from './routes/reference.ts'
import { refuseOtherSites, securityHeaders } from './security.ts'

export type ConsoleApp = Hono<ConsoleEnv>

export function createConsoleApp(deps: Deps): ConsoleApp {
  const { config, log, now } = deps
  const attempts = createAttempts(now)
  const summaries = createSummaries()
  const app = new Hono<ConsoleEnv>()
  app.use('/api/*', securityHeaders(config), refuseOtherSites(config), async (c, next) => {
    c.set('deps', deps)
    c.set('attempts', attempts)
    c.set('summaries', summaries)
    c.set('who', await whoAsks(c, deps))
    c.header('cache-control', 'no-store')
    await next()
  })
  app.route('/api', api)
  app.route(
    '/api',
    referenceRoutes(() => app.routes),
  )
  app.notFound((c) => {
    throw notFound(`${c.req.method} ${c.req.path}`)
  })
  app.onError(answerError(log))
  return app
}
