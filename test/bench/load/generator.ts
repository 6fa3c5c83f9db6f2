/** The load generator's process: takes one order after another from its parent, and answers each with what it saw. */
import { performance } from 'node:perf_hooks'
import { createTemplates, fill, type Target, type Template } from './calls.ts'
import { type Connection, openConnection } from './connection.ts'

/** `connections` send as fast as they are answered; `perSecond` keeps to a timetable whatever the answers do. */
export type Order = { target: Target } & (
  | { pace: 'closed'; connections: number; until: { seconds: number } | { calls: number } }
  | { pace: 'open'; perSecond: number; seconds: number }
)
export type Report = {
  /** Calls in requests that were answered 200. */
  acknowledged: number
  /** Requests by another status. */
  refused: Record<number, number>
  seconds: number
  /** Milliseconds a request. */
  p50: number
  p99: number
}

/** Beyond what a late server makes wait, 1 ms of timer at 2,000 a second needs two. */
const OPEN_CONNECTIONS = 256
let lastMessage = 0

type Lane = { connection: Connection; room: Buffer; since: number }

async function carryOut(order: Order): Promise<Report> {
  const { target } = order
  const templates = createTemplates(target)
  const largest = Math.max(...templates.map(({ bytes }) => bytes.length))
  const lanes: Lane[] = []
  const times: number[] = []
  const refused: Record<number, number> = {}
  let acknowledged = 0
  let onFree: (lane: Lane) => void = () => undefined
  let next = 0

  function send(lane: Lane, since: number): void {
    const template: Template | undefined = templates[next++ % templates.length]
    if (template === undefined) throw new Error('nothing to send')
    lane.since = since
    const length = fill(lane.room, template, lastMessage, target.users)
    lastMessage += target.batch
    lane.connection.send(lane.room.subarray(0, length))
  }
  function receive(lane: Lane, status: number): void {
    times.push(performance.now() - lane.since)
    if (status === 200) acknowledged += target.batch
    else refused[status] = (refused[status] ?? 0) + 1
    onFree(lane)
  }
  const count = order.pace === 'closed' ? order.connections : OPEN_CONNECTIONS
  for (let i = 0; i < count; i++) {
    const room = Buffer.alloc(largest)
    const connection = await openConnection(target.port, (status) => receive(lane, status))
    const lane: Lane = { connection, room, since: 0 }
    lanes.push(lane)
  }

  const started = performance.now()
  if (order.pace === 'closed') {
    const { until } = order
    const end = 'seconds' in until ? started + until.seconds * 1_000 : Infinity
    const requests = 'calls' in until ? Math.ceil(until.calls / target.batch) : Infinity
    let open = lanes.length
    await new Promise<void>((resolve) => {
      onFree = (lane) => {
        const now = performance.now()
        if (now < end && next < requests) send(lane, now)
        else if (--open === 0) resolve()
      }
      for (const lane of lanes) onFree(lane)
    })
  } else {
    const free = [...lanes]
    const all = order.perSecond * order.seconds
    onFree = (lane) => void free.push(lane)
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const due = Math.min(all, Math.floor(((performance.now() - started) / 1_000) * order.perSecond))
        // From the time that the timetable says, so that a server that stalls is not spared what piles up meanwhile.
        while (next < due && free.length > 0) {
          const lane = free.pop()
          if (lane) send(lane, started + (next / order.perSecond) * 1_000)
        }
        if (next < all || free.length < lanes.length) return
        clearInterval(timer)
        resolve()
      }, 1)
    })
  }
  const seconds = (performance.now() - started) / 1_000
  for (const { connection } of lanes) connection.close()
  const sorted = Float64Array.from(times).sort()
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0
  return { acknowledged, refused, seconds, p50: at(0.5), p99: at(0.99) }
}

process.on('message', (order: Order) => {
  void carryOut(order).then((report) => process.send?.(report))
})
process.once('disconnect', () => process.exit(0))
