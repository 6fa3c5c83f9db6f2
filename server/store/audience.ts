/** How many known users meet a filter, and each of its conditions. */
import type { Filter } from '../../shared/filter.ts'
import { type Predicate, predicate } from '../../shared/predicate.ts'
import { combine, predicateWriter, type Resolve, type Single } from './audience-predicate.ts'
import type { Database } from './database.ts'
import { integer } from './row.ts'

/** What a condition is asked of. */
const known = (environment: string): string => `identity AS person
  WHERE person.environment = ${environment} AND person.kind = 'user' AND person.known_at IS NOT NULL
    AND person.owner IS NULL`

export async function countAudience(
  database: Database,
  environment: number,
  filter: Filter,
  resolve: Resolve,
  now: number,
): Promise<number> {
  const { meets, bind, args, tables } = predicateWriter(resolve)
  const condition = combine(predicate(filter, now), meets)
  const [row] = await database.read(
    `${tables()} SELECT count(*) AS count FROM ${known(bind(environment))} AND ${condition}`,
    args,
  )
  return row ? integer(row, 'count') : 0
}

/** How many users are known, and how many of them meet each of what is asked, all of one moment. */
export async function countEach(
  database: Database,
  environment: number,
  asked: readonly Predicate[],
  resolve: Resolve,
): Promise<{ known: number; counts: number[] }> {
  const { meets, bind, args, tables } = predicateWriter(resolve)
  /** What is asked of each person once, of however much it is a part: by its JSON text, in the order of the columns. */
  const columns = new Map<string, string>()
  const column = (single: Single): string => {
    const text = JSON.stringify(single)
    if (!columns.has(text)) columns.set(text, meets(single))
    return `met_${[...columns.keys()].indexOf(text)}`
  }
  const counts = asked.map((one, place) => `coalesce(sum(${combine(one, column)}), 0) AS count_${place}`)
  const met = [...columns.values()].map((sql, place) => `${sql} AS met_${place}`)
  // With a LIMIT, SQLite asks each column once; without, again at each mention.
  const [row = {}] = await database.read(
    `${tables()} SELECT ${['count(*) AS known', ...counts].join(', ')} FROM (
       SELECT ${['person.id', ...met].join(', ')} FROM ${known(bind(environment))} LIMIT -1)`,
    args,
  )
  return { known: integer(row, 'known'), counts: asked.map((_, place) => integer(row, `count_${place}`)) }
}
