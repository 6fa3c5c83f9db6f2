/** Surveys in your pages, from your own Asklet. */
import type { Asklet, AskletOptions } from '../types.ts'

export type * from '../types.ts'

/**
 * Starts the SDK, or gives the one that runs already. On a server, where a page is only rendered, it does nothing.
 *
 *     const asklet = createAsklet({ id: 'sdk_…', url: 'https://asklet.example.com' })
 *     asklet.setUserId('userId123')
 *     await asklet.track('Signed Up')
 */
export declare const createAsklet: (options: AskletOptions) => Asklet
