/** What analytics.js and the mobile SDKs fetch before they send: where to send to. */
import { publicUrlOf } from '../public-url.ts'
import { type Answer, answerJson, findSender, refuseStranger, type Visit } from './door.ts'

/** Only for browser keys: an address is written into logs, and a server key is secret. */
export async function projectSettings(
  visit: Visit,
  key: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { source } = findSender(visit, key)
  if (source !== 'browser')
    throw refuseStranger(
      visit,
      'server_key',
      'This is a server key; point SDKs at a browser key, from the Connect page',
    )
  const url = publicUrlOf(visit.request, visit.deps.config)
  return answerJson(
    {
      // SDKs want the host without a scheme, with the path.
      integrations: {
        'Segment.io': {
          apiKey: key,
          apiHost: `${url.replace(/^https?:\/\//, '')}/v1`,
          protocol: url.split(':')[0],
        },
      },
      plan: {},
      edgeFunction: {},
      middlewareSettings: {},
      metrics: { sampleRate: 0 },
      consentSettings: {},
    },
    200,
    // A revoked key is refused at once, so the browser may not keep this.
    { ...headers, 'cache-control': 'no-cache' },
  )
}
