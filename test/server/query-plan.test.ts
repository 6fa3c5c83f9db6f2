/** Lists of thousands of names and events are read by index: a join the wrong way round took half a minute for 10,000. */
import { expect, test } from 'vitest'
import { createTestApp } from '../support.ts'

const BY_NAME = 'SEARCH mapping USING INDEX mapping_name (name=?)'

test.each([
  ['/requests', [BY_NAME]],
  ['/names', [BY_NAME]],
  ['/events', ['SEARCH event USING INDEX sqlite_autoindex_event_2 (environment=? AND status=? AND name=?)']],
])('%s', async (path, expected) => {
  const { api, deps } = await createTestApp()
  const { read } = deps.database
  const plans: string[] = []
  deps.database.read = async (sql, args) => {
    const plan = await read(`EXPLAIN QUERY PLAN ${sql}`, args)
    plans.push(plan.map(({ detail }) => String(detail)).join('\n'))
    return read(sql, args)
  }
  expect((await api('GET', `/api/environments/development${path}`)).status).toBe(200)
  for (const step of expected) expect(plans.join('\n\n')).toContain(step)
})
