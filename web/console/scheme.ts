/** Light or dark: as the system says, or as chosen in this browser. */
import { createKeptStore, oneOf } from './store.ts'

export type Scheme = 'system' | 'light' | 'dark'

export const scheme = createKeptStore<Scheme>('asklet.scheme', oneOf('system', 'light', 'dark'))

export function applyScheme(): void {
  const show = () => {
    const chosen = scheme.get()
    if (chosen === 'system') delete document.documentElement.dataset['scheme']
    else document.documentElement.dataset['scheme'] = chosen
  }
  show()
  scheme.subscribe(show)
}
