/** The API reference: OpenAPI as data, and as a page. Open to anyone: it says nothing of this installation. */
import { Hono } from 'hono'
import type { RouterRoute } from 'hono/types'
import type { Document } from '../openapi/document.ts'

/** Made when first asked for, and its code loaded only then: most processes are never asked. */
export function referenceRoutes(routes: () => readonly RouterRoute[]) {
  let made: Document | undefined
  async function document(): Promise<Document> {
    const { createDocument } = await import('../openapi/document.ts')
    return (made ??= createDocument(routes()))
  }
  return new Hono()
    .get('/openapi.json', async (c) => c.json(await document()))
    .get('/docs', async (c) => {
      const { referencePage } = await import('../openapi/page.ts')
      return c.html(referencePage(await document()))
    })
    .get('/docs.css', async (c) => {
      const { PAGE_STYLE } = await import('../openapi/page-style.ts')
      return c.body(PAGE_STYLE, 200, {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'no-cache',
      })
    })
}
