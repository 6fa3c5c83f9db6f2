/** Which events a call of the web SDK is, and so which surveys in progress it may bring up. */
import { failedCondition } from '../../shared/property.ts'
import type { Call } from '../../shared/segment.ts'
import type { Rules, RunningSurvey } from '../store/rules.ts'

/** A survey that an event triggers, so long after it. `trigger` is the event's name. */
export type Candidate = { survey: RunningSurvey; trigger: string; delaySeconds: number }

/** Names, each once. A call that Segment sent never gets here: it comes late. */
export function eventsOf(call: Call, { names, urls, clicks }: Rules): readonly string[] {
  switch (call.type) {
    case 'track': {
      const rule = names.get(call.event)
      if (rule === undefined) return []
      if (rule.conditional.length === 0) return rule.events
      const conditional = rule.conditional.filter(
        ({ conditions }) => failedCondition(conditions, call.properties) === undefined,
      )
      return [...new Set([...rule.events, ...conditional.map(({ event }) => event)])]
    }
    case 'page': {
      const { url } = call
      return url === undefined ? [] : urls.filter(({ matches }) => matches(url)).map(({ event }) => event)
    }
    case 'click':
      return clicks.has(call.event) ? [call.event] : []
    default:
      return []
  }
}
