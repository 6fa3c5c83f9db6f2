/** What a decision reads of people, beside what it is kept of: the attributes told, and whose each identity is. */
import { expect } from 'vitest'
import type { Database } from '../../server/store/database.ts'

export async function expectProfilesToHold(database: Database): Promise<void> {
  const [kept, told] = await Promise.all([
    database.read('SELECT identity, part, value, at, message, source FROM profile ORDER BY identity, part'),
    database.read(`SELECT identity, key AS part, value, at, message, source FROM attribute
      UNION ALL SELECT owner, -id, NULL, NULL, NULL, NULL FROM identity WHERE owner IS NOT NULL
      ORDER BY identity, part`),
  ])
  expect(kept).toEqual(told)
}
