/** Every kind of database that Asklet runs on, each fresh, with its schema, and gone after the test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { openLocalDatabase } from '../server/entry/local-database.ts'
import { openRemoteDatabase } from '../server/entry/remote-database.ts'
import { openReplicaDatabase } from '../server/entry/replica-database.ts'
import type { Database } from '../server/store/database.ts'
import { migrate } from '../server/store/migrate.ts'
import { isSkipped } from './runtimes/binaries.ts'
import { startSqld } from './runtimes/sqld.ts'

/** To be called within a test, which also closes it. */
export type OpenDatabase = () => Promise<Database>

/** Declares the same tests on a file, on a libSQL server, and on an embedded replica of one. */
export function forEachDatabase(tests: (open: OpenDatabase) => void): void {
  describe('on a file', () => tests(openFile))
  describe.skipIf(isSkipped('sqld'))('on a libSQL server', () => tests(openServer))
  describe.skipIf(isSkipped('sqld'))('on a replica of a libSQL server', () => tests(openReplica))
}

export const openFile: OpenDatabase = async () => prepare(openLocalDatabase({ url: await freshUrl() }))

const openServer: OpenDatabase = async () => prepare(openRemoteDatabase({ url: (await startSqld()).url }))

const openReplica: OpenDatabase = async () => {
  const { url: syncUrl } = await startSqld()
  const replica = openLocalDatabase({ url: await freshUrl(), syncUrl })
  return prepare(openReplicaDatabase(replica, openRemoteDatabase({ url: syncUrl })))
}

async function prepare(database: Database): Promise<Database> {
  onTestFinished(() => database.close())
  await migrate(database, 0)
  return database
}

/** What is registered first is cleaned up last. */
export async function freshUrl(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'asklet-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return `file:${join(directory, 'asklet.db')}`
}
