/** A user's timeline by day: what the server counts in slots of 12 hours, as one row a day and event. */
import type { PersonDetail } from '../../../../shared/person.ts'

type Row = PersonDetail['timeline'][number]
export type TimelineDay = { day: string; rows: Row[] }

/** `dayOf` names the day of a time. Newest first, as it came; a slot that spans midnight is of the day that it ended. */
export function timelineByDay(timeline: readonly Row[], dayOf: (at: string) => string): TimelineDay[] {
  const days = new Map<string, Map<string, Row>>()
  for (const row of timeline) {
    const day = dayOf(row.lastAt)
    const rows = days.get(day) ?? new Map<string, Row>()
    days.set(day, rows)
    const same = rows.get(row.event)
    rows.set(row.event, same ? joined(same, row) : row)
  }
  return [...days].map(([day, rows]) => ({ day, rows: [...rows.values()] }))
}

/** Times are ISO-8601 in UTC, which sort as texts. */
const joined = (one: Row, other: Row): Row => ({
  event: one.event,
  count: one.count + other.count,
  firstAt: one.firstAt < other.firstAt ? one.firstAt : other.firstAt,
  lastAt: one.lastAt > other.lastAt ? one.lastAt : other.lastAt,
})
