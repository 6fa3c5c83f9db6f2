/** Judges a call once, by the definitions at its receipt: what it counts as, what it sets, and the outcome in words. */
import { failedCondition } from '../../shared/property.ts'
import type {
  Call,
  Click,
  Identify,
  Json,
  JsonObject,
  Named,
  Outcome,
  Page,
  Track,
} from '../../shared/segment.ts'
import type { AttributeKey, Rules, Tally, TrackRule } from './definitions.ts'
import { addName } from './learn.ts'

export type Judged = {
  readonly call: Call
  /** As it is if the message is new, its identity known and not erased; the commit finds out the rest. */
  readonly outcome: Extract<Outcome, 'stored' | 'counted' | 'held' | 'requested' | 'denied'>
  readonly detail: string
  readonly tallies: readonly Tally[]
  /** Null clears. */
  readonly attributes: readonly (readonly [AttributeKey, Json])[]
  /** Set where the call showed properties that the stored sample of its name lacks. */
  readonly sampled?: TrackRule
}

const ATTRIBUTE_KEY_LENGTH = 250
const SAMPLE_PROPERTIES = 100

export function judge(call: Call, rules: Rules): Judged {
  switch (call.type) {
    case 'identify':
      return judgeIdentify(call, rules)
    case 'alias':
      return judged(call, 'stored', `${call.userId} is a user.`)
    case 'delete':
      return judged(call, 'stored', 'The user and all of their data are erased.')
    case 'track':
      return judgeTrack(call, rules)
    case 'page':
      return judgePage(call, rules)
    case 'click':
      return judgeClick(call, rules)
  }
}

/** What the web SDK sends is counted beside what Segment sends, so that one of them can count where both do. */
function tallyOf({ visitorId }: Named, tally: Tally, rules: Rules, openedAt: number): Tally {
  if (visitorId === undefined) return tally
  const place = `${tally.kind}:${tally.name}`
  const known = rules.sdkTallies.get(place)
  if (known) return known
  const { environment, kind, name, accept } = tally
  const own: Tally = { environment, source: 'sdk', kind, name, accept, openedAt }
  rules.sdkTallies.set(place, own)
  return own
}

function judgeIdentify(call: Identify, rules: Rules): Judged {
  const attributes = new Map<AttributeKey, Json>()
  const dropped: string[] = []
  for (const [name, value] of flatten(call.traits)) {
    const key = attributeKey(name, rules, call.visitorId !== undefined)
    if (key === undefined) dropped.push(name)
    else if (!key.ignored) attributes.set(key, value)
  }
  const set = `${attributes.size} ${attributes.size === 1 ? 'attribute' : 'attributes'}`
  const notKept =
    dropped.length === 0
      ? ''
      : ` Not kept: ${dropped.slice(0, 5).join(', ')}${dropped.length > 5 ? ` and ${dropped.length - 5} more` : ''} (names may not begin with $, be over ${ATTRIBUTE_KEY_LENGTH} characters, or be more than ${rules.environment.settings.attributeKeys} in all).`
  return {
    call,
    ...(call.userId === undefined && call.visitorId !== undefined
      ? { outcome: 'stored', detail: `${set} of the visitor, and of their user once one is known.${notKept}` }
      : call.userId === undefined
        ? {
            outcome: 'held',
            detail: `${set} held until ${call.anonymousId} is tied to a user.${notKept}`,
          }
        : { outcome: 'stored', detail: `${call.userId} is a user, with ${set} from this call.${notKept}` }),
    tallies: [],
    attributes: [...attributes],
  }
}

/** Nested objects become dotted keys; arrays and null are values. */
function* flatten(traits: JsonObject, prefix = ''): Generator<[string, Json]> {
  for (const [name, value] of Object.entries(traits)) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      yield* flatten(value, `${prefix}${name}.`)
    else yield [prefix + name, value]
  }
}

/** Keys that begin with $ are Asklet's own, and only its SDK sets them. */
function attributeKey(name: string, rules: Rules, fromSdk: boolean): AttributeKey | undefined {
  const isOwn = name.startsWith('$')
  const known = rules.attributeKeys.get(name)
  if (known && (fromSdk || !isOwn)) return known
  if (name === '' || (isOwn && !fromSdk) || name.length > ATTRIBUTE_KEY_LENGTH) return undefined
  if (rules.attributeKeys.size >= rules.environment.settings.attributeKeys) return undefined
  const key: AttributeKey = { environment: rules.environment.number, key: name, ignored: false }
  rules.attributeKeys.set(name, key)
  return key
}

function judgeTrack(call: Track, rules: Rules): Judged {
  const rule = rules.names.get(call.event) ?? newName(call, rules)
  if (rule === 'denied') return judged(call, 'denied', deniedDetail(call))
  if (typeof rule === 'string') return judged(call, 'requested', rule)
  const sampled = showsNewProperties(call.properties, rule) ? rule : undefined
  if (rule.events.length === 0 && rule.conditional.length === 0)
    return rules.isDenied(call.event)
      ? judged(call, 'denied', deniedDetail(call))
      : judged(
          call,
          'requested',
          `"${call.event}" waits for review under Events › To review.`,
          [tallyOf(call, rule.tally, rules, call.at)],
          sampled,
        )

  const tallies = [tallyOf(call, rule.tally, rules, call.at)]
  const events = [...rule.events]
  const missed: string[] = []
  for (const { event, tally, conditions } of rule.conditional) {
    const failed = failedCondition(conditions, call.properties)
    if (failed === undefined) {
      tallies.push(tallyOf(call, tally, rules, call.at))
      events.push(event)
    } else missed.push(`not as ${event}: ${failed}`)
  }
  const counts = events.length > 0 ? `Counts as ${events.join(', ')}` : 'Counts as no event'
  return judged(call, 'counted', [counts, ...missed].join('; ') + '.', tallies, sampled)
}

/** Field by field: V8 takes 1 µs to spread one object into another, a tenth of all that is done for a call here. */
const judged = (
  call: Call,
  outcome: Judged['outcome'],
  detail: string,
  tallies: readonly Tally[] = [],
  sampled?: TrackRule,
): Judged => ({ call, outcome, detail, tallies, attributes: [], sampled })

/**
 * Without what nobody will look at, where neither Live calls shows the call nor its properties are new: kept until the
 * commit, that is most of what a full queue would weigh.
 */
export function withoutContent({ call, outcome, tallies, attributes }: Judged): Judged {
  return { call: bare(call), outcome, detail: '', tallies, attributes }
}

function bare(call: Call): Call {
  switch (call.type) {
    case 'identify':
      return Object.assign({}, call, { payload: NOTHING, traits: NOTHING })
    case 'track':
      return Object.assign({}, call, BARE_TRACK)
    case 'page':
      return Object.assign({}, call, BARE_PAGE)
    default:
      return Object.assign({}, call, { payload: NOTHING })
  }
}
const NOTHING: JsonObject = {}
const BARE = { messageId: undefined, note: undefined, payload: NOTHING, properties: NOTHING }
const BARE_TRACK = { ...BARE, event: '' }
const BARE_PAGE = { ...BARE, url: undefined }

const deniedDetail = ({ event }: Track): string =>
  `"${event}" is denied; lift that under Events › Denied to count it.`

/** The rule made for a name never seen, or why there is none: "denied", or the reason that it is only a request. */
function newName(call: Track, rules: Rules): TrackRule | string {
  const name = call.event
  if (rules.isDenied(name)) return 'denied'
  const { environment, names } = rules
  const { autoAccept, settings } = environment
  const flood = rules.acceptedLately >= settings.namesPerDay || names.size >= settings.namesInAll
  const accept = autoAccept && !rules.events.has(name) && !flood
  if (autoAccept && flood)
    rules.notices.set(
      'flood',
      rules.acceptedLately >= settings.namesPerDay
        ? `${settings.namesPerDay} new names were accepted within a day; the rest wait for review.`
        : `${settings.namesInAll} names are known; new ones wait for review.`,
    )
  if (!accept && rules.requests >= settings.requestsInAll)
    return `"${name}" is new, and ${settings.requestsInAll} names wait for review already; it is not kept. Deny what you do not want like a pattern.`
  return addName(rules, {
    environment: environment.number,
    source: 'segment',
    kind: 'track',
    name,
    accept,
    openedAt: call.at,
  })
}

function showsNewProperties(properties: JsonObject, rule: TrackRule): boolean {
  let shows = rule.properties.size === 0 && rule.tally.id === undefined
  for (const name in properties) {
    const type = typeOf(properties[name] ?? null)
    const known = rule.properties.get(name)
    if (known === type || (known !== undefined && known.includes(type))) continue
    if (known === undefined && rule.properties.size >= SAMPLE_PROPERTIES) continue
    rule.properties.set(name, known === undefined ? type : `${known} or ${type}`)
    shows = true
  }
  return shows
}

const typeOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

function judgePage(call: Page, rules: Rules): Judged {
  const tallies = [tallyOf(call, rules.pageview, rules, call.at)]
  const events = ['pageview']
  const { url } = call
  if (url !== undefined)
    for (const rule of rules.urls)
      if (rule.matches(url)) {
        tallies.push(tallyOf(call, rule.tally, rules, call.at))
        events.push(rule.event)
      }
  return judged(call, 'counted', `Counts as ${events.join(', ')}.`, tallies)
}

/** Its event was known when the page read its configuration; it may be gone since. */
function judgeClick(call: Click, rules: Rules): Judged {
  const rule = rules.clicks.get(call.event)
  return rule === undefined
    ? judged(call, 'denied', `There is no Click event "${call.event}" any more.`)
    : judged(call, 'counted', `Counts as ${rule.event}.`, [tallyOf(call, rule.tally, rules, call.at)])
}
