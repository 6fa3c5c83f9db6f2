/** Surveys: what a team asks, of whom and when. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { PageQuery, pageOf } from '../../../shared/page.ts'
import { type Platform, STATUSES, Survey } from '../../../shared/survey.ts'
import { keptParts, takenAway } from '../../../shared/survey-edits.ts'
import { defaultDelivery, NewSurvey, SurveyChange } from '../../../shared/survey-input.ts'
import { toTime, toTimeOrNull } from '../../../shared/time.ts'
import type { Deps } from '../../deps.ts'
import { conflict, notFound } from '../../problem.ts'
import { countAnswers, type Unanswered } from '../../store/survey-answers.ts'
import {
  type CountedSurvey,
  createSurvey,
  findSurvey,
  listSurveys,
  removeSurvey,
  type StoredSurvey,
  type SurveyContent,
  updateSurvey,
} from '../../store/survey.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { fromCursor, toPage } from './cursor.ts'
import { demandFit } from './launch-check.ts'
import { json, operation, query } from './operation.ts'

const Place = v.tuple([v.number(), v.string()])

export const surveyRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/',
    operation({
      summary: 'List surveys',
      description: 'Lately changed first.',
      role: 'viewer',
      answers: { 200: pageOf(Survey) },
    }),
    query(
      v.object({
        ...PageQuery.entries,
        status: v.optional(v.picklist(STATUSES, `must be one of ${STATUSES.join(', ')}`)),
        search: v.optional(v.pipe(v.string(), v.maxLength(200))),
      }),
    ),
    async (c) => {
      const { cursor, limit, status, search } = c.req.valid('query')
      const rows = await listSurveys(c.get('deps').database, c.get('environment').number, {
        status,
        search,
        limit: limit + 1,
        after: fromCursor(Place, cursor),
      })
      return c.json(toPage(rows, limit, ({ updatedAt, id }) => [updatedAt, id], showSurvey))
    },
  )
  .post(
    '/',
    operation({
      summary: 'Make a survey',
      description:
        'A draft. It may lack words, options and triggers, which launching asks for; its rules must fit, end, and reach every question. A question without an ID gets one by its place: `q1`, `q2`…',
      role: 'editor',
      answers: { 201: Survey },
    }),
    json(NewSurvey),
    async (c) => {
      const { name, platform, status: _, delivery, ...rest } = c.req.valid('json')
      const { deps, number } = { deps: c.get('deps'), number: c.get('environment').number }
      const definition = { ...rest, delivery: delivery ?? defaultDelivery(platform) }
      const id = await createSurvey(deps.database, number, { name, platform, definition }, deps.now())
      return c.json(await readSurvey(deps, number, id), 201)
    },
  )
  .get('/:id', operation({ summary: 'Read a survey', role: 'viewer', answers: { 200: Survey } }), async (c) =>
    c.json(await readSurvey(c.get('deps'), c.get('environment').number, c.req.param('id'))),
  )
  .patch(
    '/:id',
    operation({
      summary: 'Change a survey',
      description:
        'Each part that is given takes the place of the whole part before. With `revision` it is refused where another change came first. What was answered stays: a question, its type, and options that have answers. A survey in progress must stay fit to be shown.',
      role: 'editor',
      answers: { 200: Survey },
      refusals: {
        409: 'It was changed meanwhile, it is archived, or `issues` says what must stay or is missing',
      },
    }),
    json(SurveyChange),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const id = c.req.param('id')
      const status = await changeSurvey(deps, number, id, c.req.valid('json'))
      if (status === 'in-progress') await deps.definitions.refresh()
      return c.json(await readSurvey(deps, number, id))
    },
  )
  .delete(
    '/:id',
    operation({
      summary: 'Delete a survey',
      description: 'A draft, or an archived survey that nobody answered.',
      role: 'editor',
      answers: { 204: 'Deleted' },
      refusals: { 409: 'It has responses, or is neither a draft nor archived' },
    }),
    async (c) => {
      const deps = c.get('deps')
      const { number } = c.get('environment')
      const id = c.req.param('id')
      if (await removeSurvey(deps.database, number, id)) return c.body(null, 204)
      const { status, responses } = await demandSurvey(deps, number, id)
      throw conflict(
        status === 'draft' || status === 'archived'
          ? `It has responses (${responses}), which would go with it. They can be erased one by one.`
          : 'Only a draft or an archived survey can be deleted. Archive it first.',
      )
    },
  )

export async function demandSurvey(deps: Deps, environment: number, id: string): Promise<CountedSurvey> {
  const survey = await findSurvey(deps.database, environment, id)
  if (!survey) throw notFound(`The survey "${id}"`)
  return survey
}

export const readSurvey = async (deps: Deps, environment: number, id: string): Promise<Survey> =>
  showSurvey(await demandSurvey(deps, environment, id))

/** Reads, judges and writes; again where another change came in between, unless the caller wants to know of it. */
export async function changeSurvey(
  deps: Deps,
  environment: number,
  id: string,
  { revision, ...change }: SurveyChange,
): Promise<Survey['status']> {
  for (;;) {
    const survey = await demandSurvey(deps, environment, id)
    if (revision !== undefined && revision !== survey.revision)
      throw conflict(
        `Somebody changed it meanwhile: it is at revision ${survey.revision}, not ${revision}. Read it again, and change that.`,
      )
    if (Object.keys(change).length === 0) return survey.status
    const content = contentAfter(survey, change)
    const taken = await demandKept(deps, survey, content)
    if (survey.status === 'in-progress')
      await demandFit(
        deps,
        environment,
        { ...survey, ...content },
        'It is in progress and must stay fit to be shown',
      )
    if (await updateSurvey(deps.database, environment, survey, content, taken, deps.now()))
      return survey.status
  }
}

/** @throws {Problem} 409 where its state does not allow the change. */
export function contentAfter(
  { name, platform, definition, status }: StoredSurvey,
  change: Omit<SurveyChange, 'revision'>,
): SurveyContent {
  if (status === 'archived') throw conflict('It is archived. Duplicate it, and change the copy.')
  const { name: newName = name, platform: newPlatform = platform, ...parts } = change
  if (newPlatform !== platform && status !== 'draft')
    throw conflict(`It was launched for ${NAMES[platform]}. Duplicate it to ask elsewhere.`)
  // What suits one platform by default may not suit another.
  const delivery =
    parts.delivery ?? (newPlatform === platform ? definition.delivery : defaultDelivery(newPlatform))
  return {
    name: newName,
    platform: newPlatform,
    definition: { ...definition, ...parts, delivery },
  }
}

const NAMES: Readonly<Record<Platform, string>> = {
  web: 'web pages',
  mobile: 'mobile apps',
  link: 'a link',
  email: 'email',
}

/** @throws {Problem} 409 where answered questions or options would go. Says what must still be unanswered on writing. */
export async function demandKept(
  { database }: Deps,
  { id, definition: { questions } }: StoredSurvey,
  { definition: { questions: after } }: SurveyContent,
): Promise<Unanswered> {
  const taken = takenAway(questions, after)
  const answered = await countAnswers(database, id, taken)
  if (answered.length > 0)
    throw conflict(
      'What has answers must stay, so that they can be read. Words can change, and more can be added.',
      keptParts(questions, after, answered),
    )
  return taken
}

function showSurvey(survey: CountedSurvey): Survey {
  const { id, name, platform, status, definition, revision, showings, responses, completions } = survey
  return {
    id,
    name,
    platform,
    status,
    ...definition,
    revision,
    createdAt: toTime(survey.createdAt),
    updatedAt: toTime(survey.updatedAt),
    launchedAt: toTimeOrNull(survey.launchedAt),
    completedAt: toTimeOrNull(survey.completedAt),
    showings,
    responses,
    completions,
    lastResponseAt: toTimeOrNull(survey.lastResponseAt),
  }
}
