/** The key that a sender presents, in the ways that Segment's products and SDKs send it. */

/**
 * From `Authorization`: `Basic base64("<key>:")`, with or without the colon, or `Bearer <key>`, the scheme in any
 * casing. Undefined where there is none, or it is neither.
 */
export function keyOfAuthorization(headers: Pick<Headers, 'get'>): string | undefined {
  const header = headers.get('authorization')
  if (header === null) return undefined
  const space = header.indexOf(' ')
  const sent = header.slice(space + 1).trim()
  if (space < 1 || sent === '') return undefined
  const scheme = header.slice(0, space).toLowerCase()
  if (scheme === 'bearer') return sent
  return scheme === 'basic' ? keyOfBasic(sent) : undefined
}

function keyOfBasic(sent: string): string | undefined {
  let user: string
  try {
    user = atob(sent)
  } catch {
    return undefined
  }
  const colon = user.indexOf(':')
  return (colon < 0 ? user : user.slice(0, colon)) || undefined
}

const OURS = /^(ask_[a-z0-9]+_(?:pub_)?)[0-9a-f]{40,}$/

/** Enough to recognise a key by, and too little to use it. */
export function maskKey(key: string): string {
  const ours = OURS.exec(key)
  if (ours?.[1] !== undefined) return `${ours[1]}…${key.slice(-4)}`
  return `${key.slice(0, Math.min(8, Math.floor(key.length / 4))).replace(/[^\x20-\x7e]/g, '?')}…`
}
