/** How many names wait for review; after a review: `review.reload()`. */
import { answer, api } from './api.ts'
import { createResource } from './resource.ts'

/** `requests` wait; `automatic` were accepted by themselves and not looked at since. */
export const review = createResource((env: string) =>
  answer(api.environments[':env']['review-count'].$get({ param: { env } })),
)
