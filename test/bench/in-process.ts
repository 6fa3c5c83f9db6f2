/** The product in this very process, for what is measured without HTTP, and for filling databases. */
import { setImmediate as turn } from 'node:timers/promises'
import * as v from 'valibot'
import { readConfig } from '../../server/config.ts'
import type { Deps } from '../../server/deps.ts'
import { wire } from '../../server/entry/wire.ts'
import { createLog } from '../../server/log.ts'
import type { Database } from '../../server/store/database.ts'
import { ADMIN_TOKEN } from './servers.ts'

/** The one that surveys run in as users meet them. */
export const ENVIRONMENT = 'production'

export type InProcess = {
  deps: Deps
  /** Of the environment. */
  key: string
  number: number
  /** Below `/api/environments/:env`. @throws where it is refused */
  api(method: string, path: string, body?: object): Promise<unknown>
  /** To the door of Segment SDKs. */
  send(calls: readonly object[]): Promise<void>
}

const Environments = v.object({
  items: v.array(v.object({ id: v.string(), keys: v.array(v.object({ key: v.string() })) })),
})

export async function openInProcess(database: Database): Promise<InProcess> {
  const { app, deps } = await wire({
    config: readConfig({ ADMIN_TOKEN }),
    database,
    log: createLog('warn', (line) => void process.stderr.write(`${line}\n`)),
    now: Date.now,
    peerAddress: () => undefined,
    asset: async () => undefined,
    turn: () => turn(),
  })
  async function ask(method: string, path: string, token: string, body?: object): Promise<unknown> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await app.request(path, { method, headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const { items } = v.parse(Environments, await ask('GET', '/api/environments', ADMIN_TOKEN))
  const key = items.find(({ id }) => id === ENVIRONMENT)?.keys[0]?.key
  const number = deps.definitions.environmentById(ENVIRONMENT)?.number
  if (key === undefined || number === undefined) throw new Error(`there is no environment ${ENVIRONMENT}`)
  return {
    deps,
    key,
    number,
    api: (method, path, body) => ask(method, `/api/environments/${ENVIRONMENT}${path}`, ADMIN_TOKEN, body),
    send: async (batch) => void (await ask('POST', '/v1/batch', key, { batch })),
  }
}
