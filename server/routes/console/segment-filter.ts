/** What to paste into Segment so that it sends only what accepted events count. */
import { Hono } from 'hono'
import { SegmentFilter, segmentFilter } from '../../../shared/segment-filter.ts'
import { isRequest } from '../../store/definitions.ts'
import type { EnvironmentEnv } from './console-env.ts'
import { operation } from './operation.ts'

export const segmentFilterRoutes = new Hono<EnvironmentEnv>().get(
  '/',
  operation({
    summary: 'Write the Segment filter',
    description:
      'A destination filter and the trigger of a Webhooks mapping that let through identify, alias and page calls, ' +
      'and track calls of the names that accepted events count.',
    role: 'viewer',
    answers: { 200: SegmentFilter },
  }),
  (c) => {
    const { names } = c.get('deps').definitions.rules(c.get('environment').number)
    return c.json(segmentFilter([...names].flatMap(([name, rule]) => (isRequest(rule) ? [] : [name]))))
  },
)
