/** A plugin for analytics.js 2: who Segment says that the visitor is, the SDK says too. */
import type { Asklet } from '../types.ts'

type Context = {
  event: { userId?: string | null | undefined; anonymousId?: string | null | undefined }
}
type Analytics = {
  user: () => { id: () => string | null | undefined; anonymousId: () => string | null | undefined }
  on: (event: 'reset', listener: () => void) => unknown
}
type Follow = <Given extends Context>(context: Given) => Given

export type AskletPluginOptions = {
  /** Where the environment has an identity secret: gets the HMAC of the user ID from your server. */
  sign?: (userId: string) => string | Promise<string>
}

/**
 * `identify` sets the user ID, `reset` logs out, and Segment's anonymous ID is tied to the visitor. It sends no calls:
 * those come by Segment as before, and count once. What shall show a survey is tracked with the SDK.
 *
 *     analytics.register(askletPlugin(asklet))
 */
export declare const askletPlugin: (
  asklet: Pick<Asklet, 'identifyAndSetAttributes' | 'logoutUser'>,
  options?: AskletPluginOptions,
) => {
  name: string
  version: string
  type: 'enrichment'
  isLoaded: () => boolean
  load: (context: unknown, analytics: Analytics) => Promise<void>
  identify: Follow
  track: Follow
  page: Follow
}
