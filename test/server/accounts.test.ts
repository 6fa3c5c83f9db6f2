import { describe, expect, test } from 'vitest'
import { setUpLink } from '../../server/account/set-up.ts'
import { DAY } from '../../shared/time-slot.ts'
import { createTestApp } from '../support.ts'

const EMAIL = 'ada@example.com'
const PASSWORD = 'correct horse battery'

async function signedUp(variables?: Record<string, string>) {
  const asklet = await createTestApp(variables)
  const browser = asklet.browser()
  const response = await browser.signUp(EMAIL, PASSWORD)
  return { ...asklet, browser, response }
}

describe('the first account', () => {
  test('is made by the printed link, once, and is an admin who may see keys', async () => {
    const { app, deps, browser, response } = await signedUp()
    expect(response.status).toBe(201)
    expect(await (await browser.send('GET', '/api/me')).json()).toEqual({
      kind: 'account',
      email: EMAIL,
      role: 'admin',
      maySeeKeys: true,
    })
    expect(await setUpLink(deps, 'http://localhost')).toBeUndefined()
    const again = JSON.stringify({ token: 'any', email: 'eve@example.com', password: PASSWORD })
    expect((await app.request('/api/set-up', { method: 'POST', body: again })).status).toBe(409)
  })

  test('is asked for until it is there', async () => {
    const { browser } = await createTestApp()
    const stranger = browser()
    expect(await (await stranger.send('GET', '/api/set-up')).json()).toEqual({ needed: true })
    await stranger.signUp(EMAIL, PASSWORD)
    expect(await (await stranger.send('GET', '/api/set-up')).json()).toEqual({ needed: false })
  })

  test('the token is in the fragment, which no log sees, and only its hash is stored', async () => {
    const { deps, lines } = await createTestApp()
    const link = await setUpLink(deps, 'http://localhost:3000')
    const token = /^http:\/\/localhost:3000\/set-up#token=([0-9a-f]{64})$/.exec(link ?? '')?.[1]
    expect(token).toBeDefined()
    const stored = JSON.stringify(await deps.database.read('SELECT * FROM instance'))
    expect(stored + lines.join()).not.toContain(token)
  })

  test('a new start ends the link before', async () => {
    const { deps, browser } = await createTestApp()
    const token = (await setUpLink(deps, ''))?.split('=')[1]
    await setUpLink(deps, '')
    const response = await browser().send('POST', '/api/set-up', { token, email: EMAIL, password: PASSWORD })
    expect(response.status).toBe(403)
  })

  test('of two who use the link at once, one makes it', async () => {
    const { deps, browser } = await createTestApp()
    const token = (await setUpLink(deps, ''))?.split('=')[1]
    const answers = await Promise.all(
      ['ada@example.com', 'eve@example.com'].map((email) =>
        browser().send('POST', '/api/set-up', { token, email, password: PASSWORD }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await deps.database.read('SELECT email FROM account')).toHaveLength(1)
  })

  test.each([
    [{ email: 'nobody', password: PASSWORD }, 'email'],
    [{ email: EMAIL, password: 'short' }, 'password'],
    [{ email: EMAIL, password: 'x'.repeat(201) }, 'password'],
    [{ email: EMAIL }, 'password'],
    [{ email: EMAIL, password: PASSWORD, role: 'viewer' }, 'role'],
  ])('%j is refused at %s', async (input, path) => {
    const { browser } = await createTestApp()
    const response = await browser().send('POST', '/api/set-up', { token: 'any', ...input })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ issues: [{ path }] })
  })
})

describe('signing in', () => {
  test.each(['ada@example.com', 'ADA@Example.COM', ' ada@example.com '])(
    '%j is the same account',
    async (email) => {
      const { browser } = await signedUp()
      const response = await browser.send('POST', '/api/sign-in', { email, password: PASSWORD })
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ email: EMAIL })
    },
  )

  test('a wrong password and an unknown account are told in the same words', async () => {
    const { browser } = await signedUp()
    const wrong = await browser.send('POST', '/api/sign-in', { email: EMAIL, password: 'wrong password' })
    const unknown = await browser.send('POST', '/api/sign-in', {
      email: 'eve@example.com',
      password: PASSWORD,
    })
    expect(wrong.status).toBe(401)
    expect(await unknown.json()).toEqual(await wrong.json())
  })

  test('the password is not stored, and takes any characters however they are composed', async () => {
    const { browser, deps } = await createTestApp()
    const someone = browser()
    await someone.signUp(EMAIL, 'pa\u0308ssword \u{1F511}')
    const [row] = await deps.database.read('SELECT password_hash FROM account')
    expect(row?.['password_hash']).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}$/)
    const response = await someone.send('POST', '/api/sign-in', {
      email: EMAIL,
      password: 'p\u00e4ssword \u{1F511}',
    })
    expect(response.status).toBe(200)
  })

  test('after ten wrong passwords one waits, as Retry-After says, also for the right one', async () => {
    const { browser, clock } = await signedUp()
    const attempt = (password: string) => browser.send('POST', '/api/sign-in', { email: EMAIL, password })
    for (let i = 0; i < 10; i++) expect((await attempt(`wrong password ${i}`)).status).toBe(401)
    const refused = await attempt(PASSWORD)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('60')
    clock.forward(60_000)
    expect((await attempt(PASSWORD)).status).toBe(200)
  })
})

describe('sessions', () => {
  test('the cookie is kept from scripts and other sites', async () => {
    const { response } = await signedUp()
    expect(response.headers.get('set-cookie')).toMatch(
      /^asklet=[0-9a-f]{64}; Max-Age=5184000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test.each([
    [{ PUBLIC_URL: 'https://asklet.example.com' }, {}],
    [{ TRUST_PROXY: '1' }, { 'x-forwarded-proto': 'https' }],
  ])('under https it is bound to the host and Secure: %j', async (variables, headers) => {
    const { app, deps } = await createTestApp(variables)
    const token = (await setUpLink(deps, ''))?.split('=')[1]
    const response = await app.request('/api/set-up', {
      method: 'POST',
      headers,
      body: JSON.stringify({ token, email: EMAIL, password: PASSWORD }),
    })
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-asklet=.*; HttpOnly; Secure; SameSite=Lax$/)
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await app.request('/api/me', { headers: { ...headers, cookie } })).status).toBe(200)
  })

  test('only a hash of the cookie is stored', async () => {
    const { browser, deps } = await signedUp()
    const stored = JSON.stringify(await deps.database.read('SELECT * FROM session'))
    expect(stored).not.toContain(browser.cookies.get('asklet'))
  })

  test('signing out ends it, whoever kept the cookie', async () => {
    const { browser, app } = await signedUp()
    const cookie = `asklet=${browser.cookies.get('asklet')}`
    expect((await browser.send('POST', '/api/sign-out')).status).toBe(204)
    expect(browser.cookies.size).toBe(0)
    expect((await app.request('/api/me', { headers: { cookie } })).status).toBe(401)
  })

  test('ends after 14 days without use, and use keeps it alive up to 60 days', async () => {
    const { browser, clock } = await signedUp()
    const status = async () => (await browser.send('GET', '/api/me')).status
    clock.forward(13 * DAY)
    expect(await status()).toBe(200)
    clock.forward(13 * DAY)
    expect(await status()).toBe(200)
    clock.forward(14 * DAY)
    expect(await status()).toBe(401)
  })

  test('ends after 60 days of use', async () => {
    const { browser, clock } = await signedUp()
    const statuses: number[] = []
    for (let day = 0; day < 60; day += 10) {
      statuses.push((await browser.send('GET', '/api/me')).status)
      clock.forward(10 * DAY)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200])
    expect((await browser.send('GET', '/api/me')).status).toBe(401)
  })

  test('are listed, and one can be ended from another', async () => {
    const { app, browser: laptop, clock } = await signedUp()
    clock.forward(60_000)
    const response = await app.request('/api/sign-in', {
      method: 'POST',
      headers: { 'user-agent': 'Phone' },
      body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
    })
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    const list: { items: { id: string; userAgent: string; current: boolean }[] } = await (
      await laptop.send('GET', '/api/sessions')
    ).json()
    expect(list.items).toEqual([
      expect.objectContaining({ userAgent: 'Phone', current: false, createdAt: '2026-03-02T10:01:00.000Z' }),
      expect.objectContaining({
        userAgent: 'Test browser',
        current: true,
        expiresAt: '2026-03-16T10:00:00.000Z',
      }),
    ])
    const phone = list.items[0]?.id
    expect((await laptop.send('DELETE', `/api/sessions/${phone}`)).status).toBe(204)
    expect((await laptop.send('DELETE', `/api/sessions/${phone}`)).status).toBe(404)
    expect((await app.request('/api/me', { headers: { cookie } })).status).toBe(401)
    expect((await laptop.send('GET', '/api/me')).status).toBe(200)
  })

  test('a new password ends them all, and the one that set it goes on', async () => {
    const { browser, app } = await signedUp()
    const before = `asklet=${browser.cookies.get('asklet')}`
    const change = (current: string) =>
      browser.send('POST', '/api/me/password', { current, password: 'another password' })
    expect(await (await change('wrong password')).json()).toMatchObject({ issues: [{ path: 'current' }] })
    expect((await change(PASSWORD)).status).toBe(204)
    expect((await app.request('/api/me', { headers: { cookie: before } })).status).toBe(401)
    expect((await browser.send('GET', '/api/me')).status).toBe(200)
    expect((await browser.send('POST', '/api/sign-in', { email: EMAIL, password: PASSWORD })).status).toBe(
      401,
    )
  })
})

describe('ADMIN_TOKEN', () => {
  test('is an admin who may see keys', async () => {
    const { api } = await createTestApp()
    expect(await (await api('GET', '/api/me')).json()).toEqual({
      kind: 'token',
      email: null,
      role: 'admin',
      maySeeKeys: true,
    })
    expect(await (await api('GET', '/api/sessions')).json()).toEqual({ items: [] })
  })

  test.each(['Bearer wrong', 'Bearer ', 'Basic dGVzdA==', 'the-admin-token-of-the-tests-0123456789'])(
    '%j is nobody',
    async (authorization) => {
      const { app } = await createTestApp()
      const response = await app.request('/api/me', { headers: { authorization } })
      expect(response.status).toBe(401)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
    },
  )

  test('where none is set, none is right', async () => {
    const { app } = await createTestApp({ ADMIN_TOKEN: '' })
    expect((await app.request('/api/me', { headers: { authorization: 'Bearer undefined' } })).status).toBe(
      401,
    )
  })

  test('is never logged', async () => {
    const { api, lines } = await createTestApp()
    await api('GET', '/api/environments')
    await api('POST', '/api/environments', { name: 7 })
    expect(lines.join()).not.toContain('the-admin-token')
  })
})
