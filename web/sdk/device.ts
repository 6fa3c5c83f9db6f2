/** What the SDK says of the browser by itself, as `$` attributes. The server reads the rest off the user agent. */

export type DeviceAttributes = Readonly<Record<string, string>>

export function deviceAttributes(): DeviceAttributes {
  const { userAgent, language, maxTouchPoints } = navigator
  return {
    // Only by its touch screen is an iPad not a Mac.
    $userAgent: maxTouchPoints > 1 ? `${userAgent} Touch` : userAgent,
    $language: language,
    $screen: `${screen.width}x${screen.height}`,
    $url: location.href,
  }
}
