/** A file in threads, as it is built for Node: commits go on while others read, and the WAL does not grow for ever. */
import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../server/entry/connection.ts'
import { pathOf } from '../../server/entry/libsql.ts'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import {
  type Checkpoints,
  openThreadedDatabase,
  type ThreadedOptions,
} from '../../server/entry/threaded-database.ts'
import { createLog } from '../../server/log.ts'
import { EVERYONE } from '../../server/store/audience.ts'
import { Conflict, Unavailable } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { freshUrl } from '../databases.ts'

async function open({
  checkpoints,
  openHere,
}: { checkpoints?: Checkpoints } & Pick<ThreadedOptions, 'openHere'> = {}) {
  const url = await freshUrl()
  const lines: string[] = []
  const threads = {
    module: new URL('../../dist/server/database-thread.js', import.meta.url),
    log: createLog('warn', (line) => void lines.push(line)),
  }
  const database = openThreadedDatabase({ url, threads, checkpoints, openHere })
  onTestFinished(() => database.close())
  await migrate(database, 0)
  return { database, url, lines, wal: `${pathOf(url)}-wal` }
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

const strangers = `SELECT group_concat(id) AS ids FROM stranger`

test('what a start reads and writes is done in its own thread until the writer is there', async () => {
  let isOpen = false
  const { database } = await open({
    openHere(options) {
      isOpen = true
      const here = openLocalDatabase(options)
      return { ...here, close: () => here.close().then(() => void (isOpen = false)) }
    },
  })
  await database.write([stranger(1, '')])
  expect(isOpen).toBe(true)
  await expect(database.write([stranger(1, '')])).rejects.toThrow(Conflict)
  expect(isOpen).toBe(true)
  const writing = [2, 3, 4].map((id) => database.write([stranger(id, '')]))
  await Promise.all([database.begin(), ...writing])
  expect(isOpen).toBe(false)
  await database.write([stranger(5, '')])
  expect(await database.read(strangers)).toEqual([{ ids: '1,2,3,4,5' }])
})

test('a start that meets a lock leaves it to the writer to wait, and goes on itself', async () => {
  const { database, url } = await open({ openHere: openLocalDatabase })
  const other = connect({ path: pathOf(url), timeout: 0, pragmas: [] })
  onTestFinished(() => other.close())
  other.run({ sql: 'BEGIN IMMEDIATE' })
  let longest = 0
  let last = performance.now()
  const watching = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  onTestFinished(() => clearInterval(watching))
  const writing = database.write([stranger(1, '')])
  await wait(500)
  other.run({ sql: 'COMMIT' })
  await writing
  expect(longest).toBeLessThan(400)
  expect(await database.read(strangers)).toEqual([{ ids: '1' }])
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

test('nothing else waits for a long read', async () => {
  const { database } = await open()
  await database.write([stranger(1, '')])
  const done: string[] = []
  const note = (name: string) => (): void => void done.push(name)
  const upTo = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT count(*) AS count FROM n`
  const long = database.longReads.read(upTo)
  await Promise.all([
    database.read(strangers).then(note('read')),
    database.write([stranger(2, '')]).then(note('write')),
    long.then(note('long read')),
  ])
  expect(done).toEqual([
    expect.stringMatching(/^(read|write)$/),
    expect.stringMatching(/^(read|write)$/),
    'long read',
  ])
  expect(await long).toEqual([{ count: 3_000_000 }])
  // It sees what was written before it began.
  expect(await database.longReads.read(strangers)).toEqual([{ ids: '1,2' }])
})

test('under constant load the WAL starts anew, also beside counts, and nothing is lost', async () => {
  const { database, lines, wal } = await open({ checkpoints: { everyMilliseconds: 20, mostPages: 250 } })
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
