/** Where a survey stands in the page: above everything, beside a keyboard on the screen, giving the focus back. */
import type { Position } from '../../shared/survey.ts'

export type Layout = Position | 'modal' | 'inline'

type Placing = {
  host: HTMLElement
  node: HTMLElement
  layout: Layout
  container: HTMLElement | undefined
  onHeight: ((height: number) => void) | undefined
}

export function place({ host, node, layout, container, onHeight }: Placing) {
  let origin: HTMLElement | null = null
  node.addEventListener('focusin', ({ relatedTarget }) => {
    // It comes from the page, and goes back there. From nowhere: the question before took it along.
    if (relatedTarget instanceof HTMLElement && !node.contains(relatedTarget)) origin = relatedTarget
  })

  const watch = new ResizeObserver(() => onHeight?.(node.offsetHeight))
  const viewport = layout === 'inline' ? null : window.visualViewport
  /** How much of the page a keyboard on the screen covers. */
  const lift = (): void => {
    if (!viewport || viewport.scale > 1) return
    const covered = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop)
    node.style.setProperty('--keys', `${covered}px`)
  }

  return {
    show: (): void => {
      // Outside of the body, which pages replace, zoom and make inert.
      ;(container ?? document.documentElement).appendChild(host)
      if (node instanceof HTMLDialogElement) node.showModal()
      else if (layout !== 'inline' && !document.querySelector('dialog[open]')) {
        // The top layer is above any z-index. Not over a dialog of the page: it makes all else inert.
        host.setAttribute('popover', 'manual')
        if ('showPopover' in host) host.showPopover()
      }
      watch.observe(node)
      viewport?.addEventListener('resize', lift)
    },
    remove: (): void => {
      watch.disconnect()
      viewport?.removeEventListener('resize', lift)
      const inside = host.shadowRoot?.activeElement
      // It gives the focus back by itself, wherever that is now.
      if (node instanceof HTMLDialogElement) node.close()
      if (host.parentNode) host.parentNode.removeChild(host)
      if (inside && layout !== 'modal') origin?.focus({ preventScroll: true })
    },
  }
}
