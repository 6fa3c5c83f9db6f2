/**
 * What belongs to one row, beside its list. It is open while it is drawn; its address is the page's business.
 *
 *   {id && <Panel title={event.name} onClose={() => route(listHref)} actions={<Menu … />} foot={<Button kind="main">Save</Button>}>…</Panel>}
 *
 * On a wide screen the list beside it stays usable (j and k walk on through it); on a narrow one it is modal.
 * Esc closes it. The focus goes to its title, and back to where it came from.
 */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './button.tsx'
import styles from './panel.module.css'

export function Panel({
  title,
  kicker,
  actions,
  foot,
  onClose,
  children,
}: {
  title: ComponentChildren
  /** A small line above the title: what it is. */
  kicker?: ComponentChildren
  actions?: ComponentChildren
  foot?: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const latestClose = useRef(onClose)
  latestClose.current = onClose

  useLayoutEffect(() => {
    const panel = dialog.current
    if (!panel) return
    const from = document.activeElement
    if (matchMedia('(min-width: 64rem)').matches) panel.show()
    else panel.showModal()
    return () => {
      const hadFocus = panel.contains(document.activeElement) || document.activeElement === document.body
      panel.close()
      // Whoever moved on in the list meanwhile is left where they are.
      if (hadFocus && from instanceof HTMLElement && from.isConnected) from.focus()
    }
  }, [])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog:modal')) return
      if (document.querySelector('[popover=auto]:popover-open')) return
      event.preventDefault()
      latestClose.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return (
    <dialog
      ref={dialog}
      class={styles.panel}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        // Modal: the browser's own Esc. The address decides what is open.
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div class={styles.inside}>
        <header class={styles.head}>
          <div class={styles.title}>
            {kicker && <p class={styles.kicker}>{kicker}</p>}
            <h2 id={`${id}-title`} tabIndex={-1} autoFocus>
              {title}
            </h2>
          </div>
          {actions}
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        <div class={styles.body}>{children}</div>
        {foot && <footer class={styles.foot}>{foot}</footer>}
      </div>
    </dialog>
  )
}
