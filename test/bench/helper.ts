/** A helper process that takes one order after another: plain Node, whatever runtime is measured. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Inserted, Inserting } from './inserter.ts'
import type { Order, Report } from './load/generator.ts'

export type Helper<Order, Report> = {
  /** @throws where the process fails, as when a server closes a connection. */
  run(order: Order): Promise<Report>
  stop(): void
}
export type Load = Helper<Order, Report>

export const startLoad = (): Load => start('generator.js')
export const startInserter = (): Helper<Inserting, Inserted> => start('inserter.js')

function start<Order extends object, Report>(module: string): Helper<Order, Report> {
  const helper = fork(new URL(module, import.meta.url))
  return {
    async run(order) {
      helper.send(order)
      const ended = new AbortController()
      const died = once(helper, 'exit', { signal: ended.signal }).then((): never => {
        throw new Error(`${module} ended before its report`)
      })
      const [report] = await Promise.race([once(helper, 'message'), died])
      died.catch(() => undefined)
      ended.abort()
      return report
    },
    stop: () => void helper.kill(),
  }
}
