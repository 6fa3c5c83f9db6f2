/** The console's built files, and its one page for every address that is no file. */
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'

const A_YEAR = 'public, max-age=31536000, immutable'

export const pageRoutes = ({ asset }: Deps) =>
  new Hono().get('*', async (c) => {
    const path = c.req.path.slice(1)
    const isFile = /\.\w+$/.test(path)
    const found = (await asset(path)) ?? (isFile ? undefined : await asset('index.html'))
    if (!found) throw notFound(`"/${path}"`)
    // Weak: one for all the encodings of a file.
    const etag = `W/${found.etag}`
    c.header('etag', etag)
    c.header('cache-control', found.immutable ? A_YEAR : 'no-cache')
    c.header('vary', 'accept-encoding')
    if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304)
    c.header('content-type', found.type)
    const accepted = c.req.header('accept-encoding') ?? ''
    if (found.br && /\bbr\b/.test(accepted)) return c.body(found.br, 200, { 'content-encoding': 'br' })
    if (found.gzip && /\bgzip\b/.test(accepted))
      return c.body(found.gzip, 200, { 'content-encoding': 'gzip' })
    return c.body(found.body)
  })
