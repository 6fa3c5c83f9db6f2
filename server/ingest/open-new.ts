/** Numbers for the track names and attribute keys that come for the first time, before their calls are committed. */
import { attributeKeyPlace, createAttributeKeys, type NewAttributeKey } from '../store/attribute-key.ts'
import type { Database } from '../store/database.ts'
import { type NewTally, openTallies, tallyPlace } from '../store/tally.ts'
import type { JudgedCall, Judgement } from './commit.ts'
import type { AttributeKey, Tally } from './definitions.ts'
import type { News } from './learn.ts'

type At = { windows: readonly number[]; now: number }
type AskedTally = NewTally & { hashes: string[]; waiting: Set<Tally> }
type AskedKey = NewAttributeKey & { hashes: string[]; waiting: Set<AttributeKey> }

/** Says what has its number now; undefined where nothing is new. `repeats`, as earlier messages that come again, open nothing. */
export function openNew(
  judgements: readonly Judgement[],
  { repeats, database, ...at }: At & { repeats: ReadonlySet<JudgedCall>; database: Database },
): Promise<News> | undefined {
  const tallies = new Map<string, AskedTally>()
  const keys = new Map<string, AskedKey>()
  for (const { judged } of judgements)
    for (const one of judged) {
      for (const tally of one.judgement.tallies)
        if (tally.id === undefined && !repeats.has(one)) askTally(tallies, tally, one.hash)
      for (const [key] of one.judgement.attributes)
        if (key.id === undefined && !repeats.has(one)) askKey(keys, key, one.hash)
    }
  if (tallies.size === 0 && keys.size === 0) return undefined
  return Promise.all([numberTallies(tallies, database, at), numberKeys(keys, database, at)]).then(
    ([opened, created]) => ({ tallies: opened, keys: created }),
  )
}

function askTally(asked: Map<string, AskedTally>, tally: Tally, hash: string): void {
  const place = tallyPlace(tally)
  const { environment, source, kind, name, openedAt, accept = false } = tally
  const entry = asked.get(place) ?? {
    environment,
    source,
    kind,
    name,
    openedAt,
    accept,
    hashes: [],
    waiting: new Set(),
  }
  asked.set(place, entry)
  entry.hashes.push(hash)
  entry.waiting.add(tally)
}

function askKey(asked: Map<string, AskedKey>, attributeKey: AttributeKey, hash: string): void {
  const place = attributeKeyPlace(attributeKey)
  const { environment, key } = attributeKey
  const entry = asked.get(place) ?? { environment, key, hashes: [], waiting: new Set() }
  asked.set(place, entry)
  entry.hashes.push(hash)
  entry.waiting.add(attributeKey)
}

async function numberTallies(
  asked: ReadonlyMap<string, AskedTally>,
  database: Database,
  at: At,
): Promise<Tally[]> {
  if (asked.size === 0) return []
  const opened = await openTallies(database, [...asked.values()], at)
  return [...asked].flatMap(([place, { waiting }]) => numbered([...waiting], opened.get(place)))
}

async function numberKeys(
  asked: ReadonlyMap<string, AskedKey>,
  database: Database,
  at: At,
): Promise<AttributeKey[]> {
  if (asked.size === 0) return []
  const created = await createAttributeKeys(database, [...asked.values()], at)
  return [...asked].flatMap(([place, { waiting }]) => numbered([...waiting], created.get(place)))
}

/** None where only calls asked for it that came before: those open nothing. */
function numbered<T extends { id?: number }>(waiting: readonly T[], id: number | undefined): readonly T[] {
  if (id === undefined) return []
  for (const one of waiting) one.id = id
  return waiting
}
