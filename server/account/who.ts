/** Tells who is asking: the holder of ADMIN_TOKEN, an account by its session, or nobody known. */
import type { Context } from 'hono'
import { type Role, ROLES } from '../../shared/account.ts'
import type { Deps } from '../deps.ts'
import { sameText } from '../ingest/same-text.ts'
import { findAccountOfSession } from '../store/session.ts'
import { readSessionCookie } from './cookie.ts'
import { hashSecret } from './secret.ts'

/** `token` is whoever holds ADMIN_TOKEN: an admin who may see keys. */
export type Who =
  | { kind: 'token' }
  | { kind: 'account'; id: string; email: string; role: Role; maySeeKeys: boolean; session: string }

export const mayDo = (who: Who, role: Role): boolean =>
  who.kind === 'token' || ROLES.indexOf(who.role) >= ROLES.indexOf(role)

export const maySeeKeys = (who: Who | undefined): boolean =>
  who !== undefined && (who.kind === 'token' || who.maySeeKeys)

/** A credential in the header goes before the cookie, also where it is wrong: it is what the caller meant. */
export async function whoAsks(c: Context, { config, database, now }: Deps): Promise<Who | undefined> {
  const presented = c.req.header('authorization')
  if (presented !== undefined) {
    const [, token] = /^bearer +(\S+) *$/i.exec(presented) ?? []
    // Hashed first, so that the time it takes does not tell the token's length either.
    const right =
      token !== undefined &&
      config.adminToken !== undefined &&
      sameText(hashSecret(token), hashSecret(config.adminToken))
    return right ? { kind: 'token' } : undefined
  }
  const cookie = readSessionCookie(c, config)
  if (!cookie) return undefined
  const account = await findAccountOfSession(database, hashSecret(cookie), now())
  if (!account) return undefined
  const { id, email, role, maySeeKeys, session } = account
  return { kind: 'account', id, email, role, maySeeKeys, session }
}
