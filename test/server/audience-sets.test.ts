/** Sets of users: as they are read, compared, and kept. */
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { openLocalDatabase } from '../../server/entry/local-database.ts'
import { EVERYONE } from '../../server/store/audience.ts'
import { countBySets } from '../../server/store/audience-sets.ts'
import { migrate } from '../../server/store/migrate.ts'
import { both, either, readUserSet, sizeOf, without } from '../../server/store/user-set.ts'
import { freshUrl } from '../databases.ts'

const numbers = fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 50 })

describe('a set of users', () => {
  it('is as sets are', () => {
    fc.assert(
      fc.property(numbers, numbers, (some, others) => {
        const [one, other] = [new Set(some), new Set(others)]
        const [a, b] = [readUserSet(some.join(' ')), readUserSet(others.join(' '))]
        expect(sizeOf(a)).toBe(one.size)
        expect(sizeOf(both(a, b))).toBe([...one].filter((n) => other.has(n)).length)
        expect(sizeOf(without(a, b))).toBe([...one].filter((n) => !other.has(n)).length)
        expect(sizeOf(either(a, b))).toBe(new Set([...some, ...others]).size)
      }),
    )
  })

  it('holds numbers on either side of a word, and millions', () => {
    expect(sizeOf(readUserSet(''))).toBe(0)
    expect(sizeOf(readUserSet('31 32 63 64 64 10000000'))).toBe(5)
    expect(sizeOf(both(readUserSet('10000000'), readUserSet('10000000')))).toBe(1)
  })
})

describe('a count', () => {
  async function createWorld() {
    const url = await freshUrl()
    const [writer, reader] = [openLocalDatabase({ url }), openLocalDatabase({ url, role: 'reader' })]
    onTestFinished(() => Promise.all([writer.close(), reader.close()]).then(() => undefined))
    await migrate(writer, 0)
    /** What a look at the database takes, on a clock that stands still otherwise. */
    const clock = { at: 0, look: 0 }
    let looks = 0
    const countUsers = countBySets(
      {
        ...reader,
        read: async (sql, args) => {
          if (!/group_concat/.test(sql)) return reader.read(sql, args)
          looks++
          clock.at += clock.look
          return reader.read(sql, args)
        },
      },
      () => clock.at,
    )
    return {
      clock,
      looks: () => looks,
      add: (user: string) =>
        writer.write([
          {
            sql: `INSERT INTO identity (environment, kind, value, known_at) VALUES (1, 'user', ?, 1)`,
            args: [user],
          },
        ]),
      count: async () =>
        (
          await countUsers({
            environment: 1,
            predicates: [EVERYONE],
            facts: { keys: [], tallies: [] },
          })
        )[0],
      ask: () =>
        countUsers({
          environment: 1,
          predicates: [{ kind: 'count', event: 'none', bounds: { least: 1 } }],
          facts: { keys: [], tallies: [['none', 1]] },
        }),
      breakOff: () => writer.write([{ sql: 'ALTER TABLE identity RENAME TO gone' }]),
      mend: () => writer.write([{ sql: 'ALTER TABLE gone RENAME TO identity' }]),
    }
  }

  test('is looked up once while nothing was written, and anew after', async () => {
    const { add, count, ask, looks } = await createWorld()
    await add('ann')
    expect(await count()).toBe(1)
    const first = looks()
    expect(await count()).toBe(1)
    expect(looks()).toBe(first)
    expect(await ask()).toEqual([0])
    expect(looks()).toBe(first + 1)
    await add('bob')
    expect(await count()).toBe(2)
  })

  test('that takes long may be older than the last write, and not for ever', async () => {
    const { add, clock, count, looks } = await createWorld()
    clock.look = 200
    await add('ann')
    expect(await count()).toBe(1)
    const first = looks()
    await add('bob')
    clock.at += 9_000
    expect(await count()).toBe(1)
    expect(looks()).toBe(first)
    clock.at += 2_000
    expect(await count()).toBe(2)
  })

  test('that failed leaves nothing open, and nothing that was found before', async () => {
    const { add, count, breakOff, mend } = await createWorld()
    await add('ann')
    expect(await count()).toBe(1)
    await breakOff()
    await expect(count()).rejects.toThrow(/no such table/)
    await mend()
    await add('bob')
    expect(await count()).toBe(2)
  })
})
