/** All keys that do something on this page, and the switch that turns them off. */
import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from '../parts/button.tsx'
import { Kbd } from '../parts/kbd.tsx'
import { Switch } from '../parts/switch.tsx'
import { listShortcuts, shortcutsOn } from '../shortcuts.ts'
import { useStore } from '../store.ts'
import styles from './shortcut-sheet.module.css'

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const on = useStore(shortcutsOn)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class={styles.sheet}
      aria-labelledby="shortcut-sheet"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class={styles.inside}>
        <header class={styles.head}>
          <h2 id="shortcut-sheet" tabIndex={-1} autoFocus>
            Keyboard shortcuts
          </h2>
          <IconButton icon="close" label="Close" onClick={() => dialog.current?.close()} />
        </header>
        {listShortcuts().map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 class={styles.title}>{title}</h3>
            <dl class={styles.list}>
              {shortcuts.map(({ keys, label }) => (
                <div key={keys} class={styles.row}>
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Switch
          checked={on === 'on'}
          onChange={(wanted) => shortcutsOn.set(wanted ? 'on' : 'off')}
          label="Shortcuts are on"
          hint="Turn this off where they get in the way of dictation or a screen reader. This list stays in the account menu."
        />
      </div>
    </dialog>
  )
}
