/** What happens in the page by itself: its address changes, something is clicked. */
import type { SdkClick } from '../../shared/sdk.ts'
import type { createGuard } from './guard.ts'
import { compilePattern, URL_LENGTH, type UrlMatch } from '../../shared/url-match.ts'

/** A pattern that this browser does not know is met by nothing. */
export function meets(pattern: UrlMatch, url: string): boolean {
  try {
    return compilePattern(pattern)(url.slice(0, URL_LENGTH))
  } catch {
    return false
  }
}

type Listen = ReturnType<typeof createGuard>['listen']

/** `onMove`: it may have changed. */
export function watchUrl(listen: Listen, onMove: () => void): void {
  if (window.navigation) return listen(window.navigation, 'currententrychange', onMove)
  // Also where only the part behind # changes.
  listen(window, 'popstate', onMove)
  for (const name of ['pushState', 'replaceState'] as const) {
    // Whoever wrapped it before is called as before; whoever wraps it after calls this.
    const original = history[name]
    history[name] = function (...values) {
      original.apply(this, values)
      onMove()
    }
  }
}

/** The clicked element and all around it, out of open shadow roots too; nothing of a survey's. */
export function clickedPath(event: Event): Element[] {
  const path = event.composedPath().filter((one): one is Element => one instanceof Element)
  return path.some(({ localName }) => localName === 'asklet-survey') ? [] : path
}

export const isClick = ({ selector, text, url }: SdkClick, path: readonly Element[], at: string): boolean =>
  (!url || meets(url, at)) &&
  path.some((element) => {
    try {
      return selector ? element.matches(selector) : !!text && reads(element, flat(text))
    } catch {
      // Browsers differ in the selectors they know.
      return false
    }
  })

const flat = (text: string): string => text.trim().replace(/\s+/g, ' ')

function reads(element: Element, text: string): boolean {
  const isButton = element instanceof HTMLInputElement && /button|submit|reset/.test(element.type)
  const shown = isButton ? element.value : (element.textContent ?? '')
  // What is much longer holds more: the text of a whole page need not be gone through.
  return shown.length < 2_000 && flat(shown) === text
}
