/** What a page sees of the SDK. The npm package ships this file as its types, so it imports nothing. */

/**
 * `success`: the server has it, or it is kept to be sent in a moment. `message` says what was wrong with the call;
 * without one, the server could not be reached, and will be again. `ready`: a survey is shown.
 * Nothing is ever thrown into the page.
 */
export type AskletResult = { success: boolean; surveyState: 'ready' | 'no survey'; message?: string }

/** Strings, numbers, booleans, dates, lists and objects of them. */
export type AskletProperties = Readonly<Record<string, unknown>>

export type AskletUpdate =
  | { name: 'survey.height'; contentFrameHeight: number }
  | { name: 'survey.presented' }
  | { name: 'survey.closed' }
  | { name: 'survey.lifeCycle'; state: 'presented' | 'dismissed' }

export type AskletListener = (update: AskletUpdate) => void

export type AskletIdentity = {
  userId?: string
  /** Where the environment has an identity secret: the HMAC of the user ID, in hex, made by your server. */
  signature?: string
  /** Of Segment's SDK in the same browser: what Segment sends of it is then this visitor's. */
  anonymousId?: string
}

export type AskletMethods = {
  /**
   * Says who the visitor is. Call it on every page where someone is signed in; the same ID changes nothing, another
   * one begins a new visitor.
   */
  setUserId: (userId: string, signature?: string) => Promise<AskletResult>
  /** The address for email surveys. */
  setEmail: (email: string) => Promise<AskletResult>
  setAttribute: (name: string, value: unknown) => Promise<AskletResult>
  setAttributes: (attributes: AskletProperties) => Promise<AskletResult>
  removeAttributes: (names: readonly string[]) => Promise<AskletResult>
  /** Counts an event, and shows a survey that it triggers for this visitor. Await it before you leave the page. */
  track: (name: string, properties?: AskletProperties) => Promise<AskletResult>
  /** Page views are counted by themselves, also in single-page apps: this is for views without an address. */
  trackPageView: (url?: string) => Promise<AskletResult>
  identifyAndTrack: (
    options: AskletIdentity & { eventName: string; properties?: AskletProperties },
  ) => Promise<AskletResult>
  identifyAndSetAttributes: (
    options: AskletIdentity & { attributes?: AskletProperties },
  ) => Promise<AskletResult>
  /** For debugging: shows a survey in progress, whoever the visitor is. */
  displaySurvey: (surveyId: string | number) => Promise<AskletResult>
  dismissActiveSurvey: () => Promise<AskletResult>
  /** The next one at this browser is someone else. */
  logoutUser: () => Promise<AskletResult>
  addListener: (update: AskletUpdate['name'], listener: AskletListener) => Promise<AskletResult>
  removeListener: (update: AskletUpdate['name'], listener: AskletListener) => Promise<AskletResult>
  /** No survey appears until `unmute`; events are counted all the same. */
  mute: () => Promise<AskletResult>
  unmute: () => Promise<AskletResult>
  /** Takes a survey away, sends what waits, and stops. */
  teardown: () => Promise<AskletResult>
  /**
   * `true`: IDs and what is not yet sent may be kept on the device; remembered until `false`. `false`: what is kept
   * is erased, and only what the page itself says is sent, as with Global Privacy Control; say it on every page.
   */
  consent: (given: boolean) => Promise<AskletResult>
}

export type AskletSettings = {
  /** Pixels, or a part of the window: `400`, `'400px'`, `'50%'`. */
  maxHeight?: number | string
  /** Instead of the survey's own position. */
  framePosition?: 'bottomRight' | 'bottomLeft' | 'topRight' | 'topLeft' | 'center'
  /** Behind a survey in the centre. */
  overlayStyle?: 'light' | 'dark'
}

/** `Asklet.track('Signed Up')`, or the call form: `Asklet('track', 'Signed Up')`. */
export type Asklet = AskletMethods &
  AskletSettings & {
    /** False once it was torn down. */
    loaded: boolean
    readonly UPDATES: {
      readonly SURVEY_HEIGHT: 'survey.height'
      readonly SURVEY_PRESENTED: 'survey.presented'
      readonly SURVEY_CLOSED: 'survey.closed'
      readonly SURVEY_LIFE_CYCLE: 'survey.lifeCycle'
    }
  } & (<Name extends keyof AskletMethods>(
    name: Name,
    ...values: Parameters<AskletMethods[Name]>
  ) => Promise<AskletResult>)

export type AskletOptions = {
  /** The SDK ID of the environment, from the console's Connect page. */
  id: string
  /** The address of your Asklet: `https://asklet.example.com`. */
  url: string
}

/**
 * Starts the SDK, or gives the one that runs already. On a server, where a page is only rendered, it does nothing.
 *
 *     const asklet = createAsklet({ id: 'sdk_…', url: 'https://asklet.example.com' })
 *     asklet.setUserId('userId123')
 *     await asklet.track('Signed Up')
 */
export type CreateAsklet = (options: AskletOptions) => Asklet

type AnalyticsContext = {
  event: { userId?: string | null | undefined; anonymousId?: string | null | undefined }
}
type AnalyticsFollower = <Given extends AnalyticsContext>(context: Given) => Given

/** A plugin for analytics.js, by no more of it than is needed. */
export type AskletPlugin = {
  name: string
  version: string
  type: 'enrichment'
  isLoaded: () => boolean
  load: (
    context: unknown,
    analytics: {
      user: () => { id: () => string | null | undefined; anonymousId: () => string | null | undefined }
      on: (event: 'reset', listener: () => void) => unknown
    },
  ) => Promise<void>
  identify: AnalyticsFollower
  track: AnalyticsFollower
  page: AnalyticsFollower
}

/**
 * `identify` sets the user ID, `reset` logs out, and Segment's anonymous ID is tied to the visitor. It sends no calls:
 * those come by Segment as before, and count once. What shall show a survey is tracked with the SDK.
 *
 *     analytics.register(askletPlugin(asklet))
 */
export type CreateAskletPlugin = (
  asklet: Pick<Asklet, 'identifyAndSetAttributes' | 'logoutUser'>,
  options?: {
    /** Where the environment has an identity secret: gets the HMAC of the user ID from your server. */
    sign?: (userId: string) => string | Promise<string>
  },
) => AskletPlugin
