/** Calendar days in a time zone, as `2026-01-31`. */
import { DAY } from './time-slot.ts'

const QUARTER = 900_000

/**
 * Says which day a time falls on. `at` is milliseconds since 1970. Every zone's offset is a multiple of 15 minutes, so
 * one answer holds for a quarter of an hour, and asking Intl, which is slow, is rare.
 */
export function dayIn(timeZone: string): (at: number) => string {
  const known = zones.get(timeZone) ?? (timeZone === 'UTC' ? utcDay : inZone(timeZone))
  zones.set(timeZone, known)
  return known
}

/** Of zones there are a few hundred. */
const zones = new Map<string, (at: number) => string>()

function inZone(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const known = new Map<number, string>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER)
    const found = known.get(quarter)
    if (found !== undefined) return found
    if (known.size >= 10_000) known.clear()
    const parts = new Map(format.formatToParts(quarter * QUARTER).map(({ type, value }) => [type, value]))
    const day = `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`
    known.set(quarter, day)
    return day
  }
}

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** When a day begins in a time zone, in milliseconds. */
export function beginOfDay(day: string, timeZone: string): number {
  const dayOf = dayIn(timeZone)
  const midnight = Date.parse(day) / QUARTER
  // No zone is more than 15 hours ahead of UTC, or behind it.
  let [before, within] = [midnight - 60, midnight + 60]
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2)
    if (dayOf(middle * QUARTER) < day) before = middle
    else within = middle
  }
  return within * QUARTER
}

/** So many days after another; before it where they are negative. */
export const dayAfter = (day: string, days = 1): string => utcDay(Date.parse(day) + days * DAY)

/** Every day from one to another, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY) days.push(utcDay(at))
  return days
}
