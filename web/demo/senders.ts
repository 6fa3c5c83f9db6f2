/**
 * The two ways in which a customer's page speaks to Asklet: analytics.js sends Segment calls, which count and filter;
 * the web SDK sends events, which may show a survey. What is sent is also told to the page.
 */
import { AnalyticsBrowser } from '@segment/analytics-next'

export type Sent = { id: number; by: 'Segment' | 'SDK'; code: string; said?: string; at: number }

export const JAMES = { userId: 'userId123', traits: { firstName: 'James', lastName: 'Gibbon' } }

/** @param tell hears of each call, and again once there is something to say of it. */
export function createSenders(writeKey: string, tell: (sent: Sent) => void) {
  const { host, origin, protocol } = location
  const analytics = AnalyticsBrowser.load(
    { writeKey, cdnURL: origin },
    {
      integrations: {
        'Segment.io': { apiHost: `${host}/v1`, protocol: protocol === 'https:' ? 'https' : 'http' },
      },
    },
  )
  let last = 0
  const told = (by: Sent['by'], code: string): Sent => {
    const sent: Sent = { id: ++last, by, code, at: Date.now() }
    tell(sent)
    return sent
  }
  /** The script comes by itself; until then its calls would have no one to take them. */
  const sdk = async () => {
    while (!('UserLeap' in window)) await new Promise((resolve) => setTimeout(resolve, 50))
    return window.UserLeap
  }
  const text = (value: unknown): string => JSON.stringify(value).replaceAll('"', "'")

  return {
    async signIn(): Promise<void> {
      const { userId, traits } = JAMES
      told('Segment', `analytics.identify('${userId}', ${text(traits)})`)
      void analytics.identify(userId, traits)
      told('SDK', `UserLeap.setUserId('${userId}')`)
      await (await sdk()).setUserId(userId)
    },
    async signOut(): Promise<void> {
      told('Segment', 'analytics.reset()')
      void analytics.reset()
      told('SDK', 'UserLeap.logoutUser()')
      await (await sdk()).logoutUser()
    },
    page(): void {
      told('Segment', 'analytics.page()')
      void analytics.page()
    },
    /** Counts and filters. It comes too late to show anything. */
    count(event: string, properties: Record<string, unknown>): void {
      told('Segment', `analytics.track('${event}', ${text(properties)})`)
      void analytics.track(event, properties)
    },
    /** May show a survey. */
    async track(event: string, properties: Record<string, unknown>): Promise<void> {
      const sent = told('SDK', `UserLeap.track('${event}')`)
      const { surveyState } = await (await sdk()).track(event, properties)
      tell({ ...sent, said: surveyState === 'ready' ? 'A survey appears.' : 'No survey is due.' })
    },
  }
}
export type Senders = ReturnType<typeof createSenders>
