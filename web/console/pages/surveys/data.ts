/** What the Surveys pages read. */
import * as v from 'valibot'
import type { Event } from '../../../../shared/event.ts'
import { Survey, type SurveyStatus } from '../../../../shared/survey.ts'
import { answer, api, ApiError } from '../../api.ts'
import { createPaged } from '../../paged.ts'
import { createResource } from '../../resource.ts'

const environment = api.environments[':env']

/** The client's types end where filters hold filters: what came is read by its schema. */
export const surveyIn = async (asked: Parameters<typeof answer>[0]): Promise<Survey> =>
  v.parse(Survey, await answer(asked))

const SurveyPage = v.object({ items: v.array(Survey), cursor: v.nullish(v.string()) })

export const surveys = createPaged(async (cursor, env: string, status: SurveyStatus | '', search: string) => {
  const query = {
    limit: '100',
    ...(status && { status }),
    ...(search && { search }),
    ...(cursor !== undefined && { cursor }),
  }
  return v.parse(SurveyPage, await answer(environment.surveys.$get({ param: { env }, query })))
})

export const oneSurvey = createResource((env: string, id: string) =>
  surveyIn(environment.surveys[':id'].$get({ param: { env, id } })),
)

/** The events that a survey names: by ID in its triggers, by name in its filter. What is gone is left out. */
export const namedEvents = createResource(
  async (env: string, ids: readonly string[], names: readonly string[]): Promise<Event[]> => {
    const found = await Promise.all([
      ...ids.map((id) => eventById(env, id)),
      ...names.map((name) => eventByName(env, name)),
    ])
    return found.filter((event) => event !== undefined)
  },
)

async function eventById(env: string, id: string): Promise<Event | undefined> {
  try {
    return await answer(environment.events[':id'].$get({ param: { env, id } }))
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  }
}

async function eventByName(env: string, name: string): Promise<Event | undefined> {
  const query = { search: name, limit: '200' }
  const { items } = await answer(environment.events.$get({ param: { env }, query }))
  return items.find((event) => event.name === name)
}
