/**
 * Requests as bytes, made once: realistic track calls of some 700 bytes, in which only the message ID and the user's
 * number change from one to the next, so that sending one costs the generator a copy and a few digits.
 */
import { randomBytes, randomInt } from 'node:crypto'

/** What to send, and as whom. */
export type Target = {
  port: number
  path: string
  key: string
  /** Calls a request; 1 is a lone call, not a batch of one. */
  batch: number
  users: number
}

export type Template = {
  bytes: Buffer
  /** Where each message ID and the digits of each user stand. */
  messages: readonly number[]
  users: readonly number[]
}

export const EVENTS = 50
/** Milliseconds, and then a number. */
const [TIME_DIGITS, MESSAGE_DIGITS] = [13, 12]
const USER_DIGITS = 6
/** Enough that batches differ in which names they hold. */
const BATCHES = 20
const USER = 'user-000000'
const RUN = randomBytes(4).toString('hex')
/** As analytics.js makes them. */
const MESSAGE = `ajs-next-${'0'.repeat(TIME_DIGITS)}-${RUN}-5eed-4b1d-9a7c-${'0'.repeat(MESSAGE_DIGITS)}`
const MESSAGE_TIME = 'ajs-next-'.length

const ACTIONS = [
  'Viewed',
  'Clicked',
  'Added',
  'Removed',
  'Opened',
  'Closed',
  'Shared',
  'Saved',
  'Exported',
  'Upgraded',
]
const THINGS = ['Product', 'Report', 'Dashboard', 'Invoice', 'Plan']
export const eventName = (number: number): string =>
  `${THINGS[number % THINGS.length]} ${ACTIONS[Math.floor(number / THINGS.length) % ACTIONS.length]}`

export function createTemplates(target: Target): Template[] {
  const count = target.batch === 1 ? EVENTS : BATCHES
  return Array.from({ length: count }, (_, index) => {
    const calls = Array.from({ length: target.batch }, () =>
      track(target.batch === 1 ? index : randomInt(EVENTS)),
    )
    const body =
      target.batch === 1
        ? calls.join('')
        : `{"batch":[${calls.join(',')}],"sentAt":"${new Date().toISOString()}"}`
    const bytes = Buffer.from(
      [
        `POST ${target.path} HTTP/1.1`,
        `host: 127.0.0.1:${target.port}`,
        `authorization: Basic ${Buffer.from(`${target.key}:`).toString('base64')}`,
        'user-agent: Segment.io/1.0',
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    )
    return {
      bytes,
      messages: placesOf(bytes, MESSAGE),
      users: placesOf(bytes, USER).map((at) => at + USER.length - USER_DIGITS),
    }
  })
}

/** Writes a template into `room` with the message IDs from `first` on, and random users. Returns its length. */
export function fill(
  room: Buffer,
  { bytes, messages, users }: Template,
  first: number,
  most: number,
): number {
  bytes.copy(room)
  let id = first
  const now = Date.now()
  for (const at of messages) {
    writeDigits(room, at + MESSAGE_TIME, TIME_DIGITS, now)
    writeDigits(room, at + MESSAGE.length - MESSAGE_DIGITS, MESSAGE_DIGITS, id++)
  }
  for (const at of users) writeDigits(room, at, USER_DIGITS, Math.floor(Math.random() * most))
  return bytes.length
}

function writeDigits(room: Buffer, at: number, digits: number, value: number): void {
  let left = value
  for (let place = at + digits - 1; place >= at; place--) {
    room[place] = 48 + (left % 10)
    left = Math.floor(left / 10)
  }
}

function placesOf(bytes: Buffer, text: string): number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at)
  return places
}

/** As Segment forwards it from a browser. */
function track(number: number): string {
  const at = new Date().toISOString()
  return JSON.stringify({
    messageId: MESSAGE,
    type: 'track',
    userId: USER,
    event: eventName(number),
    properties: {
      productId: `sku-${1000 + number}`,
      category: 'Software',
      price: 19.99 + number,
      currency: 'EUR',
      quantity: (number % 3) + 1,
      isTrial: number % 2 === 0,
    },
    context: {
      ip: '203.0.113.24',
      library: { name: 'analytics.js', version: 'next-1.84.3' },
      locale: 'en-GB',
      page: { path: '/pricing', title: 'Pricing', url: 'https://shop.example.com/pricing' },
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36',
    },
    timestamp: at,
    sentAt: at,
    receivedAt: at,
  })
}
