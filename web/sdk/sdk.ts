/** The SDK of one page: its methods, and what it does by itself. Nothing that goes wrong here reaches the page. */
import type { SdkCall, SdkConfig } from '../../shared/sdk.ts'
import { SDK_UPDATES } from '../../shared/snippet.ts'
import { deviceAttributes } from './device.ts'
import { createGuard, DONE } from './guard.ts'
import { createIdentity } from './identity.ts'
import { createKeep } from './keep.ts'
import { createOutbox } from './outbox.ts'
import { randomId } from './random.ts'
import { createSurveys } from './surveys.ts'
import type {
  Asklet,
  AskletIdentity,
  AskletListener,
  AskletMethods,
  AskletOptions,
  AskletProperties,
  AskletResult,
  AskletUpdate,
} from './types.ts'
import type { present } from './view.ts'
import { clickedPath, isClick, meets, watchUrl } from './watch.ts'

type Sent<Call> = Call extends SdkCall ? Omit<Call, 'messageId' | 'timestamp'> : never

/** `base` becomes the SDK: a stub that held its place, with what the page set on it. */
export function createSdk({ id, url: host }: AskletOptions, stub = {}): Asklet {
  const base = `${host}/sdk/${id}`
  let config: SdkConfig | undefined
  let loading: Promise<void> | undefined
  /** The address of the last page view. */
  let viewed = ''
  /** The identity that was last made known. */
  let said = ''
  let listeners: readonly (readonly [name: string, listener: AskletListener])[] = []

  const { guard, listen, end } = createGuard()
  const keep = createKeep(`asklet:${id}:`)
  const identity = createIdentity(keep, () => {
    surveys.endAll()
    said = ''
    describe()
  })
  const { visitor } = identity

  const ready = async (): Promise<void> => {
    if (!config) await (loading ??= load())
  }
  const outbox = createOutbox(keep, base, ready)

  const tell = (update: AskletUpdate): void => {
    for (const [name, listener] of listeners) if (name === update.name) void guard(listener)(update)
  }
  const surveys = createSurveys(outbox, visitor, async () => {
    const url = host + (config?.view ?? '')
    // Once more where that fails: the showing is counted already.
    const view: { present: typeof present } = await imported(url).catch(() => imported(`${url}?again`))
    return (shown, onEnd) =>
      view.present({
        shown,
        settings: api,
        change: (change) => outbox.change(shown.showing, change),
        tell,
        onEnd,
      })
  })

  async function load(): Promise<void> {
    try {
      const response = await fetch(`${base}/config`)
      if (!response.ok) throw response
      const found: SdkConfig = await response.json()
      identity.require(found.consentRequired)
      config = found
      outbox.restore()
    } catch {
      // Calls are sent without it, and it is asked for again with the next ones.
      loading = undefined
    }
  }

  /** Sent at once where it could show a survey, else in a moment. */
  async function record(call: Sent<SdkCall>, shows?: (config: SdkConfig) => boolean): Promise<AskletResult> {
    const messageId = randomId()
    const item = outbox.add(visitor(), { messageId, timestamp: new Date().toISOString(), ...call })
    if (!shows) return DONE
    if (!config) await ready()
    return config && shows(config) ? surveys.ask({ call: messageId }, item) : DONE
  }

  function view(url: string): Promise<AskletResult> {
    const referrer = viewed || document.referrer
    viewed = location.href
    describe()
    return record({ type: 'page', url, title: document.title, referrer }, ({ pages }) =>
      pages.some((pattern) => meets(pattern, url)),
    )
  }

  function describe(): void {
    const news = identity.isQuiet() ? [] : identity.news(deviceAttributes())
    if (news.length > 0) void record({ type: 'attributes', attributes: Object.fromEntries(news) })
  }

  /** Once for each page, as the server may have forgotten it since the last. */
  function identify(given: AskletIdentity): void {
    identity.identify(given)
    const { userId, signature, anonymousId } = visitor()
    if (said !== (said = `${userId} ${signature} ${anonymousId}`))
      void record(userId ? { type: 'user' } : { type: 'attributes', attributes: {} })
  }

  const setAttributes = (attributes: AskletProperties): Promise<AskletResult> =>
    record({ type: 'attributes', attributes })

  const track = async (event: string, properties?: AskletProperties): Promise<AskletResult | string> =>
    event
      ? record({ type: 'track', event: `${event}`, properties, url: location.href }, ({ tracks }) =>
          tracks.includes(event),
        )
      : 'The event has no name'

  const methods: AskletMethods = {
    setUserId: guard((userId, signature) =>
      userId ? identify({ userId, signature }) : 'The user has no ID',
    ),
    setEmail: guard((email) => setAttributes({ email })),
    setAttribute: guard((name, value) => setAttributes({ [name]: value })),
    setAttributes: guard(setAttributes),
    removeAttributes: guard((names) => setAttributes(Object.fromEntries(names.map((name) => [name, null])))),
    track: guard(track),
    trackPageView: guard((url = '') => view(new URL(url, location.href).href)),
    identifyAndTrack: guard((options) => {
      identify(options)
      return track(options.eventName, options.properties)
    }),
    identifyAndSetAttributes: guard((options) => {
      identify(options)
      return options.attributes && setAttributes(options.attributes)
    }),
    displaySurvey: guard((survey) => surveys.ask({ survey: `${survey}`, debug: true })),
    dismissActiveSurvey: guard(surveys.end),
    logoutUser: guard(identity.begin),
    addListener: guard((update, listener) => {
      listeners = [...listeners, [update, listener]]
    }),
    removeListener: guard((update, listener) => {
      listeners = listeners.filter(([name, one]) => name !== update || one !== listener)
    }),
    mute: guard(() => surveys.mute(true)),
    unmute: guard(() => surveys.mute(false)),
    teardown: guard(() => {
      surveys.endAll()
      void outbox.flush()
      api.loaded = false
      end()
    }),
    consent: guard((given) => {
      identity.consent(given)
      outbox.persist()
      describe()
    }),
  }
  const api: Asklet = Object.assign(
    guard((name: string, ...values: unknown[]) => Reflect.get(methods, name)(...values)),
    stub,
    methods,
    { UPDATES: SDK_UPDATES, loaded: true },
  )

  const look = guard(() => {
    if (location.href !== viewed && !identity.isQuiet()) void view(location.href)
  })
  const start = guard(() => {
    watchUrl(listen, look)
    listen(window, 'click', async (event) => {
      const path = clickedPath(event)
      const url = location.href
      if (identity.isQuiet()) return
      await ready()
      for (const click of config?.clicks ?? [])
        if (isClick(click, path, url)) {
          void record({ type: 'click', event: click.event, url }, () => click.shows)
          // Often the page ends with it.
          void outbox.flush()
        }
    })
    listen(window, 'pagehide', outbox.leave)
    listen(window, 'pageshow', outbox.comeBack)
    listen(document, 'visibilitychange', outbox.flush)
    listen(window, 'online', outbox.flush)
    listen(window, 'storage', identity.follow)
    void look()
    void ready()
  })
  if (document.prerendering) listen(document, 'prerenderingchange', start)
  else void start()
  return api
}

const imported = (url: string) => import(/* @vite-ignore */ /* webpackIgnore: true */ url)

declare global {
  interface Document {
    prerendering?: boolean
  }
}
