/** Gives a survey the team's colours, in light or dark, and changes them with the reader's system. */
import type { Look } from '../../shared/survey.ts'
import { brandColors } from './colors.ts'

export function paint(frame: HTMLElement) {
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  let look: Look | undefined
  const update = (): void => {
    if (!look) return
    const dark = look.scheme === 'dark' || (look.scheme === 'auto' && system.matches)
    const colors = brandColors(look.color, dark ? 'dark' : 'light')
    frame.classList.toggle('dark', dark)
    // By script, as strict pages forbid style attributes.
    for (const [name, value] of Object.entries(colors)) frame.style.setProperty(`--${name}`, value)
  }
  system.addEventListener('change', update)
  return {
    update: (now: Look): void => {
      look = now
      update()
    },
    stop: () => system.removeEventListener('change', update),
  }
}
