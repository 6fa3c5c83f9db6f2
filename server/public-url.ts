/** The address that the world reaches this Asklet by. */
import type { Config } from './config.ts'

/** `PUBLIC_URL`, or without one the address that this request was sent to. No trailing slash. */
export function publicUrlOf(
  request: { readonly url: string; readonly headers: Pick<Headers, 'get'> },
  { publicUrl, trustProxy }: Config,
): string {
  if (publicUrl !== undefined) return publicUrl
  const { host, protocol } = new URL(request.url)
  const forwarded = (name: string): string | undefined =>
    trustProxy ? request.headers.get(name)?.split(',')[0]?.trim() : undefined
  const isHttps = (forwarded('x-forwarded-proto') ?? protocol).startsWith('https')
  return `${isHttps ? 'https' : 'http'}://${forwarded('x-forwarded-host') ?? host}`
}
