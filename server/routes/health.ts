/** What tells operators and load balancers how the process is. */
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { unavailable } from '../problem.ts'
import { recordReady } from '../store/instance.ts'

/** Anyone may ask, so a write stands for all who ask within this time. */
const LASTS_MILLISECONDS = 1_000
/** A write slower than this is no use to Segment, which waits for 5 seconds. */
const PATIENCE_MILLISECONDS = 3_000

export function healthRoutes({ database, metrics, now }: Deps) {
  let known: { ready: boolean; until: number } | undefined

  return new Hono()
    .get('/healthz', (c) => c.text('ok\n'))
    .get('/readyz', async (c) => {
      if (!known || Date.now() >= known.until) {
        const ready = await isWithin(PATIENCE_MILLISECONDS, recordReady(database, now()))
        known = { ready, until: Date.now() + LASTS_MILLISECONDS }
      }
      if (!known.ready) throw unavailable()
      return c.text('ready\n')
    })
    .get('/metrics', (c) => c.text(metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4' }))
}

async function isWithin(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  const done = work.then(
    () => true,
    () => false,
  )
  const first = await Promise.race([done, late])
  clearTimeout(timer)
  return first
}
