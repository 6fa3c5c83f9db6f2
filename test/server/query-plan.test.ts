/**
 * Lists of thousands of names and events are read by index: a join the wrong way round took half a minute for 10,000. What
 * goes over all users is a long read, so that neither calls nor decisions wait for it.
 */
import { expect, test } from 'vitest'
import { createSweep } from '../../server/sweep.ts'
import { createTestApp } from '../support.ts'

const BY_NAME = 'SEARCH mapping USING INDEX mapping_name (name=?)'

/** Every row of a tally, of an attribute's key, or every identity. */
const OVER_ALL =
  /SEARCH occurrence USING PRIMARY KEY \(tally=\?\)|SEARCH attribute USING PRIMARY KEY \(key=\?\)|identity USING (COVERING )?INDEX \w+ \(environment=\?( AND known_at>\?)?\)/

async function createWorld() {
  const { api, deps } = await createTestApp()
  const { read } = deps.database
  const plans: Record<'short' | 'long', string[]> = { short: [], long: [] }
  const reading = (kind: 'short' | 'long'): typeof read => {
    return async (sql, args) => {
      const plan = await read(`EXPLAIN QUERY PLAN ${sql}`, args)
      plans[kind].push(...plan.map(({ detail }) => String(detail)))
      return read(sql, args)
    }
  }
  deps.longReads = deps.overviews = { read: reading('long') }
  deps.database.read = reading('short')
  return {
    api,
    deps,
    plans,
    get: async (path: string) =>
      expect((await api('GET', `/api/environments/development${path}`)).status).toBe(200),
  }
}

test.each([
  ['/requests', [BY_NAME]],
  ['/names', [BY_NAME]],
  ['/events', ['SEARCH event USING INDEX sqlite_autoindex_event_2 (environment=? AND status=? AND name=?)']],
])('%s', async (path, expected) => {
  const { get, plans } = await createWorld()
  await get(path)
  for (const step of expected) expect(plans.short.join('\n')).toContain(step)
})

test.each(['/events', '/requests', '/attributes', '/identity-meter', '/people?search=ann'])(
  '%s is a long read where it goes over all users',
  async (path) => {
    const { get, plans } = await createWorld()
    await get(path)
    expect(plans.long.join('\n')).toMatch(OVER_ALL)
    expect(plans.short.join('\n')).not.toMatch(OVER_ALL)
  },
)

test('people without a search, of whom the latest are enough, are none', async () => {
  const { get, plans } = await createWorld()
  await get('/people')
  expect(plans.long).toEqual([])
})

test('the sweep finds by long reads what is held', async () => {
  const { api, deps, plans } = await createWorld()
  await api('POST', '/api/environments/development/test-call', { type: 'track' })
  await api('POST', '/api/environments/development/test-call', { type: 'identify' })
  await createSweep(deps)()
  expect(plans.long.join('\n')).toMatch(OVER_ALL)
  expect(plans.short.join('\n')).not.toMatch(OVER_ALL)
})
