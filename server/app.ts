/** The route table: every address that Asklet answers, on one screen. */
import { Hono } from 'hono'
import type { ConsoleApp } from './console-app.ts'
import type { Deps } from './deps.ts'
import { answerError } from './error.ts'
import { notFound } from './problem.ts'
import type { Doors } from './routes/doors.ts'
import { demoRoutes } from './routes/demo.ts'
import { healthRoutes } from './routes/health.ts'
import { pageRoutes } from './routes/pages.ts'
import { sdkScriptRoutes } from './routes/sdk-script.ts'
import { sdkRoutes } from './routes/sdk.ts'
import { noSuchAddress, trackingRoutes } from './routes/tracking.ts'
import { surveyPageRoutes } from './routes/survey-page.ts'
import { securityHeaders } from './security.ts'

export type Parts = {
  doors: Doors
  /** Everything below `/api`. */
  consoleApp: () => ConsoleApp | Promise<ConsoleApp>
}

export function createApp(deps: Deps, { doors, consoleApp }: Parts): Hono {
  const app = new Hono()

  // A door's route is the only handler of its address, which Hono then calls without any middleware round it.
  app.route('/', doors.routes)
  app.route('/', trackingRoutes(deps))
  app.route('/', sdkScriptRoutes(deps))
  app.route('/', sdkRoutes(deps))
  app.route('/', healthRoutes(deps))

  app.all('/api/*', async (c) => (await consoleApp()).fetch(c.req.raw, c.env))

  app.get('*', securityHeaders(deps.config))
  app.route('/', demoRoutes(deps))
  app.route('/', surveyPageRoutes)
  app.route('/', pageRoutes(deps))

  app.notFound((c) => noSuchAddress(c.req.path) ?? notFound(`${c.req.method} ${c.req.path}`).toResponse())
  app.onError(answerError(deps.log))
  return app
}
