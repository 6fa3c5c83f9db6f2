/** Where sign-in leads back to. */

/** Only a path of this console: anywhere else would lead a person away right after they typed a password. */
export function insideOf(to = '/'): string {
  const here = 'http://asklet.invalid'
  const url = URL.canParse(to, here) ? new URL(to, here) : undefined
  return url?.origin === here ? url.pathname + url.search : '/'
}
