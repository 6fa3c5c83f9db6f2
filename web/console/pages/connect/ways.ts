/** The ways in, as tabs of the Connect page. The first one has no word of its own in the address. */
import type { ComponentType } from 'preact'
import { DestinationFunction } from './ways/function.tsx'
import { Hightouch } from './ways/hightouch.tsx'
import { Http } from './ways/http.tsx'
import { Jitsu } from './ways/jitsu.tsx'
import { RudderStack } from './ways/rudderstack.tsx'
import { Sdks } from './ways/sdks.tsx'
import { WebSdk } from './ways/web-sdk.tsx'
import { Webhooks } from './ways/webhooks.tsx'

export type Way = {
  path: string
  label: string
  View: ComponentType
  /** Its calls come from the internet, so the address must be reachable from there. */
  fromOutside?: true
}

export const WAYS: readonly [Way, ...Way[]] = [
  { path: '', label: 'Segment Webhooks', View: Webhooks, fromOutside: true },
  { path: '/function', label: 'Segment Function', View: DestinationFunction, fromOutside: true },
  { path: '/sdks', label: 'Segment SDKs', View: Sdks },
  { path: '/rudderstack', label: 'RudderStack', View: RudderStack, fromOutside: true },
  { path: '/jitsu', label: 'Jitsu', View: Jitsu, fromOutside: true },
  { path: '/hightouch', label: 'Hightouch', View: Hightouch, fromOutside: true },
  { path: '/http', label: 'HTTP', View: Http },
  { path: '/web-sdk', label: 'Web SDK', View: WebSdk },
]
