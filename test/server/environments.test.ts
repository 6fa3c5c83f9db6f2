import { describe, expect, test } from 'vitest'
import type { Environment, SegmentKey } from '../../shared/environment.ts'
import { createTestApp, type TestApp } from '../support.ts'

async function list({ api }: Pick<TestApp, 'api'>): Promise<Environment[]> {
  return (await (await api('GET', '/api/environments')).json()).items
}
async function development(asklet: Pick<TestApp, 'api'>): Promise<Environment> {
  const found = (await list(asklet)).find(({ id }) => id === 'development')
  if (!found) throw new Error('there is no development environment')
  return found
}

describe('a fresh install', () => {
  test('has Development and Production, each with a server key, a browser key and a secret (K1)', async () => {
    const environments = await list(await createTestApp())
    expect(environments).toMatchObject([
      { id: 'development', name: 'Development', kind: 'development', autoAccept: true, firstCallAt: null },
      { id: 'production', name: 'Production', kind: 'production', autoAccept: true, firstCallAt: null },
    ])
    for (const [at, mark] of ['dev', 'prod'].entries()) {
      const { keys, sdkId, webhookSecret } = environments[at] ?? {}
      expect(sdkId).toMatch(new RegExp(`^sdk_${mark}_[0-9a-f]{16}$`))
      expect(webhookSecret).toMatch(/^[0-9a-f]{48}$/)
      expect(keys).toMatchObject([
        {
          kind: 'server',
          key: expect.stringMatching(new RegExp(`^ask_${mark}_[0-9a-f]{48}$`)),
          lastUsedAt: null,
        },
        { kind: 'browser', key: expect.stringMatching(new RegExp(`^ask_${mark}_pub_[0-9a-f]{48}$`)) },
      ])
      expect(keys?.[0]?.hint).toBe(`ask_${mark}_…${keys?.[0]?.key?.slice(-4)}`)
    }
  })

  test('who may not see keys recognises them, and gets no secret (K2)', async () => {
    const { api, browser, deps } = await createTestApp()
    const someone = browser()
    await someone.signUp('ada@example.com', 'correct horse battery')
    await deps.database.write([
      { sql: 'UPDATE account SET may_see_keys = 0' },
      {
        sql: `INSERT INTO account (id, email, password_hash, role, may_see_keys, created_at)
              VALUES ('account_2', 'ops@example.com', '', 'admin', 1, 1)`,
      },
    ])
    const secrets = (await list({ api })).flatMap(({ keys, webhookSecret }) => [
      webhookSecret,
      ...keys.map(({ key }) => key),
    ])
    const text = await (await someone.send('GET', '/api/environments')).text()
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).toContain('"hint":"ask_dev_…')
    expect(text).toContain('"keyHolders":["ops@example.com"]')
    const made = await (
      await someone.send('POST', '/api/environments/development/keys', { kind: 'server' })
    ).json()
    expect(made).not.toHaveProperty('key')
  })
})

describe('keys (K3)', () => {
  const make = ({ api }: Pick<TestApp, 'api'>, kind = 'server') =>
    api('POST', '/api/environments/development/keys', { kind })

  test('a second lives beside the first, a third is refused', async () => {
    const asklet = await createTestApp()
    const second = await make(asklet)
    expect(second.status).toBe(201)
    const made: SegmentKey = await second.json()
    expect((await development(asklet)).keys.map(({ kind }) => kind)).toEqual(['server', 'server', 'browser'])
    expect(asklet.deps.definitions.key(made.key ?? '')).toMatchObject({ environment: 1, kind: 'server' })
    const third = await make(asklet)
    expect(third.status).toBe(409)
    expect(await third.json()).toMatchObject({ detail: 'Two server keys live already. Revoke one first.' })
    expect((await make(asklet, 'browser')).status).toBe(201)
  })

  test('of many made at once, one finds the place', async () => {
    const asklet = await createTestApp()
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(asklet)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  test('a revoked key names no environment from then on, and makes room for another', async () => {
    const asklet = await createTestApp()
    const [first] = (await development(asklet)).keys
    await make(asklet)
    const path = `/api/environments/development/keys/${first?.id}`
    expect((await asklet.api('DELETE', path)).status).toBe(204)
    expect(asklet.deps.definitions.key(first?.key ?? '')).toBeUndefined()
    expect((await asklet.api('DELETE', path)).status).toBe(404)
    expect((await make(asklet)).status).toBe(201)
    expect((await make(asklet)).status).toBe(409)
  })

  test('a key of another environment is not there', async () => {
    const asklet = await createTestApp()
    const [key] = (await development(asklet)).keys
    expect((await asklet.api('DELETE', `/api/environments/production/keys/${key?.id}`)).status).toBe(404)
    expect(asklet.deps.definitions.key(key?.key ?? '')).toBeDefined()
  })

  test.each([{}, { kind: 'public' }, { kind: 'server', key: 'mine' }, []])('%j is refused', async (body) => {
    const { api } = await createTestApp()
    expect((await api('POST', '/api/environments/development/keys', body)).status).toBe(400)
  })

  test('a new webhook secret takes the place of the old one at once', async () => {
    const asklet = await createTestApp()
    const before = (await development(asklet)).webhookSecret
    const after: Environment = await (
      await asklet.api('POST', '/api/environments/development/webhook-secret')
    ).json()
    expect(after.webhookSecret).toMatch(/^[0-9a-f]{48}$/)
    expect(after.webhookSecret).not.toBe(before)
    expect(asklet.deps.definitions.environmentById('development')?.webhookSecret).toBe(after.webhookSecret)
  })
})

describe('settings', () => {
  test('a change leaves the rest as it is, and holds at once', async () => {
    const { api, deps } = await createTestApp()
    const path = '/api/environments/production'
    expect((await api('PATCH', path, { autoAccept: false, heldDays: 3 })).status).toBe(200)
    const answer = await api('PATCH', path, { timeZone: 'Europe/Berlin', name: ' Live ' })
    const expected = {
      name: 'Live',
      autoAccept: false,
      heldDays: 3,
      timeZone: 'Europe/Berlin',
      dedupeDays: 7,
    }
    expect(await answer.json()).toMatchObject(expected)
    const { settings, autoAccept } = deps.definitions.environmentById('production') ?? {}
    expect({ ...settings, autoAccept }).toMatchObject({
      autoAccept: false,
      heldDays: 3,
      timeZone: 'Europe/Berlin',
    })
    expect(await (await api('GET', '/api/environments/development')).json()).toMatchObject({
      autoAccept: true,
    })
  })

  test('nothing to change is fine', async () => {
    const { api } = await createTestApp()
    expect((await api('PATCH', '/api/environments/production')).status).toBe(200)
  })

  test('a list is no change', async () => {
    const { api } = await createTestApp()
    const answer = await api('PATCH', '/api/environments/development', [])
    expect(answer.status).toBe(400)
    expect((await answer.json()).issues[0].message).toContain('must be an object')
  })

  test.each([
    [{ heldDays: 0 }, 'heldDays'],
    [{ heldDays: 1.5 }, 'heldDays'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ autoAccept: 'yes' }, 'autoAccept'],
    [{ autoAccept: null }, 'autoAccept'],
    [{ heldDay: 3 }, 'heldDay'],
    [{ name: '   ' }, 'name'],
    [{ id: 'other' }, 'id'],
  ])('%j is refused at %s', async (body, path) => {
    const { api } = await createTestApp()
    const response = await api('PATCH', '/api/environments/production', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ issues: [{ path }] })
  })

  test('an environment that is not there is a 404, to who is signed in', async () => {
    const { api, app } = await createTestApp()
    expect((await api('PATCH', '/api/environments/staging', {})).status).toBe(404)
    expect((await app.request('/api/environments/staging')).status).toBe(401)
  })
})

describe('more environments', () => {
  test('get an ID of their name, keys of their kind, and settings of their own', async () => {
    const asklet = await createTestApp()
    const answer = await asklet.api('POST', '/api/environments', { name: 'Säule (EU)', kind: 'development' })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({
      id: 'saule-eu',
      name: 'Säule (EU)',
      sdkId: expect.stringMatching(/^sdk_dev_/),
      keys: [{ kind: 'server', key: expect.stringMatching(/^ask_dev_/) }, { kind: 'browser' }],
    })
    expect((await list(asklet)).map(({ id }) => id)).toEqual(['development', 'production', 'saule-eu'])
    expect(asklet.deps.definitions.environmentById('saule-eu')?.number).toBe(3)
  })

  test.each([
    [{ name: 'production', kind: 'production' }, 409],
    [{ name: '…', kind: 'production' }, 400],
    [{ name: 'Staging' }, 400],
    [{ name: 'x'.repeat(61), kind: 'production' }, 400],
  ])('%j answers %i', async (body, status) => {
    const { api } = await createTestApp()
    expect((await api('POST', '/api/environments', body)).status).toBe(status)
  })
})

test.each([
  ['viewer', 'GET', '/api/environments', undefined, 200],
  ['viewer', 'PATCH', '/api/environments/production', {}, 403],
  ['editor', 'PATCH', '/api/environments/production', {}, 200],
  ['editor', 'POST', '/api/environments/production/keys', { kind: 'server' }, 403],
  ['editor', 'POST', '/api/environments/production/webhook-secret', undefined, 403],
  ['editor', 'POST', '/api/environments', { name: 'Staging', kind: 'production' }, 403],
  ['admin', 'POST', '/api/environments', { name: 'Staging', kind: 'production' }, 201],
])('as %s, %s %s with %j answers %i', async (role, method, path, body, status) => {
  const { browser, deps } = await createTestApp()
  const someone = browser()
  await someone.signUp('ada@example.com', 'correct horse battery')
  await deps.database.write([{ sql: 'UPDATE account SET role = ?', args: [role] }])
  expect((await someone.send(method, path, body)).status).toBe(status)
})
