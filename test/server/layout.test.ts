/** Who may know whom: reads every import, every global and every SQL text of the source, and fails on a wrong one. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { describe, expect, test } from 'vitest'

type Import = { from: string; isType: boolean }
type Source = { path: string; imports: Import[]; globals: string[]; texts: string[] }

const ROOT = join(import.meta.dirname, '../..')
const RUNTIME_GLOBALS = ['process', 'Deno', 'Bun', 'Buffer', 'require', '__dirname', '__filename']
const SQL = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|PRAGMA)\s/

const sources = ['server', 'shared', 'web'].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.d)\.(ts|tsx|js)$/.test(path))
    .map((path) => read(join(room, path))),
)

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const { module, program } = parseSync(path, text)
  const resolve = (from: string): string =>
    from.startsWith('.') ? normalize(join(dirname(path), from)) : from
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      from: resolve(moduleRequest.value),
      isType: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ from: resolve(moduleRequest.value), isType }] : [],
      ),
    ),
    // What is no literal is an address: the SDK loads the view from its server.
    ...module.dynamicImports
      .map(({ moduleRequest }) => text.slice(moduleRequest.start, moduleRequest.end))
      .filter((request) => /^['"]/.test(request))
      .map((request) => ({ from: resolve(request.slice(1, -1)), isType: false })),
  ]
  const globals: string[] = []
  const texts: string[] = []
  const keys = new Set<number>()
  new Visitor({
    MemberExpression: ({ property, computed }) => void (computed || keys.add(property.start)),
    Property: ({ key, computed }) => void (computed || keys.add(key.start)),
    Identifier: ({ name, start }) =>
      void (RUNTIME_GLOBALS.includes(name) && !keys.has(start) && globals.push(name)),
    Literal: ({ value }) => void (typeof value === 'string' && texts.push(value)),
    TemplateElement: ({ value }) => void texts.push(value.raw),
  }).visit(program)
  return { path, imports, globals, texts }
}

const within = (room: string) => (path: string) => !relative(room, path).startsWith('..')
const isPackage = (from: string): boolean => !/^(server|shared|web|test)\//.test(from)

/** Who may be known by the files of a room, beside themselves. */
const ROOMS: { room: string; knows: (string | RegExp)[] }[] = [
  { room: 'shared', knows: ['valibot'] },
  { room: 'server/store', knows: ['shared', /^@noble\//, 'valibot'] },
  {
    room: 'server/ingest',
    knows: [
      'shared',
      'server/store',
      'server/log.ts',
      'server/metrics.ts',
      'server/problem.ts',
      /^@noble\//,
      'valibot',
    ],
  },
  { room: 'web/survey', knows: ['shared', 'web/styles', /^preact/] },
  { room: 'web/sdk', knows: ['shared', 'web/survey', /^preact/] },
  // A customer's page: it speaks to Asklet by Segment's SDK and by ours, as any page does.
  { room: 'web/demo', knows: ['web/styles', /^preact/, '@segment/analytics-next'] },
  { room: 'web/console', knows: ['shared', 'web/styles', 'web/survey', /^preact/, /^hono\//, 'valibot'] },
]
const isKnown = (from: string, knows: readonly (string | RegExp)[]): boolean =>
  knows.some((known) =>
    typeof known === 'string' ? from === known || within(known)(from) : known.test(from),
  )

describe('imports', () => {
  test.each(ROOMS)('$room knows only whom it may', ({ room, knows }) => {
    const wrong = sources
      .filter(({ path }) => within(room)(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ from }) => !within(room)(from) && !isKnown(from, knows))
          .filter(
            ({ from, isType }) =>
              !(isType && room === 'web/console' && from.startsWith('server/routes/console/')),
          )
          .map(({ from }) => `${path} imports ${from}`),
      )
    expect(wrong).toEqual([])
  })

  test('nobody imports an entry', () => {
    const wrong = sources
      .filter(({ path }) => !within('server/entry')(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ from }) => within('server/entry')(from))
          .map(({ from }) => `${path} imports ${from}`),
      )
    expect(wrong).toEqual([])
  })

  test('relative imports name a file with its ending', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => !isPackage(from) && !/\.(ts|tsx|js|css|css\?inline|svg)$/.test(from))
        .map(({ from }) => `${path} imports ${from}`),
    )
    expect(wrong).toEqual([])
  })
})

test('only entries know a runtime', () => {
  const wrong = sources
    .filter(({ path }) => !within('server/entry')(path))
    .flatMap(({ path, imports, globals }) => [
      ...globals.map((name) => `${path} uses ${name}`),
      ...imports
        .filter(({ from }) => /^(node|bun|cloudflare):/.test(from))
        .map(({ from }) => `${path} imports ${from}`),
    ])
  expect(wrong).toEqual([])
})

test('SQL is in the store, and beside it only the pragmas of a connection', () => {
  const wrong = sources
    .filter(({ path }) => !within('server/store')(path) && !within('server/entry')(path))
    .flatMap(({ path, texts }) =>
      texts.filter((text) => SQL.test(text)).map((text) => `${path}: ${text.slice(0, 40)}`),
    )
  expect(wrong).toEqual([])
})

test('what is looked for would be seen', () => {
  const deno = sources.find(({ path }) => path === 'server/entry/deno.ts')
  expect(deno?.globals).toContain('Deno')
  expect(deno?.imports).toContainEqual({ from: 'server/entry/serve.ts', isType: false })
  const version = sources.find(({ path }) => path === 'server/store/version.ts')
  expect(version?.texts.some((text) => SQL.test(text))).toBe(true)
})
