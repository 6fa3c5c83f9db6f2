import { describe, expect, test } from 'vitest'
import type { Described } from '../../server/openapi/describe-routes.ts'
import type { Document } from '../../server/openapi/document.ts'
import { createTestApp } from '../support.ts'

async function read(): Promise<Document> {
  const { app } = await createTestApp()
  return (await app.request('/api/openapi.json')).json()
}

const operations = async (): Promise<{ method: string; path: string; described: Described }[]> =>
  Object.entries((await read()).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ method: method.toUpperCase(), path, described })),
  )

describe('/api/openapi.json', () => {
  test('is open to anyone', async () => {
    const { app } = await createTestApp()
    const response = await app.request('/api/openapi.json')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Asklet' } })
  })

  test('has the console, the doors, and no operation twice', async () => {
    const all = await operations()
    const names = all.map(({ method, path }) => `${method} ${path}`)
    expect(names).toContain('PATCH /api/environments/{env}')
    expect(names).toContain('DELETE /api/environments/{env}/keys/{id}')
    expect(names).toContain('POST /segment')
    expect(names).toContain('POST /webhook/segment')
    expect(names).toContain('POST /v1/batch')
    const ids = all.map(({ described }) => described.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('describes every route of the console', async () => {
    const { consoleApp } = await createTestApp()
    const { paths } = await read()
    const { routes: all } = await consoleApp()
    const routes = all.filter(
      ({ path, method }) =>
        method !== 'ALL' && path.startsWith('/api/') && !/^\/api\/(openapi\.json|docs(\.css)?)$/.test(path),
    )
    expect(routes.length).toBeGreaterThan(50)
    for (const { method, path } of routes)
      expect(paths[path.replace(/:(\w+)/g, '{$1}')]).toHaveProperty(method.toLowerCase())
  })

  test('refers only to schemas that it has', async () => {
    const document = await read()
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
    expect(refs.length).toBeGreaterThan(0)
    for (const [, name = ''] of refs) expect(document.components.schemas).toHaveProperty(name)
    expect(JSON.stringify(document)).not.toContain('#/$defs')
  })

  test('shows the bounds that a request is held to', async () => {
    const { paths } = await read()
    const schema =
      paths['/api/environments/{env}']?.['patch']?.requestBody?.content['application/json']?.schema
    expect(schema).toMatchObject({
      additionalProperties: false,
      properties: { heldDays: { type: 'integer', minimum: 1, maximum: 30 } },
    })
    expect(schema?.required ?? []).toEqual([])
  })
})

test('every operation refuses who has no credential, unless it says that it is open to anyone', async () => {
  const { app } = await createTestApp()
  const all = await operations()
  for (const { method, path, described } of all) {
    if (described.security?.length === 0) continue
    const address = path.replace(/\{\w+\}/g, 'x')
    const response = await app.request(address, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method !== 'GET' && { body: '{"type":"track","event":"x","userId":"x"}' }),
    })
    expect([`${method} ${path}`, response.status]).toEqual([`${method} ${path}`, 401])
    expect(described.responses).toHaveProperty('401')
  }
  const open = all.filter(({ described }) => described.security?.length === 0)
  expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /api/set-up',
    'GET /v1/projects/{key}/settings',
    'POST /api/set-up',
    'POST /api/sign-in',
  ])
})

describe('/api/docs', () => {
  test('shows every operation and schema, without script, inline style or another host', async () => {
    const { app } = await createTestApp()
    const response = await app.request('/api/docs')
    expect(response.headers.get('content-type')).toContain('text/html')
    const page = await response.text()
    for (const { path, described } of await operations()) {
      expect(page).toContain(`<code>${path}</code>`)
      expect(page).toContain(`id="${described.operationId}"`)
    }
    for (const name of Object.keys((await read()).components.schemas))
      expect(page).toContain(`id="schema-${name}"`)
    expect(page).not.toMatch(/<script|style=|https?:\/\/|undefined|\[object/)
  })

  test('has its stylesheet with us', async () => {
    const { app } = await createTestApp()
    const response = await app.request('/api/docs.css')
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(await response.text()).toContain('color-scheme: light dark')
  })
})
