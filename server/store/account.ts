/** Accounts of those who use the console. */
import * as v from 'valibot'
import { type Role, ROLES } from '../../shared/account.ts'
import type { Database, Row } from './database.ts'
import { newId } from './random.ts'
import { flag, text } from './row.ts'

export type Account = {
  id: string
  email: string
  role: Role
  maySeeKeys: boolean
  passwordHash: string
}

const SET_UP_TOKEN = 'set-up-token'

export async function hasAccounts(database: Database): Promise<boolean> {
  return (await database.read('SELECT 1 FROM account LIMIT 1')).length > 0
}

export async function findAccountByEmail(database: Database, email: string): Promise<Account | undefined> {
  const [row] = await database.read('SELECT * FROM account WHERE email = ?', [email])
  return row && toAccount(row)
}

export async function findAccount(database: Database, id: string): Promise<Account | undefined> {
  const [row] = await database.read('SELECT * FROM account WHERE id = ?', [id])
  return row && toAccount(row)
}

/** Who can be asked for keys: the emails of those who may see them. */
export async function listKeyHolders(database: Database): Promise<string[]> {
  const rows = await database.read(
    'SELECT email FROM account WHERE may_see_keys = 1 ORDER BY created_at LIMIT 5',
  )
  return rows.map((row) => text(row, 'email'))
}

/** Who can be asked for what only an admin may do. */
export async function listAdmins(database: Database): Promise<string[]> {
  const rows = await database.read(
    `SELECT email FROM account WHERE role = 'admin' ORDER BY created_at LIMIT 5`,
  )
  return rows.map((row) => text(row, 'email'))
}

/** The hash of the one token that may make the first account; it replaces an earlier one. */
export async function recordSetUpToken(database: Database, hash: string): Promise<void> {
  await database.write([
    {
      sql: 'INSERT INTO instance (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      args: [SET_UP_TOKEN, hash],
    },
  ])
}

export async function findSetUpToken(database: Database): Promise<string | undefined> {
  const [row] = await database.read('SELECT value FROM instance WHERE key = ?', [SET_UP_TOKEN])
  return row && text(row, 'value')
}

/**
 * An admin who may see keys, and the end of the token, in one transaction: of two who use it at once, one succeeds.
 * @returns its ID, or undefined where the token is spent or there is an account.
 */
export async function createFirstAccount(
  database: Database,
  { email, passwordHash, tokenHash }: { email: string; passwordHash: string; tokenHash: string },
  now: number,
): Promise<string | undefined> {
  const id = newId('account', now)
  const [created] = await database.write([
    {
      sql: `INSERT INTO account (id, email, password_hash, role, may_see_keys, created_at)
            SELECT ?, ?, ?, 'admin', 1, ?
            WHERE NOT EXISTS (SELECT 1 FROM account)
              AND EXISTS (SELECT 1 FROM instance WHERE key = ? AND value = ?)`,
      args: [id, email, passwordHash, now, SET_UP_TOKEN, tokenHash],
    },
    {
      sql: 'DELETE FROM instance WHERE key = ? AND EXISTS (SELECT 1 FROM account)',
      args: [SET_UP_TOKEN],
    },
  ])
  return created?.changes === 1 ? id : undefined
}

/** Also ends every session of the account: who knew the old password is out. */
export async function updatePassword(database: Database, account: string, hash: string): Promise<void> {
  await database.write([
    { sql: 'UPDATE account SET password_hash = ? WHERE id = ?', args: [hash, account] },
    { sql: 'DELETE FROM session WHERE account = ?', args: [account] },
  ])
}

export const toAccount = (row: Row): Account => ({
  id: text(row, 'id'),
  email: text(row, 'email'),
  role: v.parse(v.picklist(ROLES), row['role']),
  maySeeKeys: flag(row, 'may_see_keys'),
  passwordHash: text(row, 'password_hash'),
})
