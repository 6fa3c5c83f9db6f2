/** The predicates of filters (shared/predicate.ts) as SQL over sets of users. */
import { parentsOf } from '../../shared/attribute.ts'
import { type Bounds, isWithin, type ValueTest } from '../../shared/compare.ts'
import type { Predicate } from '../../shared/predicate.ts'
import type { Value } from './database.ts'
import type { FactsAsked } from './person-facts.ts'

/** The user that an identity counts for. */
const USER = 'coalesce(identity.owner, identity.id)'

type Combination = Extract<Predicate, { of: unknown }>
export type Single = Exclude<Predicate, Combination>

/** Who meets it, or who does not: of events, who never did one is in no table. */
export type Users = { are: boolean; sql: string }

export type PredicateWriter = {
  /** In one column, `user`; some of them may not be known, and one may come twice. */
  users: (asked: Single) => Users
  /** A condition on `person`. */
  meets: (asked: Single) => string
  bind: (value: Value) => string
  args: readonly Value[]
  /** What the conditions written so far are asked of; goes before the statement. */
  tables: () => string
}

/** @param facts the numbers of all that is named; what has none was never seen */
export function predicateWriter(facts: FactsAsked): PredicateWriter {
  const args: Value[] = []
  const said = new Set<number>()
  const bind = (value: Value): string => `?${args.push(value)}`
  const list = (values: readonly (string | number)[]): string =>
    `(SELECT value FROM json_each(${bind(JSON.stringify(values))}))`
  const keyOf = (name: string): number | undefined => facts.keys.find(([known]) => known === name)?.[1]
  // As the magnitudes of attributes are: a JSON text that SQLite reads.
  const real = (size: number): string => `CAST(${bind(JSON.stringify(size))} AS REAL)`

  const meets = (asked: Single): string => {
    const { are, sql } = users(asked)
    return `person.id ${are ? '' : 'NOT '}IN (${sql})`
  }

  function users(asked: Single): Users {
    switch (asked.kind) {
      case 'attribute':
        return { are: !asked.test.not, sql: saidUsers(asked.key, asked.test) }
      case 'count':
        return counted(asked)
      case 'first':
        return {
          are: true,
          sql: `${did(asked.event)} HAVING ${within('min(occurrence.first_at)', asked.bounds)}`,
        }
      case 'last':
        return {
          are: true,
          sql: `${did(asked.event)} HAVING ${within('max(occurrence.last_at)', asked.bounds)}`,
        }
      case 'sessions': {
        const tallies = facts.tallies.map(([, tally]) => tally)
        const slots = `SELECT DISTINCT ${USER} AS user, occurrence.slot FROM occurrence
          JOIN identity ON identity.id = occurrence.identity WHERE occurrence.tally IN ${list(tallies)}`
        return countIs(
          asked.bounds,
          (having) => `SELECT user FROM (${slots}) GROUP BY user HAVING ${having('count(*)')}`,
        )
      }
    }
  }

  /** Where 0 meets the bounds, all do but those whose count does not. */
  function countIs(bounds: Bounds, users: (having: (count: string) => string) => string): Users {
    const zeroMeets = isWithin(bounds, 0)
    return {
      are: !zeroMeets,
      sql: users((count) => (zeroMeets ? `NOT (${within(count, bounds)})` : within(count, bounds))),
    }
  }

  function counted({ event, since, bounds }: Extract<Predicate, { kind: 'count' }>): Users {
    // Done at least once, or never: no need to sum.
    const once =
      isWithin(bounds, 1) !== isWithin(bounds, 0) && isWithin(bounds, 1) === isWithin(bounds, Infinity)
    if (!once)
      return countIs(bounds, (having) => `${did(event, since)} HAVING ${having('sum(occurrence.count)')}`)
    return { are: isWithin(bounds, 1), sql: occurred(event, since) }
  }

  /** Those who did the event, grouped: what follows may sum up their occurrences. */
  const did = (event: string, since?: number): string => `${occurred(event, since)} GROUP BY ${USER}`

  function occurred(event: string, since?: number): string {
    const slots = since === undefined ? '' : `AND occurrence.slot >= ${bind(since)}`
    const tallies = facts.tallies.filter(([name]) => name === event).map(([, tally]) => tally)
    return `SELECT ${USER} AS user FROM occurrence JOIN identity ON identity.id = occurrence.identity
      WHERE occurrence.tally IN ${list(tallies)} ${slots}`
  }

  /** Those whose attribute is set and meets the test, apart from its `not`. */
  function saidUsers(name: string, test: ValueTest): string {
    const key = keyOf(name)
    if (key === undefined) return 'SELECT NULL AS user WHERE false'
    said.add(key)
    // Clearing `company` clears every `company.…` that is not newer.
    const parents = parentsOf(name).flatMap((parent) => keyOf(parent) ?? [])
    for (const parent of parents) said.add(parent)
    const cleared = parents.map((parent) => `LEFT JOIN cleared_${parent} USING (user)`)
    const stands = parents.map(
      (parent) =>
        `AND (cleared_${parent}.at IS NULL
          OR (cleared_${parent}.rank, cleared_${parent}.at, cleared_${parent}.message) <= (said.rank, said.at, said.message))`,
    )
    const stand = `said.value <> 'null' ${stands.join(' ')} AND ${holds(test)}`
    // Each part by itself, so that no row is carried along that does not meet it.
    return ['own', 'latest']
      .map((part) => `SELECT user FROM ${part}_${key} AS said ${cleared.join(' ')} WHERE ${stand}`)
      .join(' UNION ALL ')
  }

  /** On `said.value`, the JSON text, and `said.magnitude`: what `passes` in shared/compare.ts does. */
  function holds(test: ValueTest): string {
    switch (test.kind) {
      case 'set':
        return 'true'
      case 'within':
        return within('said.magnitude', test.bounds)
      case 'same':
        return `(${[
          `said.value IN ${list(test.texts)}`,
          ...(test.magnitudes.length > 0 ? [`said.magnitude IN ${list(test.magnitudes)}`] : []),
          ...(test.numbers.length > 0
            ? [`(said.magnitude IN ${list(test.numbers)} AND NOT ${begins('"')})`]
            : []),
        ].join(' OR ')})`
      case 'holds':
        return `CASE WHEN ${begins('"')} THEN instr(lower(said.value ->> '$'), ${bind(test.part)}) > 0
          WHEN ${begins('[')} THEN EXISTS (
            SELECT 1 FROM json_each(said.value) AS item WHERE said.value -> item.fullkey IN ${list(test.items)})
          ELSE false END`
    }
  }

  function within(size: string, { above, least, below, most }: Bounds): string {
    const sides = [
      ...(above === undefined ? [] : [`${size} > ${real(above)}`]),
      ...(least === undefined ? [] : [`${size} >= ${real(least)}`]),
      ...(below === undefined ? [] : [`${size} < ${real(below)}`]),
      ...(most === undefined ? [] : [`${size} <= ${real(most)}`]),
    ]
    return sides.join(' AND ')
  }

  const tables = (): string => (said.size > 0 ? `WITH ${[...said].map(saidTables).join(', ')}` : '')
  return { users, meets, bind, args, tables }
}

/** `leaf` writes what is no combination. */
export function combine(asked: Predicate, leaf: (asked: Single) => string): string {
  switch (asked.kind) {
    case 'and':
      return asked.of.length === 0 ? 'true' : `(${asked.of.map((one) => combine(one, leaf)).join(' AND ')})`
    case 'or':
      return asked.of.length === 0 ? 'false' : `(${asked.of.map((one) => combine(one, leaf)).join(' OR ')})`
    case 'not':
      return `NOT ${combine(asked.of, leaf)}`
    default:
      return leaf(asked)
  }
}

const begins = (mark: string): string => `substr(said.value, 1, 1) = '${mark}'`

/**
 * What each user was last told of key 5, over all of their identities: hardly anyone was told by more than one, so only
 * those few are sorted, into `latest_5`, and all others are in `own_5`. `cleared_5`: those for whom it was a clearing.
 */
function saidTables(key: number): string {
  const columns = 'value, magnitude, at, message, rank'
  // As in shared/attribute.ts.
  const rank = "attribute.source <> 'sdk' AS rank"
  const own = `attribute.value, attribute.magnitude, attribute.at, attribute.message, ${rank}`
  return `shared_${key} AS MATERIALIZED (
      SELECT identity.owner AS user, ${own} FROM attribute JOIN identity ON identity.id = attribute.identity
      WHERE attribute.key = ${key} AND identity.owner IS NOT NULL),
    own_${key} AS NOT MATERIALIZED (
      SELECT identity AS user, ${own} FROM attribute
      WHERE key = ${key} AND identity NOT IN (SELECT user FROM shared_${key})),
    latest_${key} AS MATERIALIZED (
      SELECT user, ${columns} FROM (
        SELECT *, row_number() OVER (PARTITION BY user ORDER BY rank DESC, at DESC, message DESC, value DESC) AS place FROM (
          SELECT user, ${columns} FROM shared_${key}
          UNION ALL
          SELECT identity, ${own} FROM attribute
          WHERE key = ${key} AND identity IN (SELECT user FROM shared_${key})))
      WHERE place = 1),
    cleared_${key} AS MATERIALIZED (
      SELECT user, at, message, rank FROM own_${key} WHERE value = 'null'
      UNION ALL
      SELECT user, at, message, rank FROM latest_${key} WHERE value = 'null')`
}
