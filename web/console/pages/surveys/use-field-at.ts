/** Gives the focus to the field that the address asks for (`?at=questions.0.text`), where a fault was followed to it. */
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { withQuery } from '../../search.ts'

const CONTROL = 'input, textarea, select, button'

/** Fields stand in an element with `data-field` set to their path; the nearest that holds it takes its place. */
export function useFieldAt(): void {
  const { path, query, route } = useLocation()
  const { at, ...rest } = query
  useEffect(() => {
    if (at === undefined) return
    let tries = 0
    // A tab may be fetched first.
    const look = setInterval(() => {
      const field = fieldAt(at)
      if (!field && ++tries < 20) return
      clearInterval(look)
      const control = field?.matches(CONTROL) ? field : field?.querySelector<HTMLElement>(CONTROL)
      control?.focus({ preventScroll: true })
      ;(control ?? field)?.scrollIntoView({ block: 'center' })
      route(withQuery(path, rest), true)
    }, 50)
    return () => clearInterval(look)
  }, [at])
}

function fieldAt(path: string): HTMLElement | null {
  for (let place = path; place !== ''; place = place.split('.').slice(0, -1).join('.')) {
    const found = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(place)}"]`)
    if (found) return found
  }
  return null
}
