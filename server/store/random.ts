/** IDs and secrets. */

/** So many random bytes, as lowercase hex. */
export function randomHex(bytes: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)))
}

export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** Ordered by time to the millisecond, so that new rows stand together in their index. */
export const newId = (prefix: string, now: number): string =>
  `${prefix}_${now.toString(16).padStart(12, '0')}${randomHex(6)}`
