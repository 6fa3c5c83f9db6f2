/** The cookie of a session, and what of a request tells whether it came by https. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../config.ts'
import { publicUrlOf } from '../public-url.ts'
import { SESSION_LASTS } from '../store/session.ts'

const NAME = 'asklet'

export const isHttps = (c: Context, config: Config): boolean =>
  publicUrlOf(c.req.raw, config).startsWith('https:')

export const readSessionCookie = (c: Context, config: Config): string | undefined =>
  getCookie(c, NAME, isHttps(c, config) ? 'host' : undefined)

export function setSessionCookie(c: Context, config: Config, token: string): void {
  setCookie(c, NAME, token, {
    ...(isHttps(c, config) && { prefix: 'host', secure: true }),
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: SESSION_LASTS.atMost / 1000,
  })
}

export function clearSessionCookie(c: Context, config: Config): void {
  deleteCookie(c, NAME, isHttps(c, config) ? { prefix: 'host', secure: true } : undefined)
}
