/**
 * How many known users meet what is asked, by the set of users of each condition. Sets are kept: while somebody edits a
 * filter, only the condition that changed is looked up again, and the rest is a few operations on bits.
 */
import type { Predicate } from '../../shared/predicate.ts'
import type { AudienceAsked, CountUsers } from './audience.ts'
import { predicateWriter, type Single } from './audience-predicate.ts'
import type { Database, Value } from './database.ts'
import { integer } from './row.ts'
import { both, either, readUserSet, sizeOf, type UserSet, without } from './user-set.ts'

/** A set that took longer than this to find, in milliseconds, may be older than the last write: by so many times that. */
const SLOW = 100
const TIMES = 50
/** Bytes. Those not used for longest go first. */
const KEPT = 32 * 1024 * 1024

/** What `knownUsers` says, in two parts that stand in an index each: only users are known. */
const KNOWN = `SELECT group_concat(id, ' ') AS users FROM identity WHERE environment = ? AND known_at IS NOT NULL`
const OWNED = `SELECT group_concat(id, ' ') AS users FROM identity WHERE owner IS NOT NULL`

type Kept = { users: UserSet; version: number; foundAt: number; took: number }

/** @param database a connection that counts alone: what it writes itself would not be noticed */
export function countBySets(database: Database, clock: () => number = () => performance.now()): CountUsers {
  const kept = new Map<string, Kept>()

  /** Of one SQL statement that returns their numbers as one text. */
  async function find(sql: string, args: readonly Value[], version: number): Promise<UserSet> {
    const key = JSON.stringify([sql, args])
    const known = kept.get(key)
    kept.delete(key)
    const found = known && isFresh(known, version) ? known : await look(sql, args, version)
    kept.set(key, found)
    return found.users
  }

  const isFresh = ({ version, foundAt, took }: Kept, now: number): boolean =>
    version === now || (took > SLOW && clock() - foundAt < took * TIMES)

  async function look(sql: string, args: readonly Value[], version: number): Promise<Kept> {
    const foundAt = clock()
    const [row] = await database.read(sql, args)
    const users = readUserSet(String(row?.['users'] ?? ''))
    return { users, version, foundAt, took: clock() - foundAt }
  }

  function forget(): void {
    let bytes = 0
    for (const [key, { users }] of [...kept].toReversed()) {
      bytes += users.byteLength
      if (bytes > KEPT) kept.delete(key)
    }
  }

  async function countAll({ environment, predicates, facts }: AudienceAsked): Promise<number[]> {
    const [row = {}] = await database.read('PRAGMA data_version')
    const version = integer(row, 'data_version')
    const everyone = without(await find(KNOWN, [environment], version), await find(OWNED, [], version))

    async function met(asked: Predicate): Promise<UserSet> {
      switch (asked.kind) {
        case 'and':
          return fold(asked.of, everyone, both)
        case 'or':
          return fold(asked.of, new Uint32Array(0), either)
        case 'not':
          return without(everyone, await met(asked.of))
        default:
          return single(asked)
      }
    }
    async function fold(
      of: readonly Predicate[],
      start: UserSet,
      join: (one: UserSet, other: UserSet) => UserSet,
    ): Promise<UserSet> {
      let result = start
      for (const one of of) result = join(result, await met(one))
      return result
    }
    async function single(asked: Single): Promise<UserSet> {
      const { users, args, tables } = predicateWriter(facts)
      const { are, sql } = users(asked)
      // The first SELECT names the column, whatever the second calls it.
      const found = await find(
        `${tables()} SELECT group_concat(user, ' ') AS users FROM (SELECT NULL AS user WHERE false UNION ALL ${sql})`,
        args,
        version,
      )
      return are ? both(everyone, found) : without(everyone, found)
    }

    const counts: number[] = []
    for (const asked of predicates) counts.push(sizeOf(await met(asked)))
    return counts
  }

  return async (asked) => {
    // All of one moment.
    await database.read('BEGIN')
    try {
      const counts = await countAll(asked)
      await database.read('COMMIT')
      forget()
      return counts
    } catch (error) {
      // Mostly it ended with the connection; the versions of another one count from anew.
      kept.clear()
      await database.read('ROLLBACK').catch(() => undefined)
      throw error
    }
  }
}
