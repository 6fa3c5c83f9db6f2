/** What a console route finds in its context. */
import type { Attempts } from '../../account/attempts.ts'
import type { Who } from '../../account/who.ts'
import type { Deps } from '../../deps.ts'
import type { Environment } from '../../ingest/definitions.ts'
import type { Summaries } from './summaries.ts'

export type ConsoleEnv = {
  Variables: {
    deps: Deps
    /** Undefined only in operations open to anyone: `operation` refuses every other. */
    who: Who | undefined
    attempts: Attempts
    summaries: Summaries
  }
}

/** Routes below `/environments/:env`, where the environment is known to exist. */
export type EnvironmentEnv = { Variables: ConsoleEnv['Variables'] & { environment: Environment } }
