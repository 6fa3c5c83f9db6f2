/** Keys as they are pressed: `<Kbd keys="g e" />`. */
import styles from './kbd.module.css'

export function Kbd({ keys }: { keys: string }) {
  return (
    <span class={styles.keys}>
      {keys.split(/[ +]/).map((key) => (
        <kbd key={key} class={styles.key}>
          {NAMES[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}

const mac = /Mac|iP(hone|ad)/.test(navigator.userAgent)

const NAMES: Readonly<Record<string, string>> = {
  mod: mac ? '⌘' : 'Ctrl',
  alt: mac ? '⌥' : 'Alt',
  shift: '⇧',
  Enter: '↵',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
}
