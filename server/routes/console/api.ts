/** The console's API, below `/api`. Its type is what the console's client is made of. */
import { Hono } from 'hono'
import { accountRoutes } from './accounts.ts'
import type { ConsoleEnv } from './console-env.ts'
import { environmentOfPath } from './environment-of-path.ts'
import { environmentRoutes, environmentSettingRoutes } from './environments.ts'
import { sessionRoutes } from './sessions.ts'

export const api = new Hono<ConsoleEnv>()
  .route('/', accountRoutes)
  .route('/sessions', sessionRoutes)
  .route('/environments', environmentRoutes)
  .use('/environments/:env/*', environmentOfPath)
  .route('/environments/:env', environmentSettingRoutes)

export type Api = typeof api
