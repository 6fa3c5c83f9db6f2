/** Puts the stylesheet into a survey's shadow root without an inline style, which strict pages forbid. */
import css from './survey.css?inline'

let shared: CSSStyleSheet | undefined

export function addSheet(root: ShadowRoot): void {
  if ('adoptedStyleSheets' in ShadowRoot.prototype) {
    if (!shared) {
      shared = new CSSStyleSheet()
      shared.replaceSync(css)
    }
    root.adoptedStyleSheets = [shared]
    return
  }
  // Safari before 16.4. A strict policy forbids it, empty and filled by insertRule too: there it stays unstyled.
  const style = document.createElement('style')
  style.textContent = css
  root.appendChild(style)
}
