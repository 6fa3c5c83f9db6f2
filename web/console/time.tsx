/** Times for people who read: how long ago, ticking, with the exact time in their own zone on hover. */
import { useEffect, useState } from 'preact/hooks'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const exact = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

const dayOfWeek = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})

/** `14:03` */
export const clockTime = (at: string): string => hour.format(new Date(at))

/** `Today`, `Yesterday`, `Mon, 2 Mar 2026` */
export function dayName(at: string, now = Date.now()): string {
  const name = dayOfWeek.format(new Date(at))
  if (name === dayOfWeek.format(now)) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  return name === dayOfWeek.format(yesterday) ? 'Yesterday' : name
}

export const exactTime = (at: string): string => exact.format(new Date(at))

/** `12 s ago`, `5 min ago`, `3 h ago`, `6 days ago`, `4 Mar`, `4 Mar 2024`. The future, a clock apart, is now. */
export function timeAgo(at: string, now: number): string {
  const then = new Date(at)
  const past = now - then.getTime()
  if (past < 5 * SECOND) return 'now'
  if (past < MINUTE) return `${Math.floor(past / SECOND)} s ago`
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`
  if (past < 2 * DAY) return 'yesterday'
  if (past < 14 * DAY) return `${Math.floor(past / DAY)} days ago`
  return then.getFullYear() === new Date(now).getFullYear() ? day.format(then) : dayAndYear.format(then)
}

/** One timer for every time on the page. */
const ticking = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function useTick(): void {
  const [, tick] = useState({})
  useEffect(() => {
    const told = () => tick({})
    ticking.add(told)
    timer ??= setInterval(() => {
      if (document.visibilityState === 'visible') for (const one of [...ticking]) one()
    }, 5 * SECOND)
    return () => {
      ticking.delete(told)
      if (ticking.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }, [])
}

/** `<Ago at={event.lastSeenAt} none="never" />`; `at` is ISO-8601. */
export function Ago({ at, none = '–' }: { at: string | null | undefined; none?: string }) {
  useTick()
  if (!at) return <>{none}</>
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeAgo(at, Date.now())}
    </time>
  )
}

/** A time in a stream that may go back for days: `14:03:22` today, else `4 Mar 14:03`. */
export function Moment({ at }: { at: string }) {
  const then = new Date(at)
  const today = then.toDateString() === new Date().toDateString()
  return (
    <time dateTime={at} title={exactTime(at)}>
      {today ? clock.format(then) : `${day.format(then)} ${hour.format(then)}`}
    </time>
  )
}

/** `4 Mar 2025, 14:03:22`, for tables of exact times. */
export function Stamp({ at }: { at: string }) {
  const then = new Date(at)
  return (
    <time dateTime={at} title={exactTime(at)}>
      {dayAndYear.format(then)}, {clock.format(then)}
    </time>
  )
}

/** `4 Mar 2025, 14:03:22 CET`, written out. */
export function Exact({ at }: { at: string }) {
  return <time dateTime={at}>{exactTime(at)}</time>
}
