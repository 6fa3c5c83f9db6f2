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

/** `stub`: what held its place, with what the page set on it. */
export function createSdk({ id, url: host }: AskletOptions, stub?: object): Asklet {
  const base = `${host}/sdk/${id}`
  let config: SdkConfig | undefined
  let loading: Promise<void> | undefined
  /** The address of the last page view. */
  let viewed = ''
  /** The identity that was last made known. */
  let said = ''
  /** The time of the last call. */
  let last = 0
  let listeners: readonly (readonly [name: string, listener: AskletListener])[] = []

  const { guard, listen, end } = createGuard()
  const keep = createKeep(`asklet:${id}:`)
  const identity = createIdentity(keep, () => {
    surveys.endAll()
    said = ''
    describe()
  })
  const { current: visitor } = identity

  const ready = async (): Promise<void> => {
    if (!config) await (loading ??= load())
  }
  const outbox = createOutbox(keep, base, ready)

  const tell = (update: AskletUpdate): void => {
    for (const [name, listener] of listeners) if (name === update.name) void guard(listener)(update)
  }
  const surveys = createSurveys(outbox, visitor, async () => {
    const url = `${host}${config?.view}`
    // Once more where that fails: the showing is counted already.
    const view: { present: typeof present } = await imported(url).catch(() => imported(`${url}?again`))
    return (shown, onEnd) =>
      view.present({
        shown,
        settings: api,
        change: (change) => outbox.answer(shown.showing, change),
        tell,
        onEnd,
      })
  })

  async function load(): Promise<void> {
    try {
      const response = await fetch(`${base}/config`)
      if (!response.ok) throw response
      config = await response.json()
      identity.require(config?.consentRequired)
      outbox.restore()
    } catch {
      // Calls are sent without it, and it is asked for again with the next ones.
      loading = undefined
    }
  }

  /** Sent at once where it could show a survey, else in a moment. Mostly nobody waits for it, nor hears of its failure. */
  const record = guard(async (call: Sent<SdkCall>, shows?: (config: SdkConfig) => boolean) => {
    const messageId = randomId()
    // No two at the same time: what was said later must be later.
    last = Math.max(Date.now(), last + 1)
    const item = outbox.add(visitor(), { messageId, timestamp: new Date(last).toISOString(), ...call })
    if (!shows) return DONE
    await ready()
    return config && shows(config) ? surveys.askFor({ call: messageId }, item) : DONE
  })

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

  /** UserLeap, and what others wrote for it, has the address as `!email`. */
  const setAttributes = ({ '!email': email, ...others }: AskletProperties): Promise<AskletResult> =>
    record({ type: 'attributes', attributes: email ? { ...others, email } : others })

  const track = async (event: string, properties?: AskletProperties): Promise<AskletResult | string> =>
    event
      ? record({ type: 'track', event: `${event}`, properties, url: location.href }, ({ tracks }) =>
          tracks.includes(event),
        )
      : 'No event name'

  const methods: AskletMethods = {
    setUserId: guard((userId, signature) => (userId ? identify({ userId, signature }) : 'No user ID')),
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
    displaySurvey: guard((survey) => surveys.askFor({ survey: `${survey}`, debug: true })),
    dismissActiveSurvey: guard(surveys.end),
    logoutUser: guard(identity.begin),
    addListener: guard((update, listener) => {
      listeners = [...listeners, [update, listener]]
    }),
    removeListener: guard((update, listener) => {
      listeners = listeners.filter(([name, one]) => name !== update || one !== listener)
    }),
    mute: guard(() => surveys.silence(true)),
    unmute: guard(() => surveys.silence(false)),
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
    const { href } = location
    if (href !== viewed && !identity.isQuiet()) void view(href)
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
