/** Accounts and sessions, as the console sends and gets them. */
import * as v from 'valibot'
import { Time } from './time.ts'

/** Each role may do what the ones before it may. */
export const ROLES = ['viewer', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const Email = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254, 'must be at most 254 characters'),
  v.regex(/^[^\s@]+@[^\s@]+$/, 'must be an email address'),
)

export const PASSWORD_LENGTH = { least: 8, most: 200 } as const

/** A password to be set. One that is only checked may be any text: it was set by the rules of its day. */
export const NewPassword = v.pipe(
  v.string(),
  v.minLength(PASSWORD_LENGTH.least, `must be at least ${PASSWORD_LENGTH.least} characters`),
  v.maxLength(PASSWORD_LENGTH.most, `must be at most ${PASSWORD_LENGTH.most} characters`),
)
const Password = v.pipe(v.string(), v.maxLength(PASSWORD_LENGTH.most, 'is longer than a password can be'))

export const SetUp = v.strictObject({
  /** From the one-time link: what follows `#token=`. */
  token: v.string(),
  email: Email,
  password: NewPassword,
})
export const SetUpState = v.object({
  /** Whether the first account is still to be made. */
  needed: v.boolean(),
})
export const SignIn = v.strictObject({ email: Email, password: Password })
export const PasswordChange = v.strictObject({ current: Password, password: NewPassword })

export const Me = v.object({
  /** `token`: whoever holds ADMIN_TOKEN. */
  kind: v.picklist(['account', 'token']),
  email: v.nullable(v.string()),
  role: v.picklist(ROLES),
  maySeeKeys: v.boolean(),
})
export type Me = v.InferOutput<typeof Me>

export const Session = v.object({
  id: v.string(),
  userAgent: v.string(),
  createdAt: Time,
  /** To within five minutes. */
  lastSeenAt: Time,
  expiresAt: Time,
  /** The one that asks. */
  current: v.boolean(),
})
export type Session = v.InferOutput<typeof Session>

export const SessionList = v.object({ items: v.array(Session) })
