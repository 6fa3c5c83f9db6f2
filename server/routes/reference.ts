/** The API reference: OpenAPI as data, and as a page. Open to anyone: it says nothing of this installation. */
import { type Context, Hono } from 'hono'
import type { RouterRoute } from 'hono/types'
import type { Deps } from '../deps.ts'
import type { Document } from '../openapi/document.ts'

/** Made when first asked for, and its code loaded only then: most processes are never asked. */
export function referenceRoutes({ config }: Deps, routes: () => readonly RouterRoute[]) {
  let made: Document | undefined
  async function document(c: Context): Promise<Document> {
    const { createDocument } = await import('../openapi/document.ts')
    return (made ??= createDocument(routes(), config.publicUrl ?? new URL(c.req.url).origin))
  }
  return new Hono()
    .get('/openapi.json', async (c) => c.json(await document(c)))
    .get('/docs', async (c) => {
      const { referencePage } = await import('../openapi/page.ts')
      return c.html(referencePage(await document(c)))
    })
    .get('/docs.css', async (c) => {
      const { PAGE_STYLE } = await import('../openapi/page-style.ts')
      return c.body(PAGE_STYLE, 200, {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'no-cache',
      })
    })
}
