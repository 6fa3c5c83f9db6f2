/** The web SDK's script and the survey's view, for pages of any site. */
import { Hono, type Context } from 'hono'
import type { Asset, Deps } from '../deps.ts'
import { sendAsset } from './send-asset.ts'

/** Published addresses never change, so that what they serve must be looked at again from time to time. */
const A_WHILE = 'public, max-age=300, stale-while-revalidate=86400'
const A_YEAR = 'public, max-age=31536000, immutable'

export const sdkScriptRoutes = ({ asset }: Deps) => {
  const script = async (c: Context) => send(c, await asset('sdk/v1.js'), A_WHILE)
  return new Hono()
    .get('/sdk/v1.js', script)
    .get('/shim.js', script)
    .get('/sdk/assets/:file', async (c) => send(c, await asset(`sdk/assets/${c.req.param('file')}`), A_YEAR))
}

function send(c: Context, found: Asset | undefined, cache: string): Response {
  c.header('access-control-allow-origin', '*')
  c.header('cross-origin-resource-policy', 'cross-origin')
  c.header('x-content-type-options', 'nosniff')
  if (found) return sendAsset(c, found, cache)
  return c.text('There is no such script. Where Asklet was just installed, run its build.', 404)
}
