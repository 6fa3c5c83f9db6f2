/** What the Results tab reads. `asked` is the query as JSON: one text is one thing to read. */
import * as v from 'valibot'
import { answer, api } from '../../../api.ts'
import { createPaged } from '../../../paged.ts'
import { createResource } from '../../../resource.ts'

const survey = api.environments[':env'].surveys[':id']
const Query = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()))

export const results = createResource((env: string, id: string, asked: string) =>
  answer(survey.results.$get({ param: { env, id }, query: v.parse(Query, asked) })),
)

export const responses = createPaged((cursor, env: string, id: string, asked: string) =>
  answer(
    survey.responses.$get({
      param: { env, id },
      query: { ...v.parse(Query, asked), limit: '50', ...(cursor !== undefined && { cursor }) },
    }),
  ),
)

export const oneResponse = createResource((env: string, id: string, response: string) =>
  answer(survey.responses[':response'].$get({ param: { env, id, response } })),
)
