/**
 * A question or a form that must be answered before going on. It is open while it is drawn.
 *
 *   {asking && <Dialog title="Approve 12 names" onClose={() => setAsking(false)}
 *                      foot={<Button kind="main" onClick={approve}>Approve</Button>}>…</Dialog>}
 *
 * With `onSubmit` it is a form, whose foot has the submit button. Esc and a click beside it close it; the focus then
 * goes back to where it came from.
 */
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import styles from './dialog.module.css'

export function Dialog({
  title,
  onClose,
  onSubmit,
  foot,
  wide,
  children,
}: {
  title: ComponentChildren
  onClose: () => void
  onSubmit?: (event: Event) => void
  foot?: ComponentChildren
  /** For code and long lists. */
  wide?: boolean
  children: ComponentChildren
}) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    dialog.current?.showModal()
    return () => dialog.current?.close()
  }, [])
  const inside = (
    <>
      <header class={styles.head}>
        <h2 id={id} tabIndex={-1} autoFocus>
          {title}
        </h2>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </header>
      <div class={styles.body}>{children}</div>
      {foot && <footer class={styles.foot}>{foot}</footer>}
    </>
  )
  return (
    <dialog
      ref={dialog}
      class={classes(styles.dialog, wide && styles.wide)}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      {onSubmit ? (
        <form class={styles.inside} onSubmit={onSubmit}>
          {inside}
        </form>
      ) : (
        <div class={styles.inside}>{inside}</div>
      )}
    </dialog>
  )
}
