/** What the audience tab reads: names to choose from, and what attributes hold. */
import * as v from 'valibot'
import type { Filter } from '../../../../../shared/filter.ts'
import { Explanation, SurveyChance } from '../../../../../shared/survey-chance.ts'
import { answer, api } from '../../../api.ts'
import { createResource } from '../../../resource.ts'

const environment = api.environments[':env']
const searched = (search: string) => (search === '' ? {} : { search })

/** Keys by a part of them, the best match first. */
export const attributeKeys = createResource((env: string, search: string) =>
  answer(environment.attributes.keys.$get({ param: { env }, query: searched(search) })),
)

/** Kinds and frequent values of one attribute. */
export const attributeValues = createResource((env: string, key: string, search: string) =>
  answer(
    environment.attributes[':key'].values.$get({
      // Keys are any text; the client puts parameters into addresses as they are.
      param: { env, key: encodeURIComponent(key) },
      query: searched(search),
    }),
  ),
)

/** Accepted events of any kind, by a part of their name. */
export const acceptedEvents = createResource((env: string, search: string) =>
  answer(
    environment.events.$get({
      param: { env },
      query: { status: 'accepted', limit: '20', ...searched(search) },
    }),
  ),
)

/** Why a user meets a filter, or does not. Parsed, as the client's type of what contains itself ends somewhere. */
export const explanationOf = createResource(async (env: string, userId: string, filter: Filter) =>
  v.parse(
    Explanation,
    await answer(environment.audience.explanation.$post({ param: { env }, json: { filter, userId } })),
  ),
)

/** Why a user would get a survey in progress, or would not. */
export const chanceOf = createResource(async (env: string, id: string, userId: string) =>
  v.parse(
    SurveyChance,
    await answer(environment.surveys[':id'].why.$get({ param: { env, id }, query: { userId } })),
  ),
)
