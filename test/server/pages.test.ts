import { describe, expect, test } from 'vitest'
import type { Asset } from '../../server/deps.ts'
import { createTestApp } from '../support.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const PAGE: Asset = {
  body: bytes('<!doctype html>'),
  type: 'text/html; charset=utf-8',
  etag: '"page"',
  immutable: false,
}
const SCRIPT: Asset = {
  body: bytes('plain'),
  br: bytes('brotli'),
  gzip: bytes('gzip'),
  type: 'text/javascript; charset=utf-8',
  etag: '"script"',
  immutable: true,
}
const open = async () => (await createTestApp({}, { 'index.html': PAGE, 'assets/main-1.js': SCRIPT })).request

describe('the console', () => {
  test.each(['/', '/production/events', '/set-up', '/index.html'])(
    '%s is its page, asked for anew each time',
    async (path) => {
      const response = await (await open())(path)
      expect(await response.text()).toBe('<!doctype html>')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    },
  )

  test('is not what the link to a survey shows', async () => {
    const response = await (await open())('/s/survey_1?user_id=userId123')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain('cannot be answered here yet')
    expect((await (await open())('/s/page.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  })

  test.each([
    ['de-CH, en;q=0.8', '<html lang="de" dir="ltr">', 'Diese Umfrage'],
    ['en;q=0.3, ar;q=0.9', '<html lang="ar" dir="rtl">', 'هذا الاستبيان'],
    ['xx, pt-BR', '<html lang="pt" dir="ltr">', 'esta pesquisa'],
    ['xx', '<html lang="en" dir="ltr">', 'This survey'],
  ])('whose link says so to who speaks %s in their own language', async (accepted, html, words) => {
    const response = await (await open())('/s/survey_1', { headers: { 'accept-language': accepted } })
    const page = await response.text()
    expect(page).toContain(html)
    expect(page).toContain(words)
  })

  test('a file is kept for ever, as its name changes with it', async () => {
    const response = await (await open())('/assets/main-1.js')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test.each([
    ['gzip, deflate, br', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip'],
    ['identity', null, 'plain'],
  ])('to who takes %s it is sent as %s', async (accepted, encoding, text) => {
    const response = await (await open())('/assets/main-1.js', { headers: { 'accept-encoding': accepted } })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toBe('accept-encoding')
    expect(await response.text()).toBe(text)
  })

  test('who has it already is told so', async () => {
    const request = await open()
    const etag = (await request('/')).headers.get('etag') ?? ''
    const response = await request('/', { headers: { 'if-none-match': etag } })
    expect(response.status).toBe(304)
    expect(await response.text()).toBe('')
  })

  test.each(['/assets/main-0.js', '/favicon.ico', '/../package.json'])(
    '%s is a 404, and not the page',
    async (path) => {
      expect((await (await open())(path)).status).toBe(404)
    },
  )

  test('a change of it is not possible', async () => {
    expect((await (await open())('/', { method: 'POST' })).status).toBe(404)
  })
})
