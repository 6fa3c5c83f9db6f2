/** The 12-hour UTC slots in which occurrences are kept. */

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** The length of a slot, in milliseconds. */
export const SLOT = 12 * HOUR

/** The slot that holds a time. `at` is milliseconds since 1970; slot 0 begins there. */
export const slotOf = (at: number): number => Math.floor(at / SLOT)

/** The first slot of a window of `days` that ends `now`: days × 24 hours back, rounded out to its slot. */
export const firstSlotOf = (days: number, now: number): number => slotOf(now - days * DAY)
