/** Live calls in words: by which door a call came, and what may be chosen of its type and outcome. */
import type { CallLine } from '../../../../shared/call.ts'
import { OUTCOMES, type Outcome } from '../../../../shared/segment.ts'

const DOORS: Readonly<Record<string, string>> = {
  segment: 'Segment destination (/segment)',
  webhook: 'Webhook (/webhook/segment)',
  tracking: 'Tracking API (/v1)',
  console: 'This console',
  sdk: 'Web SDK',
}
export const doorWords = (door: string): string => DOORS[door] ?? door

const MEANINGS: Readonly<Record<Outcome, string>> = {
  stored: 'made or changed a user',
  counted: 'counts now',
  held: 'counts once the person is known',
  requested: 'its name waits for review',
  denied: 'its name is denied',
  duplicate: 'came before',
  unsupported: 'of a type not taken',
  invalid: 'refused',
  erased: 'older than an erasure',
}

export const OUTCOME_OPTIONS: readonly (readonly [string, string])[] = [
  ['', 'Any outcome'],
  ...OUTCOMES.map((outcome) => [outcome, `${outcome}: ${MEANINGS[outcome]}`] as const),
]

const TYPES = ['identify', 'track', 'page', 'alias', 'delete', 'click', 'group', 'screen', 'batch']

/** `chosen` may be as some sender spelled it. */
export const typeOptions = (chosen = ''): (readonly [string, string])[] => [
  ['', 'Any type'],
  ...[...new Set([...TYPES, chosen])].filter(Boolean).map((type) => [type, type] as const),
]

/** Why there is no payload to show. */
export function noPayloadWords({ type, outcome }: Pick<CallLine, 'type' | 'outcome'>): string {
  if (outcome === 'erased') return 'Nothing is kept of what is older than the erasure of its user.'
  if (type === 'delete') return 'Nothing is kept of what asks for an erasure.'
  if (type === 'batch') return 'The body was refused as a whole; it is not kept.'
  return 'None is kept: it was empty, or more calls came in that second than are kept in full.'
}
