/** What a page carries so that it loads the SDK: in one place, for the console and for tests. */

/** Of the SDK's global, in the order in which people meet them. */
export const SDK_METHODS = [
  'setUserId',
  'setEmail',
  'setAttribute',
  'setAttributes',
  'removeAttributes',
  'track',
  'trackPageView',
  'identifyAndTrack',
  'identifyAndSetAttributes',
  'displaySurvey',
  'dismissActiveSurvey',
  'logoutUser',
  'addListener',
  'removeListener',
  'mute',
  'unmute',
  'teardown',
  'consent',
] as const

/** What listeners are told, as UserLeap named it. */
export const SDK_UPDATES = {
  SURVEY_HEIGHT: 'survey.height',
  SURVEY_PRESENTED: 'survey.presented',
  SURVEY_CLOSED: 'survey.closed',
  SURVEY_LIFE_CYCLE: 'survey.lifeCycle',
} as const

export type SnippetOf = {
  /** The address of this Asklet, without a slash at its end. */
  url: string
  sdkId: string
}

/** All that is needed where a page has no code that calls the SDK before it is there; also under a strict policy. */
export const sdkScriptTag = ({ url, sdkId }: SnippetOf): string =>
  `<script async src="${url}/sdk/v1.js?id=${sdkId}"></script>`

/**
 * A stub that keeps calls until the script takes over: `Asklet.track('x')`, `Asklet('track', 'x')` and the same with
 * UserLeap, where nobody else has that name. Every call returns a Promise.
 */
export const sdkStub = (): string => `!function (w) {
  if (w.Asklet) return
  var a = w.Asklet = function () {
    var call = arguments
    return new Promise(function (done) { call.done = done; a._queue.push(call) })
  }
  a._queue = []
  a.UPDATES = { ${Object.entries(SDK_UPDATES)
    .map(([name, update]) => `${name}: '${update}'`)
    .join(', ')} }
  '${SDK_METHODS.join(' ')}'.split(' ').forEach(function (m) {
    a[m] = function () { return a.apply(null, [m].concat([].slice.call(arguments))) }
  })
  w.UserLeap = w.UserLeap || a
}(window)`

export const sdkSnippet = (of: SnippetOf): string =>
  `<script>
${sdkStub()}
</script>
${sdkScriptTag(of)}`

/** The last line of the snippet that UserLeap gave to its customers, as it must read to load Asklet instead. */
export const userLeapLine = ({ url, sdkId }: SnippetOf): string =>
  `})(document, '${url}/shim.js', '${sdkId}');`

/** What a page's Content-Security-Policy must allow. */
export const sdkPolicy = ({ url }: Pick<SnippetOf, 'url'>): string => `script-src ${url}; connect-src ${url}`
