/** What the audience tab reads: names to choose from, and what attributes hold. */
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
