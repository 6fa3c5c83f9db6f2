/** What waits to be sent: in the order it came, again until it is there, and over a reload where that may be kept. */
import type { SdkBatch, SdkReply } from '../../shared/sdk.ts'
import type { Visitor } from './identity.ts'
import { json } from './json.ts'
import type { Keep } from './keep.ts'
import { randomId } from './random.ts'

/** One request: the change of a showing as JSON, or calls of a visitor, one after the other. */
export type Item = {
  path: string
  body: string
  visitor?: Visitor
  /** Nothing is added to it any more. */
  closed?: boolean
  /** Asked at the moment it is sent; never again after that, as the moment is over. */
  ask?: () => SdkBatch['ask']
  done?: (reply?: SdkReply) => void
}

const LAZY = 2_000
const TIMEOUT = 10_000
const MINUTE = 60_000
/** Browsers send 64 KB at most for a page that is gone. */
const KEEPALIVE = 60_000
const CALLS_LENGTH = 10_000
/** The oldest go first. Some 2,000 calls. */
const ITEMS = 50

export type Outbox = ReturnType<typeof createOutbox>

/** `ready` settles once the configuration is there or cannot be had: until then it is open what a call asks. */
export function createOutbox(keep: Keep, base: string, ready: () => Promise<void>) {
  /** Of this page: several tabs share the storage. */
  const name = randomId()
  let items: Item[] = []
  let timer = 0
  let failures = 0
  let sending: Item | undefined
  let isFlushing = false
  /** The page is left: only a beacon is sent now. */
  let isGone = false

  const persist = (): void => {
    items.splice(1, items.length - ITEMS)
    keep.write(name, items[0] && items)
  }

  const schedule = (delay: number): void => {
    timer ||= window.setTimeout(flush, delay)
  }

  const write = ({ body, visitor }: Item, ask?: SdkBatch['ask']): string => {
    if (!visitor) return body
    const own = { sent: undefined, consent: undefined }
    const languages = ask && navigator.languages
    const head = { ...visitor, ...own, sentAt: new Date().toISOString(), languages, ask }
    return `${json(head).slice(0, -1)},"calls":[${body}]}`
  }

  /** @throws where it is worth another try. */
  async function post(item: Item): Promise<SdkReply> {
    const body = write(item, item.ask?.())
    const response = await fetch(base + item.path, {
      method: 'POST',
      body,
      keepalive: body.length < KEEPALIVE,
      // A page may wait for the result before it goes on.
      signal: AbortSignal.timeout?.(TIMEOUT),
    })
    const { status } = response
    if (status > 499 || status === 429) throw status
    // What is refused would be refused again.
    return response.json().catch(() => ({}))
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = 0
    if (isFlushing || isGone) return
    isFlushing = true
    await ready()
    while ((sending = items[0])) {
      sending.closed = true
      try {
        const reply = await post(sending)
        failures = 0
        items = items.filter((item) => item !== sending)
        sending.done?.(reply)
        persist()
      } catch {
        for (const item of items) {
          item.ask = undefined
          item.done?.()
        }
        schedule(Math.min(MINUTE, 1_000 * 2 ** failures++) * (0.5 + Math.random()))
        break
      }
    }
    isFlushing = false
    sending = undefined
  }

  return {
    flush,
    persist,
    /** To the calls that wait for the same visitor. `call` is written now: the page may change what it gave. */
    add: (visitor: Visitor, call?: object): Item => {
      let item = items[items.length - 1]
      if (!item || item.closed || item.visitor !== visitor)
        items.push((item = { path: '/calls', body: '', visitor }))
      if (call) item.body += (item.body && ',') + json(call)
      item.closed = item.body.length > CALLS_LENGTH
      persist()
      schedule(LAZY)
      return item
    },
    /** Sends it now. Nothing comes back where the server could not be reached. */
    sendNow: (item: Item, ask: Item['ask']): Promise<SdkReply | undefined> =>
      new Promise((done) => {
        Object.assign(item, { ask, done, closed: true })
        void flush()
      }),
    answer: (showing: string, change: object): void => {
      items.push({ path: `/showings/${showing}`, body: json(change), closed: true })
      persist()
      void flush()
    },
    /** What pages before this one, or other tabs, could not send. The server knows what it got already. */
    restore: (): void => {
      for (const other of keep.names()) {
        const found = keep.read(other)
        if (other === name || !Array.isArray(found)) continue
        items.unshift(...found)
        keep.write(other)
        schedule(0)
      }
      persist()
    },
    /** The page may end. What is kept stays so: whether a beacon arrives, nobody learns. */
    leave: (): void => {
      isGone = true
      for (const item of items) if (item !== sending) navigator.sendBeacon(base + item.path, write(item))
    },
    comeBack: (): void => {
      isGone = false
      schedule(LAZY)
    },
  }
}
