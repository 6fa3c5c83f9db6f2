/** Sends a built file, compressed as it was at build, or says that the browser has it already. */
import type { Context } from 'hono'
import type { Asset } from '../deps.ts'

export function sendAsset(c: Context, found: Asset, cacheControl: string): Response {
  // Weak: one for all the encodings of a file.
  const etag = `W/${found.etag}`
  c.header('etag', etag)
  c.header('cache-control', cacheControl)
  c.header('vary', 'accept-encoding')
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304)
  c.header('content-type', found.type)
  const accepted = c.req.header('accept-encoding') ?? ''
  if (found.br && /\bbr\b/.test(accepted)) return c.body(found.br, 200, { 'content-encoding': 'br' })
  if (found.gzip && /\bgzip\b/.test(accepted)) return c.body(found.gzip, 200, { 'content-encoding': 'gzip' })
  return c.body(found.body)
}
