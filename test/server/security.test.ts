import { describe, expect, test } from 'vitest'
import { Unavailable } from '../../server/store/database.ts'
import { createTestApp } from '../support.ts'

describe('headers', () => {
  test.each(['/api/me', '/api/environments', '/api/nothing', '/api/docs', '/nothing.js'])(
    '%s carries them, whatever the status',
    async (path) => {
      const { app } = await createTestApp()
      const { headers } = await app.request(path)
      expect(headers.get('content-security-policy')).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      )
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('strict-transport-security')).toBeNull()
    },
  )

  test('HSTS is sent under https only', async () => {
    const { app } = await createTestApp({ PUBLIC_URL: 'https://asklet.example.com' })
    expect((await app.request('/api/me')).headers.get('strict-transport-security')).toBe('max-age=63072000')
  })

  test('a proxy is believed only where it is trusted', async () => {
    const headers = { 'x-forwarded-proto': 'https' }
    const hsts = async (variables: Record<string, string>) =>
      (await (await createTestApp(variables)).app.request('/api/me', { headers })).headers.has(
        'strict-transport-security',
      )
    expect(await hsts({})).toBe(false)
    expect(await hsts({ TRUST_PROXY: '1' })).toBe(true)
  })

  test('what the API says is kept by no cache', async () => {
    const { api } = await createTestApp()
    expect((await api('GET', '/api/environments')).headers.get('cache-control')).toBe('no-store')
  })
})

describe('a page of another site', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 204],
    [{ 'sec-fetch-site': 'none' }, 204],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost' }, 204],
    [{ origin: 'https://asklet.example.com' }, 204],
    [{}, 204],
  ])('with %j, a change with our cookie answers %i', async (headers, status) => {
    const { app, browser } = await createTestApp({ PUBLIC_URL: 'https://asklet.example.com' })
    const someone = browser()
    await someone.signUp('ada@example.com', 'correct horse battery')
    const cookie = [...someone.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request('/api/sign-out', { method: 'POST', headers: { ...headers, cookie } })
    expect(response.status).toBe(status)
  })

  test('cannot sign a browser in either', async () => {
    const { app } = await createTestApp()
    const body = JSON.stringify({ email: 'eve@example.com', password: 'correct horse battery' })
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' }
    expect((await app.request('/api/sign-in', { method: 'POST', headers, body })).status).toBe(403)
  })

  test('is of no matter to a bearer token, which no browser sends by itself', async () => {
    const { app } = await createTestApp()
    const headers = {
      origin: 'https://tools.example',
      authorization: 'Bearer the-admin-token-of-the-tests-0123456789',
    }
    expect((await app.request('/api/environments/production', { method: 'PATCH', headers })).status).toBe(200)
  })
})

describe('bad input', () => {
  const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const { app } = await createTestApp()
    return app.request('/api/environments/production', {
      method: 'PATCH',
      headers: { authorization: 'Bearer the-admin-token-of-the-tests-0123456789', ...headers },
      body,
    })
  }

  test.each([
    ['no JSON', '{"autoAccept":'],
    ['a number', '7'],
    ['a text', '"autoAccept"'],
    ['null', 'null'],
    ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ['deep nesting', '{"name":'.repeat(50_000) + '1' + '}'.repeat(50_000)],
    ['a prototype', '{"__proto__":{"autoAccept":false}}'],
  ])('%s is a 400 problem that says so', async (_, body) => {
    const response = await send(body)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({
      type: 'about:blank',
      title: 'Invalid input',
      status: 400,
      detail: expect.any(String),
      issues: [{ path: expect.any(String), message: expect.any(String) }],
    })
  })

  test('a body over 1 MB is refused, also one that does not say its size', async () => {
    expect((await send(`{"name":"${'x'.repeat(1_000_000)}"}`)).status).toBe(413)
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const { app } = await createTestApp()
    const request = new Request('http://localhost/api/environments/production', {
      method: 'PATCH',
      headers: { authorization: 'Bearer the-admin-token-of-the-tests-0123456789' },
      body: endless,
      ...{ duplex: 'half' },
    })
    expect((await app.request(request)).status).toBe(413)
    expect(sent).toBeLessThan(2_000_000)
  })

  test('NUL and lone surrogates are made safe to store', async () => {
    const response = await send('{"name":"a\\u0000b\\ud800c"}')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ name: 'a\ufffdb\ufffdc' })
  })
})

describe('failures', () => {
  test('an unknown address under /api is a 404 problem', async () => {
    const { app } = await createTestApp()
    const response = await app.request('/api/nothing', { method: 'POST' })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ title: 'Not found', status: 404 })
  })

  test('a bug shows only the ID under which the log has its cause', async () => {
    const { api, deps, lines } = await createTestApp()
    deps.database.read = () => Promise.reject(new TypeError('the secret inside'))
    const response = await api('GET', '/api/environments')
    expect(response.status).toBe(500)
    const { detail }: { detail: string } = await response.json()
    expect(detail).not.toContain('secret')
    const id = /request ID ([0-9a-f-]{36})/.exec(detail)?.[1] ?? 'none'
    expect(lines.find((line) => line.includes(id))).toContain('the secret inside')
  })

  test('a database that is away answers 503 with Retry-After, and so does /readyz until it is back', async () => {
    const { api, app, deps } = await createTestApp()
    const { read, write } = deps.database
    const away = () => Promise.reject(new Unavailable('locked'))
    Object.assign(deps.database, { read: away, write: away })
    const response = await api('GET', '/api/environments')
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await app.request('/readyz')).status).toBe(503)
    expect((await app.request('/healthz')).status).toBe(200)
    Object.assign(deps.database, { read, write })
    expect((await api('GET', '/api/environments')).status).toBe(200)
    await expect.poll(async () => (await app.request('/readyz')).status, { timeout: 5_000 }).toBe(200)
  })

  test('/metrics counts what the doors answered, by door and status', async () => {
    const { app } = await createTestApp()
    await app.request('/segment', { method: 'POST', body: '{}' })
    const response = await app.request('/metrics')
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4')
    const text = await response.text()
    expect(text).toContain('asklet_requests_total{door="segment",status="401"} 1\n')
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{.+\})? [\d.e+-]+)$/)
  })
})
