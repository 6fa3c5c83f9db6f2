/** When a call happened: reads what senders write, within bounds, and corrects the clocks of devices. */
import type { Json } from '../../shared/segment.ts'
import { DAY } from '../../shared/time-slot.ts'

const EARLIEST = Date.UTC(2000, 0, 1)
/** Below this, a difference of clocks is latency, and correcting it would reorder calls. */
const LATENCY = 60_000

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(?:Z|([+-])(\d\d):?(\d\d)?)?$/i

/**
 * ISO-8601 with or without time, fraction and zone (none is UTC), or seconds or milliseconds since 1970, which no
 * year from 2000 on leaves in doubt. Undefined where it is neither.
 */
export function readTime(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return undefined
  const parts = ISO.exec(value.trim())
  if (parts === null) return /^\d{9,13}$/.test(value) ? fromEpoch(Number(value)) : undefined
  const [
    ,
    year,
    month,
    day,
    hour = 0,
    minute = 0,
    second = 0,
    fraction = '',
    sign,
    zoneHour = 0,
    zoneMinute = 0,
  ] = parts
  const date = new Date(0)
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1)
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  return (
    date.getTime() +
    ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1_000 +
    milliseconds
  )
}

function fromEpoch(value: number): number {
  return Math.trunc(Math.abs(value) < EARLIEST / 10 ? value * 1_000 : value)
}

/** `note` says in a sentence what was not taken as sent, for Live calls. */
export type Occurred = { at: number; note?: string }

/**
 * `sent` is what the sender says of the time. `sentAt` is given only where the device's own clock is to be corrected:
 * calls that Segment forwards are corrected already.
 */
export function occurredAt(sent: Json | undefined, sentAt: Json | undefined, receivedAt: number): Occurred {
  if (sent === undefined || sent === null) return { at: receivedAt }
  const read = readTime(sent)
  if (read === undefined) return taken(sent, 'cannot be read', receivedAt)
  const ahead = sentAt === undefined ? 0 : clockAhead(sentAt, receivedAt)
  const at = read - ahead
  if (at < EARLIEST) return taken(sent, 'is before 2000', receivedAt)
  if (at > receivedAt + DAY) return taken(sent, 'is more than 24 h ahead', receivedAt)
  if (ahead === 0) return { at }
  const by = Math.round(Math.abs(ahead) / 1_000)
  return {
    at,
    note: `The sender's clock is ${by} s ${ahead > 0 ? 'ahead' : 'behind'}; the time was corrected.`,
  }
}

function clockAhead(sentAt: Json, receivedAt: number): number {
  const ahead = (readTime(sentAt) ?? receivedAt) - receivedAt
  return Math.abs(ahead) > LATENCY ? ahead : 0
}

function taken(sent: Json, why: string, receivedAt: number): Occurred {
  const shown = typeof sent === 'string' ? sent : JSON.stringify(sent)
  return {
    at: receivedAt,
    note: `Timestamp ${shown.slice(0, 40).toWellFormed()} ${why}; the received time was taken.`,
  }
}
