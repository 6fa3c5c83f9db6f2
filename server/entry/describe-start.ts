/** What a start prints for the person who reads the terminal. No key is ever in it. */
import { setUpLink } from '../account/set-up.ts'
import type { Deps } from '../deps.ts'

/** Lists where to go next: the console, the first account, and the addresses that Segment is to be given. */
export async function describeStart(deps: Deps, port: number): Promise<string> {
  const { host, publicUrl } = deps.config
  const local = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  const listening = `http://${local}:${port}`
  const origin = publicUrl ?? listening
  const link = await setUpLink(deps, origin)
  return [
    `Asklet is ready: ${publicUrl === undefined ? origin : `${origin}, listening on ${listening}`}`,
    ...(link ? ['', 'Make the first account with this link. It works once:', `  ${link}`] : []),
    '',
    ...deps.definitions
      .environments()
      .flatMap(({ name }) => [
        `${name}: send calls with one of its keys (Connect page) to`,
        `  ${origin}/segment           Destination Functions, partner streaming`,
        `  ${origin}/webhook/segment   Webhooks`,
        `  ${origin}/v1                Segment SDKs, Tracking API`,
      ]),
  ].join('\n')
}
