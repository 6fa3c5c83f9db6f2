/** The schema comes up to date from any older version, also when two processes start together. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { Conflict, type Database, Unavailable } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { MIGRATIONS } from '../../server/store/migrations.ts'

let directory: string
let database: Database
let url: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'asklet-'))
  url = `file:${join(directory, 'asklet.db')}`
  database = openLocalDatabase({ url })
})
afterEach(async () => {
  await database.close()
  await rm(directory, { recursive: true })
})

const versions = async () =>
  (await database.read('SELECT version FROM migration ORDER BY version')).map((row) => row.version)
const all = MIGRATIONS.map((_, index) => index + 1)

test('an empty database takes every migration, and a second start none', async () => {
  await migrate(database, 1)
  await migrate(database, 2)
  expect(await versions()).toEqual(all)
  expect(await database.read('SELECT DISTINCT applied_at AS at FROM migration')).toEqual([{ at: 1 }])
})

test('an older database takes what it lacks', async () => {
  await migrate(database, 1, MIGRATIONS.slice(0, 2))
  expect(await versions()).toEqual([1, 2])
  await migrate(database, 2)
  expect(await versions()).toEqual(all)
})

test('two that start at once share the work', async () => {
  const other = openLocalDatabase({ url })
  await Promise.all([migrate(database, 1), migrate(other, 2)])
  await other.close()
  expect(await versions()).toEqual(all)
})

test('a migration that fails leaves nothing of itself', async () => {
  const broken = { why: 'broken', statements: ['CREATE TABLE half (x)', 'CREATE TABLE half (x)'] }
  await expect(migrate(database, 1, [...MIGRATIONS, broken])).rejects.toThrow(/half already exists/)
  expect(await versions()).toEqual(all)
  expect(await database.read(`SELECT name FROM sqlite_master WHERE name = 'half'`)).toEqual([])
})

test('a database of a newer Asklet is refused', async () => {
  await migrate(database, 1, [...MIGRATIONS, { why: 'the future', statements: [] }])
  await expect(migrate(database, 2)).rejects.toThrow(
    `The database has schema version ${MIGRATIONS.length + 1}, and this Asklet knows ${MIGRATIONS.length}`,
  )
})

test('every connection is durable, checks foreign keys, and tells errors apart', async () => {
  await migrate(database, 1)
  expect(await database.read('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(await database.read('PRAGMA synchronous')).toEqual([{ synchronous: 2 }])
  const orphan = { sql: `INSERT INTO mapping (id, event, name, created_at) VALUES ('m', 'none', 'x', 1)` }
  await expect(database.write([orphan])).rejects.toThrow(Conflict)
  await expect(database.read('SELECT nonsense')).rejects.toThrow(/no such column/)
  const reader = openLocalDatabase({ url, role: 'reader' })
  await expect(reader.write([{ sql: 'DELETE FROM migration' }])).rejects.toThrow()
  await reader.close()
})

test('a file that another process keeps locked is unavailable, until it is let go', async () => {
  await migrate(database, 1)
  const other = createClient({ url })
  const lock = await other.transaction('write')
  await expect(database.write([{ sql: 'DELETE FROM notice' }])).rejects.toThrow(Unavailable)
  await lock.rollback()
  other.close()
  expect(await database.write([{ sql: 'DELETE FROM notice' }])).toEqual([{ rows: [], changes: 0 }])
})

test('a place that cannot be opened is said at once', () => {
  expect(() => openLocalDatabase({ url: `file:${directory}` })).toThrow(Unavailable)
})
