/** What is noted beside the calls: when keys were used, the first call, URLs of late, notices, strangers. */
import type { Definitions } from './definitions.ts'
import type { Asides, Judgement } from './commit.ts'
import type { Ingest } from './envelope.ts'
import type { Sampled } from './inspection.ts'

type Stranger = Parameters<Ingest['stranger']>[0]

export interface AsideBook {
  stranger(seen: Stranger): void
  /** Something is to be written though no call came. */
  readonly waiting: boolean
  take(judgements: readonly Judgement[], sampled: readonly Sampled[], now: number): Asides
  /** What was taken for a commit that failed is due again; but for strangers, who are not worth another try. */
  giveBack(taken: Asides): void
}

/** A key's last use is told to within this. */
const USE_MILLISECONDS = 5_000
const STRANGERS_A_SECOND = 5
const URLS_A_COMMIT = 20
/** So many URLs are enough to try a pattern on. */
const RECENT_URLS = 200
const URL_LENGTH = 2_048

export function createAsides(definitions: Definitions): AsideBook {
  const used = new Map<string, number>()
  const begun = new Set<number>()
  let strangers: Stranger[] = []
  let strangersNow = { second: 0, count: 0 }

  const keysUsed = (judgements: readonly Judgement[]): [string, number][] => {
    const due = new Map<string, number>()
    for (const { keyId, receivedAt } of judgements) {
      if (keyId === undefined || receivedAt - (used.get(keyId) ?? -Infinity) < USE_MILLISECONDS) continue
      used.set(keyId, receivedAt)
      due.set(keyId, receivedAt)
    }
    return [...due]
  }

  const firstCalls = (judgements: readonly Judgement[]): [number, number][] => {
    const first: [number, number][] = []
    for (const { environment: number, judged, receivedAt } of judgements) {
      if (judged.length === 0 || begun.has(number)) continue
      begun.add(number)
      if (definitions.rules(number).environment.firstCallAt === undefined) first.push([number, receivedAt])
    }
    return first
  }

  /** The path only where the query could name someone. */
  const urls = (judgements: readonly Judgement[]): Asides['urls'] => {
    const fresh: Asides['urls'][number][] = []
    for (const { environment, judged, receivedAt } of judgements)
      for (const { judgement, hash } of judged) {
        const { call } = judgement
        if (call.type !== 'page' || call.url === undefined || fresh.length >= URLS_A_COMMIT) continue
        const { recentUrls } = definitions.rules(environment)
        const url = call.url.slice(0, URL_LENGTH)
        if (url.includes('@') || recentUrls.size >= RECENT_URLS || recentUrls.has(url)) continue
        recentUrls.add(url)
        fresh.push([hash, environment, url, receivedAt])
      }
    return fresh
  }

  const notices = (sampled: readonly Sampled[], now: number): [number, string, string, number][] => [
    ...sampled.map(({ environment, calls, shown, at }): [number, string, string, number] => [
      environment,
      'sampled',
      `Of ${calls} calls in one second, ${shown} are shown.`,
      at,
    ]),
    ...definitions.environments().flatMap(({ number }) => {
      const { notices } = definitions.rules(number)
      const due = [...notices].map(([kind, detail]): [number, string, string, number] => [
        number,
        kind,
        detail,
        now,
      ])
      notices.clear()
      return due
    }),
  ]

  return {
    stranger(seen) {
      const second = Math.floor(seen.at / 1_000)
      if (strangersNow.second !== second) strangersNow = { second, count: 0 }
      if (++strangersNow.count <= STRANGERS_A_SECOND) strangers.push(seen)
    },
    get waiting() {
      return strangers.length > 0
    },
    take(judgements, sampled, now) {
      const seen = strangers.map(({ door, reason, hint, at }): [string, string, string, number] => [
        door,
        reason,
        hint,
        at,
      ])
      strangers = []
      return {
        keysUsed: keysUsed(judgements),
        firstCalls: firstCalls(judgements),
        urls: urls(judgements),
        notices: notices(sampled, now),
        strangers: seen,
      }
    },
    giveBack({ keysUsed, firstCalls, urls, notices }) {
      for (const [keyId] of keysUsed) used.delete(keyId)
      for (const [environment] of firstCalls) begun.delete(environment)
      for (const [, environment, url] of urls) definitions.rules(environment).recentUrls.delete(url)
      for (const [environment, kind, detail] of notices)
        definitions.rules(environment).notices.set(kind, detail)
    },
  }
}
