/** Reads all that calls are judged by, in one look at each table. Tables of definitions are small: thousands of rows at most. */
import * as v from 'valibot'
import { Click, PAGEVIEW, PropertyCondition } from '../../shared/event.ts'
import { globMatcher } from '../../shared/glob.ts'
import { DAY } from '../../shared/time-slot.ts'
import { compileUrlMatch, StoredUrlMatch } from '../../shared/url-match.ts'
import type { Database, Row } from './database.ts'
import { listEnvironments } from './environment.ts'
import { listLiveKeys } from './key.ts'
import { flag, integer, optionalText, text } from './row.ts'
import type { AttributeKey, ClickRule, LiveKey, Rules, Tally, TrackRule, UrlRule } from './rules.ts'
import { surveyRules } from './survey-rules.ts'

export async function readDefinitions(
  database: Database,
  now: number,
): Promise<{ rules: Map<number, Rules>; keys: LiveKey[] }> {
  const [environments, keys, tallies, events, attributeKeys, erasures, urls, surveys] = await Promise.all([
    listEnvironments(database),
    listLiveKeys(database),
    database.read(
      `SELECT t.*, s.properties FROM tally t LEFT JOIN sample s ON s.tally = t.id
       WHERE t.retired_at IS NULL ORDER BY t.opened_at, t.id`,
    ),
    database.read(
      `SELECT e.*, m.id AS mapping, m.name AS track_name, m.conditions
       FROM event e LEFT JOIN mapping m ON m.event = e.id ORDER BY e.created_at, e.id`,
    ),
    database.read(`SELECT * FROM attribute_key`),
    database.read(`SELECT DISTINCT environment FROM erasure`),
    database.read(`SELECT environment, url FROM recent_url`),
    database.read(`SELECT * FROM survey WHERE status = 'in-progress' ORDER BY id`),
  ])
  const erased = new Set(erasures.map((row) => integer(row, 'environment')))
  const rules = new Map<number, Rules>()
  for (const environment of environments) {
    const own = (rows: readonly Row[]) =>
      rows.filter((row) => integer(row, 'environment') === environment.number)
    rules.set(environment.number, {
      environment,
      edition: 0,
      ...eventRules(tallyBook(environment.number, own(tallies), now), own(events), now),
      ...surveyRules(own(surveys), own(events)),
      attributeKeys: new Map(own(attributeKeys).map((row) => [text(row, 'key'), attributeKeyOf(row)])),
      hasErasures: erased.has(environment.number),
      recentUrls: new Set(own(urls).map((row) => text(row, 'url'))),
      notices: new Map(),
    })
  }
  return { rules, keys }
}

const attributeKeyOf = (row: Row): AttributeKey => ({
  environment: integer(row, 'environment'),
  id: integer(row, 'id'),
  key: text(row, 'key'),
  ignored: flag(row, 'ignored'),
})

/** The open tallies of one environment; what is asked for and not there yet is opened by the first call that counts. */
type TallyBook = {
  of(kind: Tally['kind'], name: string): Tally
  /** What the web SDK sent of the same, if it did. */
  sdk(kind: Tally['kind'], name: string): Tally | undefined
  /** All of the web SDK, by kind and name. */
  sdkTallies: Map<string, Tally>
  trackNames: ReadonlySet<string>
  properties(tally: Tally): Map<string, string>
}

const TallyKind = v.picklist(['track', 'pageview', 'url', 'condition'])
const Properties = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()))

function tallyBook(environment: number, rows: readonly Row[], now: number): TallyBook {
  const open = { segment: new Map<string, Tally>(), sdk: new Map<string, Tally>() }
  const properties = new Map<Tally, Map<string, string>>()
  const trackNames = new Set<string>()
  for (const row of rows) {
    const source = v.parse(v.picklist(['segment', 'sdk']), row['source'])
    const tally: Tally = {
      environment,
      source,
      kind: v.parse(TallyKind, row['kind']),
      name: text(row, 'name'),
      id: integer(row, 'id'),
      openedAt: integer(row, 'opened_at'),
    }
    open[source].set(`${tally.kind}:${tally.name}`, tally)
    if (tally.kind === 'track') trackNames.add(tally.name)
    const sample = optionalText(row, 'properties')
    if (sample !== undefined) properties.set(tally, new Map(Object.entries(v.parse(Properties, sample))))
  }
  return {
    of(kind, name) {
      const known = open.segment.get(`${kind}:${name}`)
      if (known) return known
      const tally: Tally = { environment, source: 'segment', kind, name, openedAt: now }
      open.segment.set(`${kind}:${name}`, tally)
      return tally
    },
    sdk: (kind, name) => open.sdk.get(`${kind}:${name}`),
    sdkTallies: open.sdk,
    trackNames,
    properties: (tally) => properties.get(tally) ?? new Map(),
  }
}

const Conditions = v.pipe(v.string(), v.parseJson(), v.array(PropertyCondition))
const StoredUrl = v.pipe(v.string(), v.parseJson(), StoredUrlMatch)
const StoredClick = v.pipe(v.string(), v.parseJson(), Click)

type EventRules = Omit<
  Rules,
  | 'environment'
  | 'edition'
  | 'attributeKeys'
  | 'hasErasures'
  | 'recentUrls'
  | 'notices'
  | 'surveys'
  | 'triggers'
>

function eventRules(tallies: TallyBook, rows: readonly Row[], now: number): EventRules {
  const names = new Map<string, TrackRule>()
  const ruleOf = (name: string): TrackRule => {
    const known = names.get(name)
    if (known) return known
    const tally = tallies.of('track', name)
    const rule: TrackRule = { tally, events: [], conditional: [], properties: tallies.properties(tally) }
    names.set(name, rule)
    return rule
  }
  const urls: UrlRule[] = []
  const denied = new Set<string>()
  const deniedPatterns: ((name: string) => boolean)[] = []
  const clicks = new Map<string, ClickRule>()
  const events = new Map<string, Tally[]>()
  const feeds = new Map<string, Tally[]>()
  const automatic = new Set<string>()

  for (const row of rows) {
    const event = text(row, 'name')
    if (text(row, 'status') === 'denied') {
      if (flag(row, 'is_pattern')) deniedPatterns.push(globMatcher(event))
      else denied.add(event)
      continue
    }
    if (flag(row, 'accepted_automatically') && integer(row, 'created_at') > now - DAY) automatic.add(event)
    const counted = events.get(event) ?? []
    events.set(event, counted)
    const fed = feeds.get(event) ?? []
    feeds.set(event, fed)
    const count = (tally: Tally): Tally => {
      const sdk = tallies.sdk(tally.kind, tally.name)
      counted.push(countedFrom(tally, sdk, optionalText(row, 'counts_from')))
      fed.push(tally, ...(sdk ? [sdk] : []))
      return tally
    }
    const trackName = optionalText(row, 'track_name')
    if (text(row, 'kind') === 'page-url') {
      const tally = count(tallies.of('url', text(row, 'id')))
      const url = v.parse(StoredUrl, row['url'])
      urls.push({ event, tally, url, matches: compileUrlMatch(url) })
    } else if (text(row, 'kind') === 'click') {
      const tally = count(tallies.of('url', text(row, 'id')))
      clicks.set(event, { event, tally, click: v.parse(StoredClick, row['click']) })
    } else if (trackName !== undefined) {
      const rule = ruleOf(trackName)
      const conditions = v.parse(Conditions, row['conditions'])
      if (conditions.length === 0) {
        rule.events.push(event)
        count(rule.tally)
      } else {
        const tally = count(tallies.of('condition', text(row, 'mapping')))
        rule.conditional.push({ event, tally, conditions })
      }
    }
  }
  const isDenied = (name: string) => denied.has(name) || deniedPatterns.some((matches) => matches(name))
  let requests = 0
  for (const name of tallies.trackNames) if (isRequest(ruleOf(name)) && !isDenied(name)) requests++

  const pageview = tallies.of('pageview', PAGEVIEW)
  const sdkPageview = tallies.sdk('pageview', PAGEVIEW)
  events.set(PAGEVIEW, [countedFrom(pageview, sdkPageview, undefined)])
  feeds.set(PAGEVIEW, [pageview, ...(sdkPageview ? [sdkPageview] : [])])
  return {
    names,
    isDenied,
    urls,
    clicks,
    pageview,
    sdkTallies: tallies.sdkTallies,
    events,
    feeds,
    acceptedLately: automatic.size,
    requests,
  }
}

/** A name that no accepted event counts waits for review. */
export const isRequest = (rule: TrackRule): boolean =>
  rule.events.length === 0 && rule.conditional.length === 0

/** Where Segment and the SDK send the same, one of them counts: as set, else the first that sent it. */
function countedFrom(segment: Tally, sdk: Tally | undefined, set: string | undefined): Tally {
  if (sdk === undefined || set === 'segment') return segment
  if (set === 'sdk' || segment.id === undefined) return sdk
  return segment.openedAt <= sdk.openedAt ? segment : sdk
}
