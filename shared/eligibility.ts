/**
 * Whether one person gets one survey now, gate by gate. The decision at showing time and the explanation in the console
 * both read this and nothing else; what two tabs could both pass, the claim (server/store/showing.ts) asks once more.
 */
import type { Delivery, Resurvey } from './survey.ts'
import { sayCount } from './say.ts'
import { toTime } from './time.ts'
import { DAY } from './time-slot.ts'

export type Gate = {
  kind: 'schedule' | 'filter' | 'sample' | 'window' | 'once' | 'responses' | 'perDay' | 'open'
  met: boolean
  /** What was asked and what was found. */
  text: string
}

/** Times are milliseconds since 1970. */
export type Asked = {
  id: string
  startsAt: number
  endsAt: number
  delivery: Delivery
  resurvey: Resurvey
  /** The first moment of its running, from which it is paced. */
  launchedAt: number
}

/** When a person was last shown a survey, and when the last that was neither answered nor closed. */
export type Shown = { at: number; openAt?: number }

/** Of one person. Surveys are named by their ID. */
export type Standing = {
  /** By any way but a link. */
  shown: ReadonlyMap<string, Shown>
  /** 0 to 100, the same for a person on every device. */
  drawn: (survey: string) => number
  meetsFilter: (survey: string) => boolean
}

/** Of one survey, by everyone. `places`: those held by open showings. */
export type Counted = { responses: number; places: number; showingsToday: number }

export type Conditions = {
  now: number
  /** A development environment skips windows, `once` and samples, so that a team can test. */
  development: boolean
  /** The environment's window. */
  resurveyDays: number
  /** A calendar day in the environment's zone. */
  dayOf: (at: number) => string
}

/** A showing that is neither answered nor closed holds a place below the number of responses for so long. */
export const PLACE_HELD = 600_000
/** While a team tests, only two tabs at the same instant are kept from showing the same twice. */
export const SAME_INSTANT = 10_000

export const windowOf = ({ days }: Resurvey, resurveyDays: number): number => (days ?? resurveyDays) * DAY

/** So many responses are wanted up to today: all of them, or the even share of the days that have begun. */
export function responsesByNow(
  { delivery, launchedAt }: Pick<Asked, 'delivery' | 'launchedAt'>,
  { now, dayOf }: Pick<Conditions, 'now' | 'dayOf'>,
): number | undefined {
  if (delivery.mode !== 'until') return undefined
  if (delivery.overDays === null) return delivery.responses
  const days = Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(launchedAt))) / DAY) + 1
  return Math.min(delivery.responses, Math.ceil((delivery.responses * days) / delivery.overDays))
}

type GateOf<Known> = (asked: Asked, known: Known, conditions: Conditions) => Gate | undefined

/** In the order of what they cost; those that do not apply are undefined. */
const OWN: readonly GateOf<Standing>[] = [schedule, open, once, window, sample, filter]
/** Those that all people count for. */
const COUNTED: readonly GateOf<Counted>[] = [responses, perDay]

export function gates(
  asked: Asked,
  { standing, counted }: { standing: Standing; counted: Counted },
  conditions: Conditions,
): Gate[] {
  const all = [
    ...OWN.map((gate) => gate(asked, standing, conditions)),
    ...COUNTED.map((gate) => gate(asked, counted, conditions)),
  ]
  return all.filter((gate) => gate !== undefined)
}

/** All gates are met but those that all people count for. No further than the first that is not. */
export const qualifies = (asked: Asked, standing: Standing, conditions: Conditions): boolean =>
  OWN.every((gate) => gate(asked, standing, conditions)?.met !== false)

export const hasRoom = (asked: Asked, counted: Counted, conditions: Conditions): boolean =>
  COUNTED.every((gate) => gate(asked, counted, conditions)?.met !== false)

/** Whether only some are drawn of those who qualify. */
export const isSampled = ({ delivery }: Asked): boolean =>
  delivery.mode === 'continuous' && delivery.percent < 100

/** Whether a survey has gates that all people count for. */
export const isCounted = ({ delivery }: Asked): boolean =>
  delivery.mode === 'until' || (delivery.mode === 'continuous' && delivery.perDay !== null)

export const isEligible = (passed: readonly Gate[]): boolean => passed.every(({ met }) => met)

/** Known before anything of a person is. */
export const isRunning = ({ startsAt, endsAt }: Asked, now: number): boolean =>
  startsAt <= now && now < endsAt

function schedule({ startsAt, endsAt }: Asked, _: Standing, { now }: Conditions): Gate {
  if (now < startsAt) return { kind: 'schedule', met: false, text: `It begins at ${toTime(startsAt)}.` }
  if (now >= endsAt) return { kind: 'schedule', met: false, text: `It ended at ${toTime(endsAt)}.` }
  return { kind: 'schedule', met: true, text: 'It is in progress.' }
}

function sample({ id, delivery }: Asked, { drawn }: Standing, { development }: Conditions): Gate | undefined {
  if (development) return undefined
  const percent = delivery.mode === 'continuous' ? delivery.percent : 100
  if (percent >= 100) return { kind: 'sample', met: true, text: 'Everyone who qualifies is asked.' }
  const met = drawn(id) < percent
  return {
    kind: 'sample',
    met,
    text: met
      ? `Drawn among the ${percent} % who are asked.`
      : `Not drawn among the ${percent} % who are asked.`,
  }
}

function once({ id, resurvey }: Asked, { shown }: Standing, { development }: Conditions): Gate | undefined {
  if (development) return undefined
  if (!resurvey.once) return { kind: 'once', met: true, text: 'It may be shown again.' }
  const shownAt = shown.get(id)?.at
  return shownAt === undefined
    ? { kind: 'once', met: true, text: 'Has not been shown it yet.' }
    : { kind: 'once', met: false, text: `Was shown it at ${toTime(shownAt)}, and it is shown once.` }
}

/**
 * With 7 days, someone is shown a survey again on the 8th day: that is from 7 × 24 hours after the last showing on,
 * which is the same moment in every zone, and never fewer whole days than were promised.
 */
function window(
  { resurvey }: Asked,
  { shown }: Standing,
  { now, resurveyDays, development }: Conditions,
): Gate | undefined {
  if (development) return undefined
  const length = windowOf(resurvey, resurveyDays)
  if (shown.size === 0 || length === 0)
    return { kind: 'window', met: true, text: 'Was shown no survey lately.' }
  const lastShownAt = Math.max(...[...shown.values()].map(({ at }) => at))
  const until = lastShownAt + length
  return {
    kind: 'window',
    met: now >= until,
    text: `Was last shown a survey at ${toTime(lastShownAt)}; ${sayCount(length / DAY, 'day')} lie between two, so again from ${toTime(until)} on.`,
  }
}

function open({ id }: Asked, { shown }: Standing, { now, development }: Conditions): Gate | undefined {
  if (!development) return undefined
  const openAt = shown.get(id)?.openAt
  const met = openAt === undefined || now - openAt >= SAME_INSTANT
  return { kind: 'open', met, text: met ? 'It is not open elsewhere.' : 'It was opened a moment ago.' }
}

function filter({ id }: Asked, { meetsFilter }: Standing): Gate {
  const met = meetsFilter(id)
  return { kind: 'filter', met, text: met ? 'Meets the filter.' : 'Does not meet the filter.' }
}

function responses(asked: Asked, { responses, places }: Counted, conditions: Conditions): Gate | undefined {
  const wanted = responsesByNow(asked, conditions)
  if (wanted === undefined) return undefined
  const open = places === 0 ? '' : `, and ${places} may be answering now`
  const byNow = asked.delivery.mode === 'until' && wanted < asked.delivery.responses ? ' up to today' : ''
  return {
    kind: 'responses',
    met: responses + places < wanted,
    text: `${responses} of ${sayCount(wanted, 'response')}${byNow} came${open}.`,
  }
}

function perDay({ delivery }: Asked, { showingsToday }: Counted): Gate | undefined {
  if (delivery.mode !== 'continuous' || delivery.perDay === null) return undefined
  return {
    kind: 'perDay',
    met: showingsToday < delivery.perDay,
    text: `Shown ${sayCount(showingsToday, 'time')} today, of at most ${delivery.perDay}.`,
  }
}
