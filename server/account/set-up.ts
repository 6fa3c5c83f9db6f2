/** The one-time link by which the first account is made. */
import type { Deps } from '../deps.ts'
import { sameText } from '../ingest/same-text.ts'
import { conflict, Problem } from '../problem.ts'
import { createFirstAccount, findSetUpToken, hasAccounts, recordSetUpToken } from '../store/account.ts'
import { hashSecret, newSecret } from './secret.ts'
import { hashPassword } from './password.ts'

/**
 * The link to print at start, or undefined where there is an account. A new link ends the one before it.
 * The token is in the fragment, which browsers send nowhere: it is in no access log.
 * @param origin where the console is reached, without a trailing slash
 */
export async function setUpLink(
  { database }: Pick<Deps, 'database'>,
  origin: string,
): Promise<string | undefined> {
  if (await hasAccounts(database)) return undefined
  const token = newSecret()
  await recordSetUpToken(database, hashSecret(token))
  return `${origin}/set-up#token=${token}`
}

/** @returns the account's ID. @throws {Problem} 403 for a wrong token, 409 where there is an account. */
export async function setUp(
  { database, now }: Deps,
  { token, email, password }: { token: string; email: string; password: string },
): Promise<string> {
  if (await hasAccounts(database)) throw alreadySetUp()
  const tokenHash = hashSecret(token)
  // Before the slow hash of the password, so that guessing tokens costs the server nothing.
  if (!sameText((await findSetUpToken(database)) ?? '', tokenHash))
    throw new Problem(
      403,
      'Wrong link',
      'This link is not the one printed last. Open the link that Asklet printed at its latest start.',
    )
  const account = await createFirstAccount(
    database,
    { email, passwordHash: await hashPassword(password), tokenHash },
    now(),
  )
  if (account === undefined) throw alreadySetUp()
  return account
}

const alreadySetUp = (): Problem => conflict('The first account has been made already. Sign in with it.')
