/** What a team can set for one environment, with bounds and defaults. */
import * as v from 'valibot'

const whole = (least: number, most: number, what = 'a whole number') =>
  v.pipe(
    v.number(`must be ${what}`),
    v.integer(`must be ${what}`),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  )
const days = (least: number, most: number) => whole(least, most, 'a whole number of days')

export const Settings = v.object({
  /** IANA time zone in which days are counted for people who read. */
  timeZone: v.optional(
    v.pipe(
      v.string(),
      v.check((zone) => isTimeZone(zone), 'must be an IANA time zone such as "Europe/Berlin"'),
    ),
    'UTC',
  ),
  /** How long the same message ID changes nothing; not less than one window of the store, half a week. */
  dedupeDays: v.optional(days(4, 30), 7),
  /** How long what an unknown identity did is held. */
  heldDays: v.optional(days(1, 30), 7),
  /** At most so many rows of what unknown identities did; the oldest go first. */
  heldRows: v.optional(whole(1_000, 10_000_000), 1_000_000),
  /** Names accepted by themselves in a day; above that they become requests. */
  namesPerDay: v.optional(whole(1, 10_000), 1_000),
  /** Track names counted in all; above that new ones become requests. */
  namesInAll: v.optional(whole(1, 20_000), 10_000),
  /** Requests that may wait; above that new names are answered but not kept. */
  requestsInAll: v.optional(whole(100, 50_000), 10_000),
  /** Attribute keys kept; above that new keys are not kept. */
  attributeKeys: v.optional(whole(10, 5_000), 1_000),
  /** Accepted calls shown in Live calls, a second; above that a sample. */
  callsPerSecond: v.optional(whole(1, 1_000), 200),
  /** Lines kept in Live calls. */
  callLines: v.optional(whole(100, 200_000), 20_000),
  /** How long a line of Live calls is kept. */
  callDays: v.optional(days(1, 30), 7),
  /** Webhook calls must carry a right X-Signature, also with a key. */
  signatureRequired: v.optional(v.boolean(), false),
  /** Who was shown any survey is shown none for so many days: with 7, again on the 8th. */
  resurveyDays: v.optional(days(0, 3_650), 7),
  /** The SDK stores nothing on a device until the page says that the visitor consents. */
  consentRequired: v.optional(v.boolean(), false),
})
export type Settings = v.InferOutput<typeof Settings>

export const DEFAULT_SETTINGS: Settings = v.parse(Settings, {})

function isTimeZone(zone: string): boolean {
  // The default is known to be one: asking Intl loads 9 MB of its data.
  if (zone === 'UTC') return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
