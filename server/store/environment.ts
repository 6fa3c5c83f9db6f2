/** Environments: sealed spaces of data, each with its own keys. */
import * as v from 'valibot'
import { type EnvironmentChange, EnvironmentKind } from '../../shared/environment.ts'
import { Settings } from '../../shared/settings.ts'
import type { Environment } from './rules.ts'
import { Conflict, type Database, type Row, type Statement } from './database.ts'
import { NEW_VERSION } from './version.ts'
import { ENVIRONMENT_MARK, insertKey } from './key.ts'
import { newId, randomHex } from './random.ts'
import { flag, integer, optionalInteger, optionalText, text } from './row.ts'

const StoredSettings = v.pipe(v.string(), v.parseJson(), Settings)

export async function listEnvironments(database: Database): Promise<Environment[]> {
  return (await database.read('SELECT * FROM environment ORDER BY number')).map(toEnvironment)
}

/** With one key of either kind. @throws {Conflict} where the ID is taken. */
export async function createEnvironment(
  database: Database,
  created: { id: string; name: string; kind: EnvironmentKind },
  now: number,
): Promise<void> {
  await database.write([...insertEnvironment(created, now), NEW_VERSION])
}

/** Development and Production, where there is no environment yet. Two processes may start at once: one of them makes both. */
export async function createFirstEnvironments(database: Database, now: number): Promise<void> {
  if ((await listEnvironments(database)).length > 0) return
  try {
    await database.write([
      ...insertEnvironment({ id: 'development', name: 'Development', kind: 'development' }, now),
      ...insertEnvironment({ id: 'production', name: 'Production', kind: 'production' }, now),
      NEW_VERSION,
    ])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}

function insertEnvironment(
  { id, name, kind }: { id: string; name: string; kind: EnvironmentKind },
  now: number,
): Statement[] {
  return [
    {
      sql: `INSERT INTO environment (number, id, name, kind, sdk_id, webhook_secret, created_at)
            VALUES ((SELECT coalesce(max(number), 0) + 1 FROM environment), ?, ?, ?, ?, ?, ?)`,
      args: [id, name, kind, `sdk_${ENVIRONMENT_MARK[kind]}_${randomHex(8)}`, newWebhookSecret(), now],
    },
    insertKey(newId('key', now), { environment: id, of: kind, kind: 'server' }, now),
    insertKey(newId('key', now), { environment: id, of: kind, kind: 'browser' }, now),
  ]
}

export async function updateEnvironment(
  database: Database,
  number: number,
  change: EnvironmentChange,
): Promise<void> {
  await database.write([writeEnvironment(number, change), NEW_VERSION])
}

/** Sets what is given, and leaves the rest as it is also where somebody else sets it at the same time. */
export const writeEnvironment = (
  number: number,
  { name, autoAccept, ...settings }: EnvironmentChange,
): Statement => ({
  sql: `UPDATE environment SET
          name = coalesce(?, name),
          auto_accept = coalesce(?, auto_accept),
          settings = json_patch(settings, ?)
        WHERE number = ?`,
  args: [
    name ?? null,
    autoAccept === undefined ? null : Number(autoAccept),
    JSON.stringify(settings),
    number,
  ],
})

/** Signatures made with the old secret are wrong from here on. */
export async function rotateWebhookSecret(database: Database, number: number): Promise<void> {
  await database.write([
    { sql: 'UPDATE environment SET webhook_secret = ? WHERE number = ?', args: [newWebhookSecret(), number] },
    NEW_VERSION,
  ])
}

/** A new one, by which signatures made with an old one are wrong; null asks for no signature. */
export async function setIdentitySecret(
  database: Database,
  number: number,
  secret: 'new' | null,
): Promise<void> {
  await database.write([
    {
      sql: 'UPDATE environment SET identity_secret = ? WHERE number = ?',
      args: [secret && randomHex(32), number],
    },
    NEW_VERSION,
  ])
}

const newWebhookSecret = (): string => randomHex(24)

const toEnvironment = (row: Row): Environment => ({
  number: integer(row, 'number'),
  id: text(row, 'id'),
  name: text(row, 'name'),
  kind: v.parse(EnvironmentKind, row['kind']),
  sdkId: text(row, 'sdk_id'),
  autoAccept: flag(row, 'auto_accept'),
  webhookSecret: text(row, 'webhook_secret'),
  identitySecret: optionalText(row, 'identity_secret'),
  settings: v.parse(StoredSettings, row['settings']),
  firstCallAt: optionalInteger(row, 'first_call_at'),
})
