/** How many known users meet what is asked, by one statement: what a database that is not a file here can do. */
import type { Predicate } from '../../shared/predicate.ts'
import { combine, predicateWriter, type Single } from './audience-predicate.ts'
import type { Database } from './database.ts'
import type { FactsAsked } from './person-facts.ts'
import { integer } from './row.ts'

export type AudienceAsked = {
  environment: number
  predicates: readonly Predicate[]
  /** The numbers of all that they name. */
  facts: FactsAsked
}
/** Of each predicate, in their order: all known users of one moment that meet it. */
export type CountUsers = (asked: AudienceAsked) => Promise<readonly number[]>

export const EVERYONE: Predicate = { kind: 'and', of: [] }

/** @param environment as SQL */
const knownUsers = (environment: string): string => `identity AS person
  WHERE person.environment = ${environment} AND person.kind = 'user' AND person.known_at IS NOT NULL
    AND person.owner IS NULL`

export const countByStatement =
  (database: Database): CountUsers =>
  async ({ environment, predicates, facts }) => {
    const { meets, bind, args, tables } = predicateWriter(facts)
    /** What is asked of each person once, of however much it is a part: by its JSON text, in the order of the columns. */
    const columns = new Map<string, string>()
    const column = (single: Single): string => {
      const text = JSON.stringify(single)
      if (!columns.has(text)) columns.set(text, meets(single))
      return `met_${[...columns.keys()].indexOf(text)}`
    }
    const counts = predicates.map(
      (one, place) => `coalesce(sum(${combine(one, column)}), 0) AS count_${place}`,
    )
    const met = [...columns.values()].map((sql, place) => `${sql} AS met_${place}`)
    // With a LIMIT, SQLite asks each column once; without, again at each mention.
    const [row = {}] = await database.read(
      `${tables()} SELECT ${counts.join(', ')} FROM (
         SELECT ${['person.id', ...met].join(', ')} FROM ${knownUsers(bind(environment))} LIMIT -1)`,
      args,
    )
    return predicates.map((_, place) => integer(row, `count_${place}`))
  }
