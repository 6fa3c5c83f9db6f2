/** The console's API, below `/api`. Its type is what the console's client is made of. */
import { Hono } from 'hono'
import { accountRoutes } from './accounts.ts'
import { attributeRoutes } from './attributes.ts'
import { audienceRoutes } from './audience.ts'
import { callRoutes } from './calls.ts'
import type { ConsoleEnv } from './console-env.ts'
import { environmentOfPath } from './environment-of-path.ts'
import { environmentRoutes, environmentSettingRoutes } from './environments.ts'
import { eventRoutes } from './events.ts'
import { peopleRoutes } from './people.ts'
import { requestRoutes } from './requests.ts'
import { segmentFilterRoutes } from './segment-filter.ts'
import { sessionRoutes } from './sessions.ts'
import { promotionRoutes } from './promotion.ts'
import { resultRoutes } from './results.ts'
import { surveyChanceRoutes } from './survey-chances.ts'
import { surveyRoutes } from './surveys.ts'
import { surveyStepRoutes } from './survey-steps.ts'
import { testCallRoutes } from './test-call.ts'
import { trackNameRoutes } from './track-names.ts'

export const api = new Hono<ConsoleEnv>()
  .route('/', accountRoutes)
  .route('/sessions', sessionRoutes)
  .route('/environments', environmentRoutes)
  .use('/environments/:env/*', environmentOfPath)
  .route('/environments/:env', environmentSettingRoutes)
  .route('/environments/:env/events', eventRoutes)
  .route('/environments/:env/attributes', attributeRoutes)
  .route('/environments/:env', requestRoutes)
  .route('/environments/:env', trackNameRoutes)
  .route('/environments/:env', surveyChanceRoutes)
  .route('/environments/:env', peopleRoutes)
  .route('/environments/:env/audience', audienceRoutes)
  .route('/environments/:env/surveys', surveyRoutes)
  .route('/environments/:env/surveys', surveyStepRoutes)
  .route('/environments/:env/surveys/:id', resultRoutes)
  .route('/environments/:env/promotion', promotionRoutes)
  .route('/environments/:env', callRoutes)
  .route('/environments/:env', testCallRoutes)
  .route('/environments/:env/segment-filter', segmentFilterRoutes)

export type Api = typeof api
