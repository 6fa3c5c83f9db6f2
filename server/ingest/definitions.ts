/** Environments, keys, events and mappings, held in memory so that a call is judged without a query. */
import { groupBy } from '../../shared/group-by.ts'
import type { Database } from '../store/database.ts'
import { readDefinitions } from '../store/definitions.ts'
import type { Environment, LiveKey, Rules } from '../store/rules.ts'
import { readVersion } from '../store/version.ts'
import { learn, type News } from './learn.ts'
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
  /** What a commit made holds at once, also after a read of the definitions that is under way and lacks it. */
  learn(news: News): void
}

/** So much of a key names it; the rest is compared in constant time. */
const KEY_HINT = 20

export async function createDefinitions(database: Database, now: () => number): Promise<Definitions> {
  let version = ''
  let environments = new Map<number, Rules>()
  let keys = new Map<string, LiveKey[]>()

  /** Reads begun, and the one that stands: a read that began earlier and ended later must not undo it. */
  let begun = 0
  let standing = 0
  /** What was learnt while reads were under way, which may lack it. */
  let reading = 0
  let meanwhile: News[] = []

  async function refresh(): Promise<void> {
    const turn = (begun += 1)
    const from = meanwhile.length
    reading += 1
    try {
      // The version first: what changes while the rest is read is read again at the next look.
      const found = await readVersion(database)
      const read = await readDefinitions(database, now())
      if (turn < standing) return
      standing = turn
      version = found
      environments = read.rules
      keys = groupBy(read.keys, ({ key }) => key.slice(0, KEY_HINT))
      for (const news of meanwhile.slice(from)) learn(environments, news)
    } finally {
      reading -= 1
      if (reading === 0) meanwhile = []
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
    learn(news) {
      if (reading > 0) meanwhile.push(news)
      learn(environments, news)
    },
  }
}
