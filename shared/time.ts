/** Times as the console sends and gets them. */
import * as v from 'valibot'

/** ISO-8601 in UTC, with milliseconds. */
export const Time = v.pipe(v.string(), v.isoTimestamp())

export const toTime = (at: number): string => new Date(at).toISOString()
export const toTimeOrNull = (at: number | undefined): string | null => (at === undefined ? null : toTime(at))
