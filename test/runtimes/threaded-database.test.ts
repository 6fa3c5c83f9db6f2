/** A file in threads, as it is built for Node: commits go on while others read, and the WAL does not grow for ever. */
import { stat } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../../server/entry/libsql.ts'
import { type Checkpoints, openThreadedDatabase } from '../../server/entry/threaded-database.ts'
import { createLog } from '../../server/log.ts'
import { EVERYONE } from '../../server/store/audience.ts'
import { Conflict, Unavailable } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { freshUrl } from '../databases.ts'

async function open(checkpoints?: Checkpoints) {
  const url = await freshUrl()
  const lines: string[] = []
  const threads = {
    module: new URL('../../dist/server/database-thread.js', import.meta.url),
    log: createLog('warn', (line) => void lines.push(line)),
  }
  const database = openThreadedDatabase(url, threads, checkpoints)
  onTestFinished(() => database.close())
  await migrate(database, 0)
  return { database, lines, wal: `${pathOf(url)}-wal` }
}
const stranger = (id: number, reason: string) => ({
  sql: `INSERT INTO stranger (id, at, door, reason, hint) VALUES (?, 1, 'segment', ?, '')`,
  args: [id, reason],
})

test('errors keep their kind on the way between threads', async () => {
  const { database } = await open()
  await database.write([stranger(1, '')])
  await expect(database.write([stranger(1, '')])).rejects.toThrow(Conflict)
  const mistake: unknown = await database.read('SELECT nonsense').catch((error: unknown) => error)
  expect(mistake).toBeInstanceOf(Error)
  expect(mistake).not.toBeInstanceOf(Unavailable)
  await expect(database.read('DELETE FROM stranger')).rejects.toThrow(/readonly|read-only/)
})

test('a long read does not hold up a write, and sees none that came after it', async () => {
  const { database } = await open()
  let isRead = false
  const reading = database
    .read(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)
       SELECT max(i) AS most, (SELECT count(*) FROM stranger) AS strangers FROM n`,
    )
    .finally(() => (isRead = true))
  await database.write([stranger(1, '')])
  expect(isRead).toBe(false)
  expect(await reading).toMatchObject([{ most: 3_000_000 }])
  expect(await database.read('SELECT count(*) AS strangers FROM stranger')).toEqual([{ strangers: 1 }])
})

test('users are counted in a thread of their own, of which there is one count at a time', async () => {
  const { database } = await open()
  const user = (value: string) => ({
    sql: `INSERT INTO identity (environment, kind, value, known_at) VALUES (1, 'user', ?, 1)`,
    args: [value],
  })
  const asked = { environment: 1, predicates: [EVERYONE], facts: { keys: [], tallies: [] } }
  expect(await database.countUsers(asked)).toEqual([0])
  await database.write([user('ann')])
  expect(await database.countUsers(asked)).toEqual([1])
  const many = await Promise.allSettled(Array.from({ length: 30 }, () => database.countUsers(asked)))
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
  expect(many.at(-1)).toMatchObject({ reason: expect.any(Unavailable) })
  expect(await database.countUsers(asked)).toEqual([1])
})

test('under constant load the WAL starts anew, also beside counts, and nothing is lost', async () => {
  const { database, lines, wal } = await open({ everyMilliseconds: 20, mostPages: 250 })
  const reason = 'x'.repeat(100_000)
  let largest = 0
  let isDone = false
  let counts = 0
  async function countOnAndOn(): Promise<void> {
    for (; !isDone; counts++)
      await database.countUsers({ environment: 1, predicates: [EVERYONE], facts: { keys: [], tallies: [] } })
  }
  const counting = countOnAndOn()
  for (let id = 1; id <= 300; id++) {
    await database.write([stranger(id, reason)])
    largest = Math.max(largest, (await stat(wal)).size)
  }
  isDone = true
  await counting
  expect(counts).toBeGreaterThan(10)
  // 30 MB went through it.
  expect(largest).toBeLessThan(15_000_000)
  const [row] = await database.read('SELECT count(*) AS count, sum(length(reason)) AS length FROM stranger')
  expect(row).toEqual({ count: 300, length: 300 * 100_000 })
  expect(lines).toEqual([])
})
