/** What leads a survey from one state to another, and a copy to begin anew with. */
import { Hono } from 'hono'
import { Survey } from '../../../shared/survey.ts'
import { STEPS, stepFault, type SurveyStep } from '../../../shared/survey-state.ts'
import type { Deps } from '../../deps.ts'
import { conflict } from '../../problem.ts'
import { createSurvey, stepSurvey } from '../../store/survey.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { demandFit } from './launch-check.ts'
import { operation } from './operation.ts'
import { demandSurvey, readSurvey } from './surveys.ts'

const SUMMARIES: Readonly<Record<SurveyStep, string>> = {
  launch: 'Launch a survey',
  pause: 'Pause a survey',
  resume: 'Resume a survey',
  complete: 'Complete a survey',
  archive: 'Archive a survey',
}

const step = (step: SurveyStep) =>
  operation({
    summary: SUMMARIES[step],
    description: `From ${STEPS[step].from.join(' or ')} to ${STEPS[step].to}. ${STEPS[step].words}`,
    role: 'editor',
    answers: { 200: Survey },
    refusals: {
      409:
        STEPS[step].to === 'in-progress'
          ? 'Its state does not allow it, or `issues` says what is missing'
          : 'Its state does not allow it',
    },
  })

export const surveyStepRoutes = new Hono<EnvironmentEnv>()
  .post('/:id/launch', step('launch'), async (c) =>
    c.json(await take('launch', c.get('deps'), c.get('environment').number, c.req.param('id'))),
  )
  .post('/:id/pause', step('pause'), async (c) =>
    c.json(await take('pause', c.get('deps'), c.get('environment').number, c.req.param('id'))),
  )
  .post('/:id/resume', step('resume'), async (c) =>
    c.json(await take('resume', c.get('deps'), c.get('environment').number, c.req.param('id'))),
  )
  .post('/:id/complete', step('complete'), async (c) =>
    c.json(await take('complete', c.get('deps'), c.get('environment').number, c.req.param('id'))),
  )
  .post('/:id/archive', step('archive'), async (c) =>
    c.json(await take('archive', c.get('deps'), c.get('environment').number, c.req.param('id'))),
  )
  .post(
    '/:id/duplicate',
    operation({
      summary: 'Duplicate a survey',
      description: 'A draft with the same content, without start and end.',
      role: 'editor',
      answers: { 201: Survey },
    }),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const { name, platform, definition } = await demandSurvey(deps, number, c.req.param('id'))
      const copy = {
        // Cut as a name may be long, but not within a character.
        name: `Copy of ${name}`.slice(0, 120).replace(/[\uD800-\uDBFF]$/, ''),
        platform,
        definition: { ...definition, startsAt: null, endsAt: null },
      }
      const id = await createSurvey(deps.database, number, copy, deps.now())
      return c.json(await readSurvey(deps, number, id), 201)
    },
  )

async function take(step: SurveyStep, deps: Deps, environment: number, id: string): Promise<Survey> {
  const survey = await demandSurvey(deps, environment, id)
  refuse(step, survey.status)
  // What is launched is what was judged: a change in between would undo that.
  const judged = STEPS[step].to === 'in-progress' ? survey.revision : undefined
  if (judged !== undefined) await demandFit(deps, environment, survey, 'Something is missing')
  if (!(await stepSurvey(deps.database, environment, id, step, deps.now(), judged))) {
    refuse(step, (await demandSurvey(deps, environment, id)).status)
    throw conflict('Somebody changed it meanwhile. Look at it, and try again.')
  }
  await deps.definitions.refresh()
  return readSurvey(deps, environment, id)
}

function refuse(step: SurveyStep, status: Survey['status']): void {
  const fault = stepFault(step, status)
  if (fault !== undefined) throw conflict(fault)
}
