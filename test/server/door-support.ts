/** The real app, seen from its doors: what senders post, what they are answered, and what Live calls says of it. */
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import * as v from 'valibot'
import { EnvironmentList } from '../../shared/environment.ts'
import { CallLine, Stranger } from '../../shared/call.ts'
import { pageOf } from '../../shared/page.ts'
import type { JsonObject } from '../../shared/segment.ts'
import { onTestFinished } from 'vitest'
import { createListener } from '../../server/entry/node-door.ts'
import type { Database, Statement } from '../../server/store/database.ts'
import { createTestApp } from '../support.ts'

export type Doors = Awaited<ReturnType<typeof openDoors>>
export type Sent = { body?: unknown; headers?: Record<string, string> }

export async function openDoors(variables?: Record<string, string>) {
  const asklet = await createTestApp(variables)
  const { app, api } = asklet

  const { items } = v.parse(EnvironmentList, await (await api('GET', '/api/environments')).json())
  const environmentOf = (id: string) => {
    const environment = items.find((item) => item.id === id)
    const keyOf = (kind: 'server' | 'browser') => environment?.keys.find((key) => key.kind === kind)?.key
    const [server, browser, secret] = [keyOf('server'), keyOf('browser'), environment?.webhookSecret]
    if (!environment || !server || !browser || !secret) throw new Error(`${id} is not complete`)
    return { sdkId: environment.sdkId, server, browser, secret }
  }

  /** Texts and bytes are sent as they are, all else as JSON; with a length, as every client does that has it all. */
  const post = async (path: string, { body, headers }: Sent = {}): Promise<Response> => {
    const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(toText(body))
    return app.request(path, {
      method: 'POST',
      headers: { 'content-length': String(bytes.length), ...headers },
      body: new Uint8Array(bytes),
    })
  }

  return {
    ...asklet,
    /** What was logged. */
    logged: asklet.lines,
    development: environmentOf('development'),
    production: environmentOf('production'),
    post,
    /** Oldest first. */
    async lines(environment = 'development') {
      const answer = await api('GET', `/api/environments/${environment}/calls?limit=200`)
      return v.parse(pageOf(CallLine), await answer.json()).items.toReversed()
    },
    /** Calls without a right key. */
    async strangers() {
      await asklet.deps.ingest.drain()
      const answer = await api('GET', '/api/environments/development/strangers')
      return v.parse(v.object({ items: v.array(Stranger) }), await answer.json()).items
    },
  }
}

const toText = (body: unknown): string =>
  typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body)

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
export const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` })

export const TRACK: JsonObject = {
  type: 'track',
  userId: 'userId123',
  messageId: 'message-1',
  event: 'Clicked Button',
  timestamp: '2026-03-02T09:59:00.000Z',
}
export const IDENTIFY: JsonObject = {
  type: 'identify',
  userId: 'userId123',
  messageId: 'message-2',
  traits: { firstName: 'James', lastName: 'Gibbon' },
}

/** As Segment signs. */
export const sign = (text: string, secret: string): string =>
  createHmac('sha1', secret).update(text, 'utf8').digest('hex')

/** Serves them over sockets, as on Node, until the test has finished. Returns the port. */
export async function listen(doors: Doors): Promise<number> {
  const server = createServer(createListener(doors, { overrideGlobalObjects: false }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Nothing is written until what this returns is called. */
export function holdWrites(
  database: Database,
  look: (statements: readonly Statement[]) => void = () => undefined,
): () => void {
  const { write } = database
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  database.write = async (statements) => {
    look(statements)
    await released
    return write(statements)
  }
  return () => release()
}
