/** The environment variables Asklet reads, checked once at the start. */
import * as v from 'valibot'
import { LOG_LEVELS } from './log.ts'

const url = (schemes: readonly string[], what: string) =>
  v.pipe(
    v.string(),
    v.check((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), what),
  )
const yesOrNo = v.pipe(
  v.picklist(['1', '0', 'true', 'false'], 'must be 1, 0, true or false'),
  v.transform((text) => text === '1' || text === 'true'),
)

const Variables = v.object({
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535'),
      v.transform(Number),
      v.maxValue(65_535, 'must be a port number, 0 to 65535'),
    ),
    '3000',
  ),
  HOST: v.optional(
    v.pipe(v.string(), v.nonEmpty('must be an address to listen on, such as 0.0.0.0')),
    '0.0.0.0',
  ),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(file:.+|(https?|libsql):\/\/.+)$/, 'must begin with file:, http://, https:// or libsql://'),
    ),
    'file:data/asklet.db',
  ),
  DATABASE_AUTH_TOKEN: v.optional(v.string()),
  DATABASE_SYNC_URL: v.optional(
    url(['http:', 'https:', 'libsql:'], 'must be the http(s) or libsql address of the primary'),
  ),
  PUBLIC_URL: v.optional(
    v.pipe(
      url(['http:', 'https:'], 'must be an http or https address, such as https://asklet.example.com'),
      v.regex(/^[^?#]*$/, 'must be an address without ? and #, such as https://asklet.example.com'),
    ),
  ),
  TRUST_PROXY: v.optional(yesOrNo, '0'),
  ADMIN_TOKEN: v.optional(
    v.pipe(
      v.string(),
      v.minLength(32, 'must be at least 32 characters'),
      // No header can carry it otherwise.
      v.regex(/^[!-~]*$/, 'must be letters, digits and signs of ASCII, without spaces'),
    ),
  ),
  SMTP_URL: v.optional(url(['smtp:', 'smtps:'], 'must be an smtp or smtps address')),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/@/, 'must be an email address, or Name <address>'))),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
})

export type Config = {
  port: number
  host: string
  databaseUrl: string
  databaseAuthToken?: string
  databaseSyncUrl?: string
  /** Without a trailing slash. */
  publicUrl?: string
  trustProxy: boolean
  adminToken?: string
  smtpUrl?: string
  mailFrom?: string
  logLevel: v.InferOutput<typeof Variables>['LOG_LEVEL']
}

/** A variable that is wrong; the message is one line that names it and what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** @throws {ConfigError} Empty variables count as not set. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = v.safeParse(Variables, set)
  if (!result.success) {
    const issue = result.issues[0]
    throw new ConfigError(`${v.getDotPath(issue) ?? 'environment'} ${issue.message}`)
  }
  const read = result.output
  if (read.DATABASE_SYNC_URL !== undefined && !read.DATABASE_URL.startsWith('file:'))
    throw new ConfigError(
      'DATABASE_SYNC_URL needs a DATABASE_URL that begins with file:, the place of the replica',
    )
  return {
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    databaseSyncUrl: read.DATABASE_SYNC_URL,
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: read.TRUST_PROXY,
    adminToken: read.ADMIN_TOKEN,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    logLevel: read.LOG_LEVEL,
  }
}
