/** What the Live calls page reads from the server. */
import type { Outcome } from '../../../../shared/segment.ts'
import { answer, api, done } from '../../api.ts'
import { createResource } from '../../resource.ts'

export type CallFilters = { outcome?: Outcome; type?: string; userId?: string }
/** `after` and `before` are IDs of lines. */
type Range = { limit: number; after?: number; before?: number }

const ofEnvironment = api.environments[':env']
const digits = (id: number | undefined) => (id === undefined ? undefined : String(id))

export const readCalls = (env: string, filters: CallFilters, { limit, after, before }: Range) =>
  answer(
    ofEnvironment.calls.$get({
      param: { env },
      query: { ...filters, limit: String(limit), after: digits(after), before: digits(before) },
    }),
  )

/** One line; undefined where it is not kept any more. */
export const callLine = createResource(async (env: string, id: number) => {
  const { items } = await readCalls(env, {}, { limit: 1, before: id + 1 })
  return { line: items.find((line) => line.id === id) }
})

/** The latest that name a user ID or an anonymous ID. */
export const callsOf = createResource((env: string, userId: string) =>
  readCalls(env, { userId }, { limit: 8 }),
)

export const arrival = createResource((env: string, id: string) =>
  answer(ofEnvironment.calls.arrival.$get({ param: { env }, query: { id } })),
)

export const strangers = createResource((env: string) =>
  answer(ofEnvironment.strangers.$get({ param: { env } })),
)

export const notices = createResource((env: string) => answer(ofEnvironment.notices.$get({ param: { env } })))

export async function dismiss(env: string, kind: string): Promise<void> {
  await done(ofEnvironment.notices[':kind'].$delete({ param: { env, kind } }))
  notices.reload()
}
