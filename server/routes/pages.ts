/** The console's built files, and its one page for every address that is no file. */
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { sendAsset } from './send-asset.ts'

const A_YEAR = 'public, max-age=31536000, immutable'

export const pageRoutes = ({ asset }: Deps) =>
  new Hono().get('*', async (c) => {
    const path = c.req.path.slice(1)
    const isFile = /\.\w+$/.test(path)
    const found = (await asset(path)) ?? (isFile ? undefined : await asset('index.html'))
    if (!found) throw notFound(`"/${path}"`)
    return sendAsset(c, found, found.immutable ? A_YEAR : 'no-cache')
  })
