/** One arrived call in words, for who watches for the first ones. */
import type { CallLine } from '../../../../shared/call.ts'

/** `userId123: James Gibbon is now a user` */
export function sayCall({ type, name, userId, anonymousId, outcome, detail, payload }: CallLine): string {
  const who = userId ?? anonymousId
  if (outcome === 'stored' && userId !== null && (type === 'identify' || type === 'alias')) {
    const called = nameOf(payload)
    return called === undefined ? `${userId} is now a user` : `${userId}: ${called} is now a user`
  }
  const what = [who, name !== null && !detail.includes(name) && name].filter(Boolean).join(', ')
  return what === '' ? detail : `${what}: ${detail}`
}

/** What a person goes by, of the traits that Segment's Spec names. */
function nameOf(payload: CallLine['payload']): string | undefined {
  const traits = payload?.['traits']
  if (typeof traits !== 'object' || traits === null) return undefined
  const read = (key: string): string => {
    const value: unknown = Object.entries(traits).find(([one]) => one === key)?.[1]
    return typeof value === 'string' ? value : ''
  }
  const called = read('name') || `${read('firstName')} ${read('lastName')}`.trim() || read('email')
  return called === '' ? undefined : called
}
