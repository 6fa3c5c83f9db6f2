/**
 * Survey decisions: an event of the web SDK triggers five surveys in progress, each with a filter of three conditions,
 * and mostly nobody is shown one. Measured is the decision alone, from its call being stored to the answer, claims and
 * all, 64 at a time; storing the call is what `ingest` measures. The CPU is that of the whole process, all its threads.
 */
import { createDecide } from '../../server/decision/decide.ts'
import { openThreadedDatabase } from '../../server/entry/threaded-database.ts'
import { createLog } from '../../server/log.ts'
import type { Call } from '../../shared/segment.ts'
import type { Setting } from './benchmark.ts'
import { openInProcess } from './in-process.ts'
import { CONNECTIONS } from './ingest.ts'
import { type Line, lineOf } from './line.ts'
import { eventName } from './load/calls.ts'
import { PLANS, populated, SEATS, visitorId } from './population.ts'
import { compare, median, type Sample } from './rounds.ts'

const MANY = 1_000_000
const FEW = 10_000
const SURVEYS = 5
const TRIGGER = 'Checkout Opened'
/** Microseconds. */
const CPU_GOAL = 30

export async function decide(setting: Setting): Promise<Line[]> {
  const { rounds, seconds, note } = setting
  const many = await createDecider(await populated(setting, MANY), MANY)
  const few = await createDecider(await populated(setting, FEW), FEW)
  const cpus: { few: number; many: number }[] = []
  const measured = await compare(
    {
      baseline: async () => {
        const { sample, cpu } = await few.run(seconds)
        cpus.push({ few: cpu, many: Infinity })
        return sample
      },
      product: async () => {
        const { sample, cpu } = await many.run(seconds)
        for (const last of cpus.slice(-1)) last.many = cpu
        note(`${cpu.toFixed(1)} µs of CPU a decision`)
        return sample
      },
    },
    { rounds, note },
  )
  note(`${few.shown()} and ${many.shown()} surveys were shown`)
  await Promise.all([many.close(), few.close()])
  // Without the warm-up.
  const kept = cpus.slice(1)
  const ratios = kept.map((one) => one.many / one.few)
  const cpu = median(kept.map((one) => one.many))
  const spent = {
    value: cpu,
    baseline: median(kept.map((one) => one.few)),
    ratio: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
  }
  const isWithin = cpu < CPU_GOAL
  // It runs in this process, which is Node.
  return [
    lineOf(measured, {
      name: 'decide',
      runtime: 'node',
      unit: 'decisions/s',
      ok: measured.ratio >= 0.8 && isWithin,
    }),
    lineOf(spent, { name: 'decide.cpu', runtime: 'node', unit: 'µs of CPU a decision', ok: isWithin }),
  ]
}

async function createDecider(url: string, users: number) {
  const database = openThreadedDatabase({
    url,
    threads: {
      module: new URL('../server/database-thread.js', import.meta.url),
      log: createLog('warn', (line) => void process.stderr.write(`${line}\n`)),
    },
  })
  const { deps, number: environment, api } = await openInProcess(database)
  const id = idOf(await api('POST', '/events', { name: TRIGGER }))
  for (let place = 0; place < SURVEYS; place++) {
    const survey = idOf(await api('POST', '/surveys', surveyOf(place, id)))
    await api('POST', `/surveys/${survey}/launch`)
  }
  const decide = createDecide(deps)
  let asked = 0
  let shown = 0

  async function ask(): Promise<void> {
    const visitor = visitorId(Math.floor(Math.random() * users))
    const messageId = `bench-${++asked}`
    const call: Call = {
      type: 'track',
      event: TRIGGER,
      messageId,
      visitorId: visitor,
      properties: {},
      at: Date.now(),
      payload: {},
    }
    const { survey } = await decide({
      environment,
      visitorId: visitor,
      verified: false,
      languages: ['en'],
      ask: { call: messageId },
      calls: [call],
    })
    if (survey !== null) shown++
  }

  return {
    close: () => database.close(),
    shown: () => shown,
    async run(seconds: number): Promise<{ sample: Sample; cpu: number }> {
      const times: number[] = []
      const before = process.cpuUsage()
      const started = performance.now()
      const end = started + seconds * 1_000
      const lane = async (): Promise<void> => {
        for (let since = performance.now(); since < end; since = performance.now()) {
          await ask()
          times.push(performance.now() - since)
        }
      }
      await Promise.all(Array.from({ length: CONNECTIONS }, lane))
      const passed = performance.now() - started
      const { user, system } = process.cpuUsage(before)
      const sorted = Float64Array.from(times).sort()
      const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0
      return {
        sample: { value: times.length / (passed / 1_000), p50: at(0.5), p99: at(0.99) },
        cpu: (user + system) / times.length,
      }
    },
  }
}

/** The first is met by one user in a thousand or so, the others by no one: each fails at another condition. */
const surveyOf = (place: number, trigger: string): object => ({
  name: `Survey ${place}`,
  platform: 'web',
  questions: [{ id: 'score', type: 'nps', text: 'How likely are you to recommend us?' }],
  triggers: [{ event: trigger }],
  delivery: { mode: 'continuous', percent: 100 },
  filter: {
    kind: 'and',
    of: [
      { kind: 'attribute', key: 'plan', op: 'is', value: PLANS[place % PLANS.length] },
      {
        kind: 'attribute',
        key: 'seats',
        op: 'gte',
        value: place === 0 ? SEATS - 1 : (SEATS * place) / SURVEYS,
      },
      {
        kind: 'event',
        event: eventName(place),
        measure: 'occurrences',
        op: 'gte',
        value: place === 0 ? 1 : 100,
        withinDays: 30,
      },
    ],
  },
})

function idOf(made: unknown): string {
  if (typeof made === 'object' && made !== null && 'id' in made && typeof made.id === 'string') return made.id
  throw new Error('what was made has no ID')
}
