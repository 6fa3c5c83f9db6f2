/** Users: who is known, what they were told to be, and what they did. */
import { groupBy } from '../../shared/group-by.ts'
import * as v from 'valibot'
import { lower } from '../../shared/compare.ts'
import { currentAttributes, type Told } from '../../shared/attribute.ts'
import type { Source } from '../../shared/segment.ts'
import type { Database, Reader, Row } from './database.ts'
import { NEW_VERSION } from './version.ts'
import { integer, json, optionalInteger, text } from './row.ts'

/** A known user as a list shows them. Numbers are of the `identity` table. */
export type StoredPerson = { id: number; userId: string; createdAt: number }
export type Identity = { id: number; user: number; kind: 'user' | 'anonymous' | 'visitor'; value: string }

const toPerson = (row: Row): StoredPerson => ({
  id: integer(row, 'id'),
  userId: text(row, 'value'),
  createdAt: integer(row, 'known_at'),
})

/** Attributes that a search looks through, beside the user ID. */
const SEARCHED = [
  'email',
  'name',
  'firstName',
  'lastName',
  'first_name',
  'last_name',
  'username',
  'company.name',
]

/** Newest first. Users joined into another are found through that one only. */
export async function listPeople(
  database: Reader,
  environment: number,
  { search, limit, after }: { search?: string; limit: number; after?: readonly [number, number] },
): Promise<StoredPerson[]> {
  const rows = await database.read(
    `SELECT id, value, known_at FROM identity
     WHERE environment = ?1 AND known_at IS NOT NULL AND owner IS NULL
       AND (?2 IS NULL OR instr(lower(value), ?2) OR EXISTS (
         SELECT 1 FROM attribute_key CROSS JOIN attribute ON attribute.key = attribute_key.id AND attribute.identity = identity.id
         WHERE attribute_key.environment = ?1 AND attribute_key.key IN (SELECT value FROM json_each(?3))
           AND instr(lower(attribute.value ->> '$'), ?2)))
       AND (?4 IS NULL OR (known_at, id) < (?4, ?5))
     ORDER BY known_at DESC, id DESC LIMIT ?6`,
    [
      environment,
      search ? lower(search) : null,
      JSON.stringify(SEARCHED),
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  )
  return rows.map(toPerson)
}

/** A user joined into another by hand is found as that one. */
export async function findPerson(
  database: Database,
  environment: number,
  userId: string,
): Promise<StoredPerson | undefined> {
  const [row] = await database.read(
    `SELECT person.id, person.value, person.known_at FROM identity AS named
     JOIN identity AS person ON person.id = coalesce(named.owner, named.id)
     WHERE named.environment = ? AND named.kind = 'user' AND named.value = ? AND named.known_at IS NOT NULL`,
    [environment, userId],
  )
  return row && toPerson(row)
}

const Kind = v.picklist(['user', 'anonymous', 'visitor'])

/** Each user's own identity and all that count for them. */
export async function listIdentities(
  database: Database,
  people: readonly Pick<StoredPerson, 'id'>[],
): Promise<Identity[]> {
  const rows = await database.read(
    `SELECT identity.id, person.value AS user, identity.kind, identity.value FROM json_each(?) AS person
     CROSS JOIN identity ON identity.id = person.value OR identity.owner = person.value
     ORDER BY identity.kind DESC, identity.id`,
    [JSON.stringify(people.map(({ id }) => id))],
  )
  return rows.map((row) => ({
    id: integer(row, 'id'),
    user: integer(row, 'user'),
    kind: v.parse(Kind, row['kind']),
    value: text(row, 'value'),
  }))
}

const StoredSource = v.picklist(['server', 'browser', 'sdk', 'signed', 'api', 'csv'])

/** The attributes that stand, of each user. */
export async function readAttributes(
  database: Database,
  environment: number,
  identities: readonly Identity[],
): Promise<Map<number, Map<string, Told<Source>>>> {
  const rows = await database.read(
    `SELECT identity.value ->> 1 AS user, attribute_key.key, attribute.value, attribute.at, attribute.message, attribute.source
     FROM json_each(?) AS identity CROSS JOIN attribute_key CROSS JOIN attribute
       ON attribute.key = attribute_key.id AND attribute.identity = identity.value ->> 0
     WHERE attribute_key.environment = ? AND NOT attribute_key.ignored ORDER BY attribute_key.key`,
    [JSON.stringify(identities.map(({ id, user }) => [id, user])), environment],
  )
  const told = groupBy(rows, (row) => integer(row, 'user'))
  return new Map(
    [...told].map(([user, own]) => [
      user,
      currentAttributes(
        own.map((row) => ({
          key: text(row, 'key'),
          value: json(row, 'value'),
          at: integer(row, 'at'),
          message: text(row, 'message'),
          source: v.parse(StoredSource, row['source']),
        })),
      ),
    ]),
  )
}

/** How many identities of each kind there are, and how many count for a user. */
export async function countIdentities(
  database: Reader,
  environment: number,
): Promise<{
  users: number
  anonymous: number
  tied: number
  visitors: number
  visitorsTied: number
  visitorsHeard: number
}> {
  const [row] = await database.read(
    `SELECT coalesce(sum(kind = 'user' AND known_at IS NOT NULL AND owner IS NULL), 0) AS users,
       coalesce(sum(kind = 'anonymous'), 0) AS anonymous,
       coalesce(sum(kind = 'anonymous' AND owner IS NOT NULL), 0) AS tied,
       coalesce(sum(kind = 'visitor'), 0) AS visitors,
       coalesce(sum(kind = 'visitor' AND owner IS NOT NULL), 0) AS visitors_tied,
       (SELECT count(*) FROM identity AS visitor CROSS JOIN identity AS user ON user.id = visitor.owner
         WHERE visitor.environment = ?1 AND visitor.kind = 'visitor' AND visitor.owner IS NOT NULL
           AND user.heard_at IS NOT NULL) AS visitors_heard
     FROM identity WHERE environment = ?1`,
    [environment],
  )
  const count = (column: string) => (row ? (optionalInteger(row, column) ?? 0) : 0)
  return {
    users: count('users'),
    anonymous: count('anonymous'),
    tied: count('tied'),
    visitors: count('visitors'),
    visitorsTied: count('visitors_tied'),
    visitorsHeard: count('visitors_heard'),
  }
}

/** Joins a user into another. Their data stay where they are, so that parting them again restores both. */
export async function mergePerson(
  database: Database,
  person: StoredPerson,
  into: StoredPerson,
  { now, hash }: { now: number; hash: string },
): Promise<void> {
  await database.write([
    {
      sql: `INSERT INTO merge (user, into_user, at, hash) VALUES (?, ?, ?, ?)`,
      args: [person.id, into.id, now, hash],
    },
    { sql: `UPDATE identity SET owner = ?2 WHERE id = ?1 OR owner = ?1`, args: [person.id, into.id] },
    NEW_VERSION,
  ])
}

/** Parts a user from the one they were joined into. False where they were not. */
export async function unmergePerson(
  database: Database,
  environment: number,
  userId: string,
): Promise<boolean> {
  const named = `(SELECT id FROM identity WHERE environment = ? AND kind = 'user' AND value = ?)`
  const [, , parted] = await database.write([
    {
      sql: `UPDATE identity SET owner = ${named} WHERE id IN (SELECT anonymous FROM tie WHERE user = ${named})
        AND kind <> 'user' AND owner = (SELECT into_user FROM merge WHERE user = ${named})
        AND ${named} = (SELECT tie.user FROM tie JOIN identity AS user ON user.id = tie.user
          WHERE tie.anonymous = identity.id ORDER BY tie.at, user.value LIMIT 1)`,
      args: [environment, userId, environment, userId, environment, userId, environment, userId],
    },
    { sql: `UPDATE identity SET owner = NULL WHERE id = ${named}`, args: [environment, userId] },
    { sql: `DELETE FROM merge WHERE user = ${named}`, args: [environment, userId] },
    NEW_VERSION,
  ])
  return parted?.changes === 1
}

/** Users joined into this one by hand. */
export async function listMerged(database: Database, person: StoredPerson): Promise<string[]> {
  const rows = await database.read(
    `SELECT identity.value FROM merge JOIN identity ON identity.id = merge.user WHERE merge.into_user = ? ORDER BY merge.at`,
    [person.id],
  )
  return rows.map((row) => text(row, 'value'))
}
