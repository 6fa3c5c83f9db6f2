/** The route table: every address that Asklet answers, on one screen. */
import { Hono } from 'hono'
import { createAttempts } from './account/attempts.ts'
import { whoAsks } from './account/who.ts'
import type { Deps } from './deps.ts'
import { answerError } from './error.ts'
import { notFound } from './problem.ts'
import { api } from './routes/console/api.ts'
import type { ConsoleEnv } from './routes/console/console-env.ts'
import type { Doors } from './routes/doors.ts'
import { demoRoutes } from './routes/demo.ts'
import { healthRoutes } from './routes/health.ts'
import { pageRoutes } from './routes/pages.ts'
import { referenceRoutes } from './routes/reference.ts'
import { sdkScriptRoutes } from './routes/sdk-script.ts'
import { sdkRoutes } from './routes/sdk.ts'
import { trackingRoutes } from './routes/tracking.ts'
import { refuseOtherSites, securityHeaders } from './security.ts'

export function createApp(deps: Deps, doors: Doors): Hono<ConsoleEnv> {
  const { config, log, now } = deps
  const attempts = createAttempts(now)
  const app = new Hono<ConsoleEnv>()

  // A door's route is the only handler of its address, which Hono then calls without any middleware round it.
  app.route('/', doors.routes)
  app.route('/', trackingRoutes(deps))
  app.route('/', sdkScriptRoutes(deps))
  app.route('/', sdkRoutes(deps))
  app.route('/', healthRoutes(deps))

  app.use('/api/*', securityHeaders(config), refuseOtherSites(config), async (c, next) => {
    c.set('deps', deps)
    c.set('attempts', attempts)
    c.set('who', await whoAsks(c, deps))
    c.header('cache-control', 'no-store')
    await next()
  })
  app.route('/api', api)
  app.route(
    '/api',
    referenceRoutes(() => app.routes),
  )
  app.all('/api/*', (c) => {
    throw notFound(`${c.req.method} ${c.req.path}`)
  })

  app.get('*', securityHeaders(config))
  app.route('/', demoRoutes(deps))
  app.route('/', pageRoutes(deps))

  app.notFound((c) => notFound(`${c.req.method} ${c.req.path}`).toResponse())
  app.onError(answerError(log))
  return app
}
