/** A filter as one sentence, for who reads rather than edits it. */
import type { Condition, EventCondition, Filter } from './filter.ts'
import { sayComparison, sayCount } from './say.ts'
import { sayOften } from './say-often.ts'

/** `Known users whose plan is "pro" and who did “Order Completed” in the last 30 days.` */
export function sayFilter(filter: Filter): string {
  const clause = sayWhole(filter)
  return clause === '' ? 'All known users.' : `Known users ${clause}.`
}

/** What is nested stands in brackets, so that "and" and "or" are never mixed. */
function sayWhole(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.length === 1
        ? filter.of.map(sayWhole).join('')
        : filter.kind === 'and'
          ? sayAll(filter.of)
          : filter.of.length === 0
            ? 'of whom there are none'
            : filter.of.map(sayPart).join(' or ')
    case 'not':
      return 'of' in filter.of ? `not those ${sayPart(filter.of)}` : sayCondition(filter.of, true)
    default:
      return sayCondition(filter)
  }
}

/** Groups that are excluded come last: `who …, but not those (whose …)` */
function sayAll(filters: readonly Filter[]): string {
  const included = filters.filter((filter) => !isExclusion(filter))
  const excluded = filters.filter(isExclusion)
  return [
    ...(included.length > 0 ? [included.map(sayPart).join(' and ')] : []),
    ...excluded.map((filter) => `but ${sayWhole(filter)}`),
  ].join(', ')
}

const isExclusion = (filter: Filter): boolean => filter.kind === 'not' && 'of' in filter.of

function sayPart(filter: Filter): string {
  const isGroup = 'of' in filter && (isExclusion(filter) || (filter.kind !== 'not' && filter.of.length !== 1))
  return isGroup ? `(${sayWhole(filter)})` : sayWhole(filter)
}

function sayCondition(condition: Condition, negated = false): string {
  const did = (verb: string, past: string) => (negated ? `did not ${verb}` : past)
  switch (condition.kind) {
    case 'attribute': {
      const { key, op, value } = condition
      const compared = sayComparison(op, value === undefined ? [] : [value].flat())
      return `whose ${key} ${negated ? opposite(compared) : compared}`
    }
    case 'pageViews':
      return `who ${did('view', 'viewed')} at least ${sayCount(condition.value, 'page')}`
    case 'sessions':
      return `who ${did('come', 'came')} for at least ${sayCount(condition.value, 'session')}`
    case 'event': {
      const { measure } = condition
      if (measure === 'done') return sayEvent(condition, did('do', 'did'))
      if (measure === 'notDone') return sayEvent(condition, negated ? 'did' : 'did not do')
      if (measure === 'occurrences') return sayEvent(condition, did('do', 'did'))
      const which = measure === 'firstOccurred' ? 'first' : 'last'
      return sayEvent(condition, negated ? `did not ${which} do` : `${which} did`)
    }
  }
}

const sayEvent = (condition: EventCondition, did: string): string =>
  [`who ${did} “${condition.event}”`, sayOften(condition)].filter(Boolean).join(' ')

/** Of words as sayComparison gives them: `is not at least 5` */
const opposite = (compared: string): string =>
  compared.startsWith('is not ')
    ? compared.replace('is not ', 'is ')
    : compared.replace(/^is /, 'is not ').replace(/^contains /, 'does not contain ')
