/** What the Events pages read, and what is read again after a change. */
import type { Event } from '../../../../shared/event.ts'
import type { Request } from '../../../../shared/request.ts'
import { answer, api } from '../../api.ts'
import { createPaged, type Paged } from '../../paged.ts'
import { createResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { environments } from '../../session.tsx'

export type { Event, Request }

const environment = api.environments[':env']
const LIMIT = '100'
const from = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor })
const searched = (search: string) => (search === '' ? {} : { search })

export const accepted = createPaged((cursor, env: string, search: string) =>
  answer(
    environment.events.$get({
      param: { env },
      query: { status: 'accepted', limit: LIMIT, ...searched(search), ...from(cursor) },
    }),
  ),
)

/** Milliseconds between readings. A list that was scrolled far is read again on coming back and after changes only. */
export function pollOf<A extends readonly unknown[], T>(paged: Paged<A, T>, args: A): number | undefined {
  const shown = paged.entry(args).data?.items.length ?? 0
  return shown > 2 * Number(LIMIT) ? undefined : 15_000
}

export const denials = createPaged((cursor, env: string, search: string) =>
  answer(
    environment.events.$get({
      param: { env },
      query: { status: 'denied', limit: LIMIT, ...searched(search), ...from(cursor) },
    }),
  ),
)

export const requests = createPaged((cursor, env: string, search: string) =>
  answer(
    environment.requests.$get({
      param: { env },
      query: { limit: LIMIT, ...searched(search), ...from(cursor) },
    }),
  ),
)

export const attributes = createPaged((cursor, env: string, search: string) =>
  answer(
    environment.attributes.$get({
      param: { env },
      query: { limit: LIMIT, ...searched(search), ...from(cursor) },
    }),
  ),
)
export type Attribute = NonNullable<ReturnType<typeof attributes.entry>['data']>['items'][number]

export const oneEvent = createResource((env: string, id: string) =>
  answer(environment.events[':id'].$get({ param: { env, id } })),
)

/** Null where no accepted event is called so. */
export const eventByName = createResource(async (env: string, name: string): Promise<Event | null> => {
  const query = { status: 'accepted', search: name, limit: '200' } as const
  const { items } = await answer(environment.events.$get({ param: { env }, query }))
  return items.find((event) => event.name === name) ?? null
})

/** Accepted Code events by part of their name. */
export const codeEvents = createResource((env: string, search: string) =>
  answer(
    environment.events.$get({
      param: { env },
      query: { status: 'accepted', kind: 'code', limit: '20', ...searched(search) },
    }),
  ),
)

/** Track names that came, those of late first. */
export const trackNames = createResource((env: string, search: string) =>
  answer(environment.names.$get({ param: { env }, query: searched(search) })),
)
export type TrackName = NonNullable<ReturnType<typeof trackNames.entry>['data']>['items'][number]

export const recentUrls = createResource((env: string) =>
  answer(environment['recent-urls'].$get({ param: { env } })),
)

/** Events that look at URLs, to show which of them a pattern overlaps with. */
export const urlEvents = createResource((env: string) =>
  answer(
    environment.events.$get({
      param: { env },
      query: { status: 'accepted', kind: 'page-url', limit: '200' },
    }),
  ),
)

export const notices = createResource((env: string) => answer(environment.notices.$get({ param: { env } })))

export const segmentFilter = createResource((env: string) =>
  answer(environment['segment-filter'].$get({ param: { env } })),
)

/** After a change of an event or a request: each of these may say something else now. */
export function reloadEvents(): void {
  for (const changed of [
    accepted,
    denials,
    requests,
    oneEvent,
    trackNames,
    urlEvents,
    review,
    notices,
    segmentFilter,
    environments,
  ])
    changed.reload()
}
