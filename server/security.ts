/** What browsers are told and asked to keep the console safe. */
import type { MiddlewareHandler } from 'hono'
import { isHttps } from './account/cookie.ts'
import type { Config } from './config.ts'
import { Problem } from './problem.ts'
import { publicUrlOf } from './public-url.ts'

/** No inline script or style, no third-party host. `data:` images are what stylesheets embed. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

const TWO_YEARS = 63_072_000

/** For the console and its API. Doors do without: their answers are no pages, and every call counts there. */
export const securityHeaders =
  (config: Config): MiddlewareHandler =>
  async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value)
    if (isHttps(c, config)) c.res.headers.set('strict-transport-security', `max-age=${TWO_YEARS}`)
  }

/**
 * Refuses what another site's page makes a browser send with our cookie. Besides SameSite=Lax, which lets sites of
 * the same registrable domain through. A bearer token is not sent by a browser of its own accord, and needs no check.
 */
export const refuseOtherSites =
  (config: Config): MiddlewareHandler =>
  async (c, next) => {
    const { method } = c.req
    const isSafe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
    if (!isSafe && c.req.header('authorization') === undefined && !isOurs(c.req.raw, config))
      throw new Problem(403, 'Not allowed', 'This request came from a page of another site.')
    await next()
  }

function isOurs(request: Request, config: Config): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  // Browsers leave that out on plain http; who sends no Origin either is no browser.
  const origin = request.headers.get('origin')
  return (
    origin === null ||
    [request.url, publicUrlOf(request, config)].some((url) => hostOf(url) === hostOf(origin))
  )
}

/** The host and not the origin: a proxy that is not trusted hides whether the browser spoke https. */
const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined)
