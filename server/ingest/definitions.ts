/** Environments, keys, events and mappings, held in memory so that a call is judged without a query. */
import { groupBy } from '../../shared/group-by.ts'
import type { Database } from '../store/database.ts'
import { readDefinitions } from '../store/definitions.ts'
import type { Environment, LiveKey, Rules } from '../store/rules.ts'
import { readVersion } from '../store/version.ts'
import { sameText } from './same-text.ts'

export type { AttributeKey, Environment, LiveKey, Rules, Tally, TrackRule } from '../store/rules.ts'

export interface Definitions {
  environments(): readonly Environment[]
  environment(number: number): Environment | undefined
  environmentById(id: string): Environment | undefined
  environmentBySdkId(sdkId: string): Environment | undefined
  /** The live key that equals `presented`, compared in constant time. */
  key(presented: string): LiveKey | undefined
  /** @throws {RangeError} for an environment that does not exist. */
  rules(environment: number): Rules
  /** Reads everything anew; resolves when calls received from now on are judged by it. */
  refresh(): Promise<void>
  /** Reads anew only where another process changed something. */
  refreshIfChanged(): Promise<void>
  /** To be put round a commit's own change of them: what was read meanwhile may lack it, and is read again. */
  whileChanging<T>(change: Promise<T>): Promise<T>
}

/** In a flood of new names commits overtake one read after another; the last one then stands until the next refresh. */
const ATTEMPTS = 5
/** So much of a key names it; the rest is compared in constant time. */
const KEY_HINT = 20

export async function createDefinitions(database: Database, now: () => number): Promise<Definitions> {
  let version = ''
  let environments = new Map<number, Rules>()
  let keys = new Map<string, LiveKey[]>()

  /** Changes by commits: how many are under way, and how many have ever begun. */
  let changing = 0
  let changes = 0
  /** Reads begun, and the one that stands: a read that began earlier and ended later must not undo it. */
  let reads = 0
  let standing = 0

  async function refresh(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const before = changes
      const wasChanging = changing > 0
      const turn = (reads += 1)
      // The version first: what changes while the rest is read is read again at the next look.
      const found = await readVersion(database)
      const read = await readDefinitions(database, now())
      if (turn < standing) return
      if ((wasChanging || changes !== before) && attempt < ATTEMPTS) continue
      standing = turn
      version = found
      environments = read.rules
      keys = groupBy(read.keys, ({ key }) => key.slice(0, KEY_HINT))
      return
    }
  }
  await refresh()

  const find = (test: (environment: Environment) => boolean): Environment | undefined => {
    for (const { environment } of environments.values()) if (test(environment)) return environment
    return undefined
  }
  return {
    environments: () => [...environments.values()].map(({ environment }) => environment),
    environment: (number) => environments.get(number)?.environment,
    environmentById: (id) => find((environment) => environment.id === id),
    environmentBySdkId: (sdkId) => find((environment) => environment.sdkId === sdkId),
    key: (presented) => keys.get(presented.slice(0, KEY_HINT))?.find(({ key }) => sameText(key, presented)),
    rules(environment) {
      const rules = environments.get(environment)
      if (rules === undefined) throw new RangeError(`there is no environment ${environment}`)
      return rules
    },
    refresh,
    async refreshIfChanged() {
      if ((await readVersion(database)) !== version) await refresh()
    },
    async whileChanging(change) {
      changes += 1
      changing += 1
      try {
        return await change
      } finally {
        changing -= 1
      }
    },
  }
}
