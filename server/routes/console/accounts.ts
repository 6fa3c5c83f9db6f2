/** Making the first account, signing in and out, and one's own account. */
import { type Context, Hono } from 'hono'
import { Me, PasswordChange, SetUp, SetUpState, SignIn } from '../../../shared/account.ts'
import { addressOf } from '../../account/address.ts'
import { clearSessionCookie, setSessionCookie } from '../../account/cookie.ts'
import { hashPassword, isPassword } from '../../account/password.ts'
import { hashSecret, newSecret } from '../../account/secret.ts'
import { setUp } from '../../account/set-up.ts'
import type { Who } from '../../account/who.ts'
import { invalid, Problem } from '../../problem.ts'
import {
  type Account,
  findAccount,
  findAccountByEmail,
  hasAccounts,
  updatePassword,
} from '../../store/account.ts'
import { createSession, removeSession } from '../../store/session.ts'
import type { ConsoleEnv } from './console-env.ts'
import { json, operation } from './operation.ts'

export const accountRoutes = new Hono<ConsoleEnv>()
  .get(
    '/set-up',
    operation({
      summary: 'Whether the first account is still to be made',
      role: 'anyone',
      answers: { 200: SetUpState },
    }),
    async (c) => c.json({ needed: !(await hasAccounts(c.get('deps').database)) }),
  )
  .post(
    '/set-up',
    operation({
      summary: 'Make the first account',
      description:
        'An admin who may see keys. The token is that of the link printed at start, and works once.',
      role: 'anyone',
      answers: { 201: Me },
      refusals: { 403: 'The token is not the one printed last', 409: 'There is an account already' },
    }),
    json(SetUp),
    async (c) => {
      const input = c.req.valid('json')
      const { database } = c.get('deps')
      const account = await findAccount(database, await setUp(c.get('deps'), input))
      if (!account) throw new Error('the first account is gone as soon as it was made')
      await startSession(c, account)
      return c.json(meOf({ kind: 'account', ...account }), 201)
    },
  )
  .post(
    '/sign-in',
    operation({
      summary: 'Sign in',
      description:
        'Sets a session cookie, which ends after 14 days without use and after 60 days in any case.',
      role: 'anyone',
      answers: { 200: Me },
      refusals: {
        401: 'No account has this email and password',
        429: 'Too many attempts; Retry-After says when to try again',
      },
    }),
    json(SignIn),
    async (c) => {
      const { email, password } = c.req.valid('json')
      const account = await findAccountByEmail(c.get('deps').database, email)
      // The same words, and as long, whether the account or the password is wrong.
      if (!(await proves(c, account, email, password)) || !account)
        throw new Problem(401, 'Wrong password', 'No account has this email and password.')
      await startSession(c, account)
      return c.json(meOf({ kind: 'account', ...account }))
    },
  )
  .post(
    '/sign-out',
    operation({
      summary: 'Sign out',
      description: 'Ends the session that asks.',
      role: 'viewer',
      answers: { 204: 'Signed out' },
    }),
    async (c) => {
      await endSession(c)
      clearSessionCookie(c, c.get('deps').config)
      return c.body(null, 204)
    },
  )
  .get('/me', operation({ summary: 'Who asks', role: 'viewer', answers: { 200: Me } }), (c) =>
    c.json(meOf(c.get('who'))),
  )
  .post(
    '/me/password',
    operation({
      summary: 'Change the password',
      description: 'Ends every session of the account, and begins a new one for who asks.',
      role: 'viewer',
      answers: { 204: 'Changed' },
      refusals: { 429: 'Too many attempts; Retry-After says when to try again' },
    }),
    json(PasswordChange),
    async (c) => {
      const who = c.get('who')
      const { database } = c.get('deps')
      if (who?.kind !== 'account')
        throw new Problem(403, 'Not allowed', 'ADMIN_TOKEN has no password. Sign in with an account.')
      const { current, password } = c.req.valid('json')
      const account = await findAccount(database, who.id)
      if (!(await proves(c, account, who.email, current)) || !account)
        throw invalid([{ path: 'current', message: 'is not the password of this account' }])
      await updatePassword(database, account.id, await hashPassword(password))
      await startSession(c, account)
      return c.body(null, 204)
    },
  )

/** @throws {Problem} 429 where there were too many attempts. */
async function proves(
  c: Context<ConsoleEnv>,
  account: Account | undefined,
  email: string,
  password: string,
): Promise<boolean> {
  const attempts = c.get('attempts')
  const address = addressOf(c, c.get('deps'))
  attempts.count(email, address)
  const isRight = await isPassword(password, account?.passwordHash)
  if (isRight) attempts.succeeded(email, address)
  return isRight
}

/** In place of the one that asks, if there is one: a session never changes whom it is for. */
async function startSession(c: Context<ConsoleEnv>, account: Account): Promise<void> {
  const { config, database, now } = c.get('deps')
  await endSession(c)
  const token = newSecret()
  const userAgent = c.req.header('user-agent')?.toWellFormed().slice(0, 300) ?? ''
  await createSession(database, { account: account.id, tokenHash: hashSecret(token), userAgent }, now())
  setSessionCookie(c, config, token)
}

async function endSession(c: Context<ConsoleEnv>): Promise<void> {
  const who = c.get('who')
  if (who?.kind === 'account') await removeSession(c.get('deps').database, who.id, who.session)
}

type Shown =
  | Extract<Who, { kind: 'token' }>
  | Pick<Extract<Who, { kind: 'account' }>, 'kind' | 'email' | 'role' | 'maySeeKeys'>

const meOf = (who: Shown | undefined): Me =>
  who?.kind === 'account'
    ? { kind: who.kind, email: who.email, role: who.role, maySeeKeys: who.maySeeKeys }
    : { kind: 'token', email: null, role: 'admin', maySeeKeys: true }
