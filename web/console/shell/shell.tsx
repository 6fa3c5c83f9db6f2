/** The frame of every page: the environment on top, the menu, and who is signed in. */
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from '../parts/button.tsx'
import { Connection } from '../parts/connection.tsx'
import { Icon } from '../parts/icon.tsx'
import { useEnvironment } from '../session.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import styles from './shell.module.css'

export function Shell({ children }: { children: ComponentChildren }) {
  const { kind, name } = useEnvironment()
  const [sheet, setSheet] = useState(false)
  useShortcuts('Everywhere', { '?': ['Show these shortcuts', () => setSheet(true)] })
  return (
    <div class={styles.shell}>
      <a class={styles.skip} href="#content">
        Skip to the content
      </a>
      {kind === 'production' && (
        <section class={styles.production} aria-label="Environment">
          <Icon name="warn" />
          <strong>{name}</strong>
          <span class={styles.words}>These are your real users. Changes hold at once.</span>
        </section>
      )}
      <Drawer>
        <Navigation onShortcuts={() => setSheet(true)} />
      </Drawer>
      <header class={styles.side}>
        <Navigation onShortcuts={() => setSheet(true)} />
      </header>
      <main id="content" class={styles.main} tabIndex={-1}>
        <Connection />
        <div class={styles.page}>{children}</div>
      </main>
      {sheet && <ShortcutSheet onClose={() => setSheet(false)} />}
    </div>
  )
}

/** On a narrow screen: a bar on top, and the menu in a drawer. */
function Drawer({ children }: { children: ComponentChildren }) {
  const { name } = useEnvironment()
  const { path } = useLocation()
  const [open, setOpen] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => setOpen(false), [path])
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <header class={styles.bar}>
      <IconButton icon="menu" label="Menu" aria-expanded={open} onClick={() => setOpen(true)} />
      <Mark />
      <span class={styles.where}>{name}</span>
      <dialog
        ref={dialog}
        class={styles.drawer}
        aria-label="Menu"
        onClose={() => setOpen(false)}
        onClick={(event) => event.target === dialog.current && setOpen(false)}
      >
        {open && (
          <>
            <div class={styles.close}>
              <IconButton icon="close" label="Close the menu" onClick={() => setOpen(false)} />
            </div>
            {children}
          </>
        )}
      </dialog>
    </header>
  )
}
