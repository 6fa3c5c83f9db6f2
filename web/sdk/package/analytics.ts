/** A plugin for analytics.js: who Segment says that the visitor is, the SDK says too. */
import type { AskletIdentity, CreateAskletPlugin } from '../types.ts'

type Named = { [Name in keyof AskletIdentity]: AskletIdentity[Name] | null }

/**
 * Says only who someone is. Their calls come by Segment as before, and are counted once; what shall show a survey is
 * tracked with the SDK.
 */
export const askletPlugin: CreateAskletPlugin = (asklet, { sign } = {}) => {
  let signed: { userId: string; signature: Promise<string> } | undefined

  async function identify({ userId, anonymousId }: Named): Promise<void> {
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
  const follow = <Given extends { event: Named }>(context: Given): Given => {
    void identify(context.event)
    return context
  }

  return {
    name: 'Asklet',
    version: '0.1.0',
    type: 'enrichment',
    isLoaded: () => true,
    load: async (_, analytics) => {
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
