/** The sample shop: a customer's page in Development, for who has no page of their own at hand. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import * as v from 'valibot'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { listLiveKeys } from '../store/key.ts'
import { sendAsset } from './send-asset.ts'

const Manifest = v.pipe(v.string(), v.parseJson(), v.object({ script: v.string(), style: v.string() }))
const A_YEAR = 'public, max-age=31536000, immutable'

export const demoRoutes = ({ asset, database, definitions }: Deps) =>
  new Hono()
    .get('/demo/assets/:file', async (c) => {
      const found = await asset(`demo/assets/${c.req.param('file')}`)
      if (!found) throw notFound(`"${c.req.path}"`)
      return sendAsset(c, found, A_YEAR)
    })
    .on('GET', ['/demo', '/demo/*'], async (c) => {
      const environment = definitions.environments().find(({ kind }) => kind === 'development')
      const manifest = await asset('demo/manifest.json')
      if (environment === undefined || manifest === undefined) throw notFound('The sample shop')
      const { script, style } = v.parse(Manifest, new TextDecoder().decode(manifest.body))
      // Public, as every page shows it to the world.
      const key = (await listLiveKeys(database)).find(
        (one) => one.environment === environment.number && one.kind === 'browser',
      )
      c.header('cache-control', 'no-store')
      return c.html(
        html`<!doctype html>
          <html lang="en">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <meta name="color-scheme" content="light dark" />
              <meta name="robots" content="noindex" />
              <title>Kettle &amp; Leaf, a sample shop</title>
              <link rel="icon" href="data:," />
              <link rel="stylesheet" href="${style}" />
              <script async src="/sdk/v1.js?id=${environment.sdkId}"></script>
              <script type="module" src="${script}"></script>
            </head>
            <body>
              <div id="shop" data-write-key="${key?.key ?? ''}" data-console="/${environment.id}"></div>
              <noscript>The sample shop needs JavaScript.</noscript>
            </body>
          </html>`,
      )
    })
