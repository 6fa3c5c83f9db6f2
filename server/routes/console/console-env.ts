/** What a console route finds in its context, and who is asking. */
import type { Deps } from '../../deps.ts'
import type { Environment } from '../../ingest/definitions.ts'

/** Each role may do what the ones before it may. */
export const ROLES = ['viewer', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** `token` is whoever holds `ADMIN_TOKEN`: an admin who may see keys. */
export type Who =
  | { kind: 'token' }
  | { kind: 'account'; id: string; email: string; role: Role; maySeeKeys: boolean; session: string }

export type ConsoleEnv = {
  Variables: {
    deps: Deps
    /** Undefined only in operations open to anyone: `operation` refuses every other. */
    who: Who | undefined
    requestId: string
  }
}

/** Routes below `/environments/:env`, where the environment is known to exist. */
export type EnvironmentEnv = { Variables: ConsoleEnv['Variables'] & { environment: Environment } }

export const mayDo = (who: Who, role: Role): boolean =>
  who.kind === 'token' || ROLES.indexOf(who.role) >= ROLES.indexOf(role)

export const maySeeKeys = (who: Who | undefined): boolean =>
  who !== undefined && (who.kind === 'token' || who.maySeeKeys)
