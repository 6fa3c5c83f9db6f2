/** What a browser's user agent says of it: the `$` attributes that the SDK leaves to the server, to stay small. */

/** Most claim to be others too: the first of these that is named is what they are. */
const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /\b(?:OPR|OPiOS|Opera)\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS|Chromium)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).*\bSafari\//],
] as const
const SYSTEMS = [
  ['iOS', /\biPhone|\biPod/],
  // It says that it is a Mac; the SDK adds that it can be touched.
  ['iPadOS', /\biPad|\bMacintosh\b.*\bTouch$/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
] as const

export type DeviceAttributes = {
  $browser?: string
  $browserVersion?: number
  $os?: string
  $device: 'desktop' | 'mobile' | 'tablet'
}

/** `userAgent`: as `navigator.userAgent` has it, with ` Touch` behind it where the screen can be touched. */
export function readUserAgent(userAgent: string): DeviceAttributes {
  const browser = BROWSERS.flatMap(([name, mark]) => {
    const found = mark.exec(userAgent)
    return found ? [{ $browser: name, $browserVersion: Number(found[1]) }] : []
  })[0]
  const system = SYSTEMS.find(([, mark]) => mark.test(userAgent))?.[0]
  const isMobile = /\bMobi/.test(userAgent)
  const isTablet = system === 'iPadOS' || (system === 'Android' && !isMobile)
  return {
    ...browser,
    ...(system && { $os: system }),
    $device: isTablet ? 'tablet' : isMobile ? 'mobile' : 'desktop',
  }
}
