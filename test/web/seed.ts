/** A small company's last weeks, as calls through the doors: what the console looks like in use. */
import type { Console } from './browser.ts'

const FIRST = [
  'Ada',
  'James',
  'Mina',
  'Noor',
  'Tomás',
  'Yuki',
  'Priya',
  'Lars',
  'Zoë',
  'Omar',
  'Inês',
  'Kofi',
]
const LAST = ['Lovelace', 'Gibbon', 'Okafor', 'Haddad', 'Rivera', 'Tanaka', 'Sharma', 'Nilsson', 'Dubois']
const COMPANIES = ['Northwind', 'Blue Harbor', 'Kestrel Labs', 'Tallow & Sons', 'Fjord Analytics']
const PLANS = ['free', 'team', 'business']
const COUNTRIES = ['DE', 'PT', 'JP', 'GB', 'NG', 'SE']
const DONE = [
  ['Signed Up', { method: 'google' }],
  ['Order Completed', { revenue: 49.9, currency: 'EUR', coupon: null }],
  ['Product Viewed', { sku: 'A-113', price: 12 }],
  ['Invite Sent', { role: 'editor' }],
  ['Checkout Started', { step: 1 }],
  ['Subscription Upgraded', { from: 'free', to: 'team' }],
  ['Export Finished', { rows: 1204, format: 'csv' }],
] as const
const PAGES = ['/', '/pricing', '/products/kettle', '/docs/getting-started', '/checkout', '/settings/team']

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const pick = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** Always the same for the same arguments. Users are `user-1`, `user-2`, …; each has an anonymous past. */
export function companyCalls({ users = 24, now = Date.now() } = {}): object[] {
  return Array.from({ length: users }, (_, at) => userCalls(at + 1, now)).flat()
}

function userCalls(number: number, now: number): object[] {
  const userId = `user-${number}`
  const anonymousId = `anon-${number}-7f3a`
  const began = now - ((number * 7) % 20) * DAY - number * 11 * MINUTE
  const first = pick(FIRST, number)
  const last = pick(LAST, number * 5)
  const call = (type: string, minutes: number, rest: object) => ({
    type,
    messageId: `${type}-${number}-${minutes}`,
    timestamp: new Date(Math.min(began + minutes * MINUTE, now - number * 1_000)).toISOString(),
    ...rest,
  })
  const page = (minutes: number, who: object) => {
    const path = pick(PAGES, number + minutes)
    return call('page', minutes, {
      ...who,
      name: path === '/' ? 'Home' : undefined,
      properties: { url: `https://shop.example.com${path}`, path },
    })
  }
  return [
    page(0, { anonymousId }),
    page(3, { anonymousId }),
    call('identify', 5, {
      userId,
      anonymousId,
      traits: {
        name: `${first} ${last}`,
        email: `${first}.${last}@example.com`
          .toLowerCase()
          .normalize('NFKD')
          .replace(/[^\w.@]/g, ''),
        plan: pick(PLANS, number),
        company: { name: pick(COMPANIES, number), employees: (number * 37) % 400 },
        country: pick(COUNTRIES, number * 3),
        newsletter: number % 3 === 0,
        ...(number % 4 === 0 && { tags: ['beta', 'partner'] }),
      },
    }),
    ...Array.from({ length: 2 + (number % 5) }, (_, at) => {
      const [event, properties] = pick(DONE, number + at)
      return call('track', 20 + at * 700, { userId, event, properties })
    }),
    page(1_500, { userId }),
  ]
}

/** What is refused, held, or comes twice. */
export function oddCalls({ now = Date.now() } = {}): object[] {
  const timestamp = new Date(now - 30_000).toISOString()
  return [
    { type: 'track', messageId: 'odd-held', anonymousId: 'anon-nobody', event: 'Product Viewed', timestamp },
    { type: 'page', messageId: 'odd-page', anonymousId: 'anon-nobody', timestamp },
    { type: 'group', messageId: 'odd-group', userId: 'user-1', groupId: 'g-1', timestamp },
    { type: 'track', messageId: 'odd-no-event', userId: 'user-2', timestamp },
    { type: 'track', messageId: 'odd-twice', userId: 'user-3', event: 'Order Completed', timestamp },
    { type: 'track', messageId: 'odd-twice', userId: 'user-3', event: 'Order Completed', timestamp },
  ]
}

/** Sends in batches as the Tracking API takes them. */
export async function seed(
  { send }: Pick<Console, 'send'>,
  environment: string,
  calls: readonly object[] = [...companyCalls(), ...oddCalls()],
): Promise<void> {
  for (let at = 0; at < calls.length; at += 500) await send(environment, ...calls.slice(at, at + 500))
}

/** Names that nobody has approved: some alike, some noise, one far too long. Send them with auto accept off. */
export function unknownNames({ now = Date.now() } = {}): object[] {
  const names = [
    ['order_completed', 12, { revenue: 39, currency: 'EUR' }],
    ['Cart Abandoned', 8, { items: 3, total: 120.5, step: 'payment' }],
    ['debug_click', 24, { x: 12, y: 90 }],
    ['debug_render', 5, {}],
    ['Trial Extended', 2, { days: 14, by: 'support' }],
    ['signup.v2', 9, { source: 'landing', variant: 'B', ok: true, plan: 'team', seats: 3 }],
    ['The Third Step Of The Onboarding That Somebody Named In A Hurry And Never Looked At Again', 3, {}],
  ] as const
  return names.flatMap(([event, times, properties], place) =>
    Array.from({ length: times }, (_, at) => ({
      type: 'track',
      messageId: `unknown-${place}-${at}`,
      event,
      userId: `user-${1 + ((at * 3 + place) % 24)}`,
      timestamp: new Date(now - (place + 1) * 15 * MINUTE - at * 120 * MINUTE).toISOString(),
      properties,
    })),
  )
}

/** Many names of one call each, as a program makes them that puts IDs into names. */
export const manyNames = (count: number, now = Date.now()): object[] =>
  Array.from({ length: count }, (_, at) => ({
    type: 'track',
    messageId: `many-${at}`,
    event: `Item ${String(at).padStart(5, '0')} opened`,
    userId: `user-${1 + (at % 24)}`,
    timestamp: new Date(now - at * 1_000).toISOString(),
  }))
