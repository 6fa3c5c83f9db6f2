/** What every database keeps to, wherever it runs. */
import { createServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { openRemoteDatabase } from '../../server/entry/remote-database.ts'
import { openReplicaDatabase } from '../../server/entry/replica-database.ts'
import { Conflict, Unavailable } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { forEachDatabase, freshUrl } from '../databases.ts'
import { isSkipped } from '../runtimes/binaries.ts'
import { freePort } from '../runtimes/free-port.ts'
import { startSqld } from '../runtimes/sqld.ts'

const stranger = (id: number, reason = 'r') => ({
  sql: `INSERT INTO stranger (id, at, door, reason, hint) VALUES (?, 1, 'segment', ?, '') RETURNING id`,
  args: [id, reason],
})
const IDS = 'SELECT id FROM stranger ORDER BY id'

forEachDatabase((open) => {
  test('a write is all or nothing', async () => {
    const database = await open()
    await expect(database.write([stranger(1), stranger(2), stranger(1)])).rejects.toThrow(Conflict)
    expect(await database.read(IDS)).toEqual([])
    await database.write([stranger(1), stranger(2)])
    expect(await database.read(IDS)).toEqual([{ id: 1 }, { id: 2 }])
  })

  test('a write says what each statement did', async () => {
    const database = await open()
    const outcomes = await database.write([
      stranger(1),
      stranger(2),
      { sql: 'UPDATE stranger SET at = 2' },
      { sql: IDS },
    ])
    expect(outcomes).toEqual([
      { rows: [{ id: 1 }], changes: 0 },
      { rows: [{ id: 2 }], changes: 0 },
      { rows: [], changes: 2 },
      { rows: [{ id: 1 }, { id: 2 }], changes: 0 },
    ])
  })

  test('a read sees every write acknowledged before it', async () => {
    const database = await open()
    for (let id = 1; id <= 20; id++) {
      await database.write([stranger(id)])
      expect(await database.read('SELECT max(id) AS id FROM stranger')).toEqual([{ id }])
    }
  })

  test('rows are plain: text, numbers and null, whatever text holds', async () => {
    const database = await open()
    const reason = `'; DROP TABLE stranger; -- "\\ \u{1f600} é \u2028 ${'x'.repeat(100_000)}`
    await database.write([stranger(Number.MAX_SAFE_INTEGER, reason)])
    const [row] = await database.read(
      'SELECT id, reason, 0.5 AS half, NULL AS missing, 7 AS length FROM stranger',
    )
    expect(row).toStrictEqual({ id: Number.MAX_SAFE_INTEGER, reason, half: 0.5, missing: null, length: 7 })
    expect(structuredClone(row)).toStrictEqual(row)
  })

  test('a mistake of ours is neither a conflict nor passing, and the next call works', async () => {
    const database = await open()
    const mistakes = [
      () => database.read('SELECT nonsense'),
      () => database.write([{ sql: 'DELETE FROM nowhere' }]),
    ]
    for (const mistake of mistakes) {
      const error: unknown = await mistake().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(Unavailable)
      expect(error).not.toBeInstanceOf(Conflict)
    }
    expect(await database.read(IDS)).toEqual([])
  })

  test('foreign keys are kept, and clean up after their owner', async () => {
    const database = await open()
    const mapping = { sql: `INSERT INTO mapping (id, event, name, created_at) VALUES ('m', 'e', 'x', 1)` }
    await expect(database.write([mapping])).rejects.toThrow(Conflict)
    const event = {
      sql: `INSERT INTO event (id, environment, name, kind, status, created_at) VALUES ('e', 1, 'x', 'code', 'accepted', 1)`,
    }
    await database.write([event, mapping])
    await database.write([{ sql: 'DELETE FROM event' }])
    expect(await database.read('SELECT * FROM mapping')).toEqual([])
  })

  test('two that start at once share the migrations', async () => {
    const database = await open()
    await Promise.all([migrate(database, 1), migrate(database, 2)])
    expect(await database.read('SELECT DISTINCT applied_at AS at FROM migration')).toEqual([{ at: 0 }])
  })
})

describe.skipIf(isSkipped('sqld'))('a server that goes away', () => {
  test('makes its databases unavailable, and comes back', async () => {
    const sqld = await startSqld()
    const remote = openRemoteDatabase({ url: sqld.url })
    const replica = openReplicaDatabase(
      openLocalDatabase({ url: await freshUrl(), syncUrl: sqld.url }),
      remote,
    )
    await migrate(replica, 0)
    await replica.write([stranger(1)])
    expect(await replica.read(IDS)).toEqual([{ id: 1 }])

    await sqld.kill()
    expect(await replica.read(IDS)).toEqual([{ id: 1 }])
    await expect(remote.read(IDS)).rejects.toThrow(Unavailable)
    await expect(replica.write([stranger(2)])).rejects.toThrow(Unavailable)
    // It may have been written, so that an old answer would be a wrong one.
    await expect(replica.read(IDS)).rejects.toThrow(Unavailable)

    await sqld.start()
    await replica.write([stranger(3)])
    expect(await replica.read(IDS)).toEqual([{ id: 1 }, { id: 3 }])
    await replica.close()
  })

  test('is given up on when it does not answer', async () => {
    const sockets: Socket[] = []
    const mute = createServer((socket) => sockets.push(socket))
    const port = await freePort()
    await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve))
    const remote = openRemoteDatabase({ url: `http://127.0.0.1:${port}`, timeout: 50 })
    await expect(remote.read('SELECT 1')).rejects.toThrow(Unavailable)
    await expect(remote.write([{ sql: 'SELECT 1' }])).rejects.toThrow(Unavailable)
    for (const socket of sockets) socket.destroy()
    mute.close()
  })

  test('is read anew by other nodes within two seconds', async () => {
    const sqld = await startSqld()
    const primary = openRemoteDatabase({ url: sqld.url })
    const replica = openReplicaDatabase(
      openLocalDatabase({ url: await freshUrl(), syncUrl: sqld.url }),
      primary,
    )
    await migrate(replica, 0)
    expect(await replica.read(IDS)).toEqual([])
    await primary.write([stranger(1)])
    await expect.poll(() => replica.read(IDS), { timeout: 2_000 }).toEqual([{ id: 1 }])
    await replica.close()
  })
})
