/** The `X-Signature` of Segment's webhooks. */
import { isObject, weigh } from './safe-json.ts'
import type { Json } from '../../shared/segment.ts'

/**
 * Whether `signature` is the hex HMAC-SHA1, under `secret`, of what Segment signs: an object's whole body as sent, but
 * of an array only its first element. So it proves nothing about the rest of an array. An empty secret proves nothing.
 */
export async function isSigned(
  signature: string | null,
  secret: string,
  body: { text: string; value: Json },
): Promise<boolean> {
  const sent = bytesOfHex(signature ?? '')
  if (sent === undefined || secret === '') return false
  const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
  const hmac = { name: 'HMAC', hash: 'SHA-1' }
  const key = await crypto.subtle.importKey('raw', encode(secret), hmac, false, ['verify'])
  for (const text of textsSigned(body))
    if (await crypto.subtle.verify('HMAC', key, sent, encode(text))) return true
  return false
}

function textsSigned({ text, value }: { text: string; value: Json }): string[] {
  if (!Array.isArray(value)) return [text]
  const first = value[0]
  if (first === undefined || weigh(first).tooDeep) return []
  const wrapped = isObject(first) ? first.json : undefined
  return [JSON.stringify(first), ...(wrapped === undefined ? [] : [JSON.stringify(wrapped)])]
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{40}$/i.test(hex)) return undefined
  return Uint8Array.from({ length: 20 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
}
