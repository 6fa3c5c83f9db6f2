/** The SDK for pages that are built: the script's own source, without its globals. */
import { SDK_UPDATES } from '../../../shared/snippet.ts'
import { createSdk } from '../sdk.ts'
import type { Asklet, AskletMethods, AskletResult, CreateAsklet } from '../types.ts'

const running = new Map<string, Asklet>()

export const createAsklet: CreateAsklet = ({ id, url }) => {
  // Where the page is only rendered.
  if (typeof document === 'undefined') return inert()
  if (!id || !/^https?:\/\//.test(url)) {
    // oxlint-disable-next-line eslint/no-console -- an app must not fail for want of surveys, but somebody must know
    console.warn(
      'Asklet does nothing: createAsklet needs `id`, the SDK ID from the Connect page, and `url`, such as "https://asklet.example.com".',
    )
    return inert()
  }
  const host = url.replace(/\/+$/, '')
  const key = `${host} ${id}`
  const found = running.get(key)
  // Components may be made twice.
  if (found?.loaded) return found
  const asklet = createSdk({ id, url: host })
  running.set(key, asklet)
  return asklet
}

function inert(): Asklet {
  const nothing = (): Promise<AskletResult> => Promise.resolve({ success: false, surveyState: 'no survey' })
  const methods: AskletMethods = {
    setUserId: nothing,
    setEmail: nothing,
    setAttribute: nothing,
    setAttributes: nothing,
    removeAttributes: nothing,
    track: nothing,
    trackPageView: nothing,
    identifyAndTrack: nothing,
    identifyAndSetAttributes: nothing,
    displaySurvey: nothing,
    dismissActiveSurvey: nothing,
    logoutUser: nothing,
    addListener: nothing,
    removeListener: nothing,
    mute: nothing,
    unmute: nothing,
    teardown: nothing,
    consent: nothing,
  }
  return Object.assign(nothing, methods, { loaded: false, UPDATES: SDK_UPDATES })
}
