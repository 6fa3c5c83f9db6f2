/** What an event can be made of: the track names and the URLs that came. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Time, toTime } from '../../../shared/time.ts'
import { listRecentUrls, listTrackNames } from '../../store/track-name.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { operation, query } from './operation.ts'

const TrackNameSummary = v.object({
  name: v.string(),
  count: v.number(),
  lastSeenAt: Time,
  events: v.array(v.string()),
  denied: v.boolean(),
  properties: v.record(v.string(), v.string()),
})
const NAMES = 500

export const trackNameRoutes = new Hono<EnvironmentEnv>()
  .get(
    '/names',
    operation({
      summary: 'List the track names that came',
      description: `Lately seen first, at most ${NAMES}: search for more.`,
      role: 'viewer',
      answers: { 200: v.object({ items: v.array(TrackNameSummary) }) },
    }),
    query(v.object({ search: v.optional(v.pipe(v.string(), v.maxLength(500))) })),
    async (c) => {
      const names = await listTrackNames(c.get('deps').database, c.get('environment').number, {
        search: c.req.valid('query').search,
        limit: NAMES,
      })
      return c.json({ items: names.map(({ lastAt, ...name }) => ({ ...name, lastSeenAt: toTime(lastAt) })) })
    },
  )
  .get(
    '/recent-urls',
    operation({
      summary: 'List URLs of late page calls, to try patterns on',
      role: 'viewer',
      answers: { 200: v.object({ items: v.array(v.object({ url: v.string(), at: Time })) }) },
    }),
    async (c) => {
      const urls = await listRecentUrls(c.get('deps').database, c.get('environment').number)
      return c.json({ items: urls.map(({ url, at }) => ({ url, at: toTime(at) })) })
    },
  )
