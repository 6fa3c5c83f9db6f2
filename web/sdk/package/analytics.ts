/** A plugin for analytics.js: who Segment says that the visitor is, the SDK says too. */
import type { Asklet } from '../types.ts'

type Context = {
  event: { userId?: string | null | undefined; anonymousId?: string | null | undefined }
}
type Analytics = {
  user: () => { id: () => string | null | undefined; anonymousId: () => string | null | undefined }
  on: (event: 'reset', listener: () => void) => unknown
}

export type AskletPluginOptions = {
  /** Where the environment has an identity secret: gets the HMAC of the user ID from your server. */
  sign?: (userId: string) => string | Promise<string>
}

/**
 * Says only who someone is. Their calls come by Segment as before, and are counted once; what shall show a survey is
 * tracked with the SDK.
 */
export function askletPlugin(
  asklet: Pick<Asklet, 'identifyAndSetAttributes' | 'logoutUser'>,
  { sign }: AskletPluginOptions = {},
) {
  let signed: { userId: string; signature: Promise<string> } | undefined

  async function identify({ userId, anonymousId }: Context['event']): Promise<void> {
    if (anonymousId) void asklet.identifyAndSetAttributes({ anonymousId })
    if (!userId) return
    if (!sign) {
      void asklet.identifyAndSetAttributes({ userId })
      return
    }
    if (signed?.userId !== userId)
      signed = { userId, signature: new Promise((resolve) => resolve(sign(userId))) }
    const mine = signed
    try {
      const signature = await mine.signature
      // Someone else may have come meanwhile.
      if (mine === signed) void asklet.identifyAndSetAttributes({ userId, signature })
    } catch {
      // They stay anonymous, and are asked for again with the next call.
      if (mine === signed) signed = undefined
    }
  }
  const follow = <Given extends Context>(context: Given): Given => {
    void identify(context.event)
    return context
  }

  return {
    name: 'Asklet',
    version: '0.1.0',
    type: 'enrichment' as const,
    isLoaded: () => true,
    load: async (_: unknown, analytics: Analytics): Promise<void> => {
      const user = analytics.user()
      void identify({ userId: user.id(), anonymousId: user.anonymousId() })
      analytics.on('reset', () => {
        signed = undefined
        void asklet.logoutUser()
      })
    },
    identify: follow,
    track: follow,
    page: follow,
  }
}
