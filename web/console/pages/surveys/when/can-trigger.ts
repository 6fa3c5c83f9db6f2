/** Whether an event can make a survey appear, as far as is known: only what the web SDK sees can. */
import type { Event } from '../../../../../shared/event.ts'

export type CanTrigger =
  | 'yes'
  /** Only Segment sent it so far. */
  | 'only-segment'
  /** Nothing sent it so far. */
  | 'unseen'

/** The SDK looks at URLs and clicks by itself; a Code event must be sent through it. */
export function canTrigger({ kind, sources }: Pick<Event, 'kind' | 'sources'>): CanTrigger {
  if (kind !== 'code' || sources.includes('sdk')) return 'yes'
  return sources.length > 0 ? 'only-segment' : 'unseen'
}

/** The line that sends the event through the SDK. */
export function sdkLine({ name, trackNames }: Pick<Event, 'name' | 'trackNames'>): string {
  const track = trackNames.includes(name) ? name : (trackNames[0] ?? name)
  return `Asklet('track', ${quoted(track)})`
}

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
