/** Why a person would get a survey in progress, or would not: what the decision asks, in words. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { isEligible } from '../../../shared/eligibility.ts'
import { SurveyChance } from '../../../shared/survey-chance.ts'
import { judgeSurveys } from '../../decision/standing.ts'
import type { Deps } from '../../deps.ts'
import { conflict, notFound } from '../../problem.ts'
import { findPerson } from '../../store/person.ts'
import type { RunningSurvey } from '../../store/rules.ts'
import { findSurvey } from '../../store/survey.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { operation, query } from './operation.ts'

/** Below `/environments/:env`. */
export const surveyChanceRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/people/:userId/surveys',
    operation({
      summary: 'Say why a user would get each survey in progress, or would not',
      description: 'What is asked when one of its triggers comes, condition by condition, as it stands now.',
      role: 'viewer',
      answers: { 200: v.object({ items: v.array(SurveyChance) }) },
    }),
    async (c) => {
      const { number } = c.get('environment')
      const surveys = c.get('deps').definitions.rules(number).surveys.values()
      const running = [...surveys].filter(({ platform }) => platform === 'web')
      return c.json({ items: await chancesOf(c.get('deps'), number, c.req.param('userId'), running) })
    },
  )
  .get(
    '/surveys/:id/why',
    operation({
      summary: 'Say why a user would get this survey, or would not',
      description: 'Of a survey in progress: what is asked when one of its triggers comes.',
      role: 'viewer',
      answers: { 200: SurveyChance },
      refusals: { 409: 'The survey is not in progress' },
    }),
    query(v.object({ userId: v.pipe(v.string(), v.nonEmpty('must name a user')) })),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const id = c.req.param('id')
      const survey = deps.definitions.rules(number).surveys.get(id)
      if (survey === undefined) {
        if (await findSurvey(deps.database, number, id))
          throw conflict('The survey is not in progress: nobody gets it. Launch it first.')
        throw notFound(`The survey "${id}"`)
      }
      const [chance] = await chancesOf(deps, number, c.req.valid('query').userId, [survey])
      if (!chance) throw notFound(`The survey "${id}"`)
      return c.json(chance)
    },
  )

async function chancesOf(
  deps: Deps,
  environment: number,
  userId: string,
  surveys: readonly RunningSurvey[],
): Promise<SurveyChance[]> {
  const person = await findPerson(deps.database, environment, userId)
  if (!person) throw notFound(`The user "${userId}"`)
  const someone = { id: person.id, isUser: true, value: person.userId }
  const judged = await judgeSurveys(deps, environment, someone, surveys)
  return judged.map(({ survey, gates, filter }) => ({
    survey: { id: survey.id, name: survey.name },
    eligible: isEligible(gates),
    reasons: [...gates],
    filter,
  }))
}
