/** Senders like Segment: they keep a call until it is acknowledged, and try again with the same message ID. */
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import type { Asklet } from './asklet.ts'

export type Load = {
  /** Message IDs that were answered with 200. */
  acknowledged: Set<string>
  /** All that were sent. */
  sent: Set<string>
  /** Resolves when no sender is at work any more. */
  stop: () => Promise<void>
}

const SENDERS = 8
const BATCH = 5

/** Half of the senders send single calls, half batches. Calls left over from an earlier load are sent first. */
export function startLoad({ url, keys }: Asklet, leftOver: readonly string[] = []): Load {
  const acknowledged = new Set<string>()
  const sent = new Set<string>()
  const again = [...leftOver]
  let stopping = false

  async function work(path: string, size: number): Promise<void> {
    while (!stopping) {
      const ids = Array.from({ length: size }, () => again.pop() ?? crypto.randomUUID())
      for (const id of ids) sent.add(id)
      const calls = ids.map(trackOf)
      const answer = await post(`${url}${path}`, keys.server, size === 1 ? calls[0] : { batch: calls })
      if (answer?.status === 200) for (const id of ids) acknowledged.add(id)
      else await wait(5)
    }
  }
  const senders = Array.from({ length: SENDERS }, (_, index) =>
    index % 2 === 0 ? work('/segment', 1) : work('/v1/batch', BATCH),
  )
  return {
    acknowledged,
    sent,
    async stop() {
      stopping = true
      await Promise.all(senders)
    },
  }
}

/** Each of its own identity, by which it is found again in the database. */
export const trackOf = (messageId: string) => ({
  type: 'track',
  event: 'Load',
  anonymousId: messageId,
  messageId,
  timestamp: new Date().toISOString(),
})

/** Undefined where there was no answer. */
export async function post(url: string, key: string, body: unknown): Promise<Response | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await response.clone().arrayBuffer()
    return response
  } catch {
    return undefined
  }
}

/** How often each call was counted, by its message ID, as the database file has it. */
export async function countedCalls(url: string): Promise<Map<string, number>> {
  const client = createClient({ url })
  const { rows } = await client.execute(
    `SELECT identity.value AS id, sum(occurrence.count) AS count FROM occurrence
     JOIN tally ON tally.id = occurrence.tally AND tally.name = 'Load'
     JOIN identity ON identity.id = occurrence.identity GROUP BY identity.value`,
  )
  client.close()
  return new Map(rows.map((row) => [String(row['id']), Number(row['count'])]))
}
