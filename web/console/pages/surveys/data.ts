/** What the Surveys pages read. */
import * as v from 'valibot'
import type { Event } from '../../../../shared/event.ts'
import { Survey, type SurveyStatus } from '../../../../shared/survey.ts'
import { answer, api } from '../../api.ts'
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

/** The events that a survey can name: by ID in its triggers, by name in its filter. */
export const acceptedEvents = createResource(async (env: string) => {
  const items: Event[] = []
  let cursor: string | null | undefined
  do {
    const page = await answer(
      environment.events.$get({
        param: { env },
        query: { limit: '200', ...(cursor && { cursor }) },
      }),
    )
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor && items.length < 1_000)
  return items
})
