/**
 * A button that opens a short list of things to do or places to go.
 *
 *   <Menu label="More for Order Completed" icon="more" items={[
 *     { label: 'Deny', run: deny }, { label: 'Open', href: '…' }, { label: 'Delete', run: remove, danger: true }]} />
 *   <Menu label="Environment" button={<>Development</>} items={…} />   // what the button shows is its name
 *
 * Arrow keys, Home and End move, Esc closes and gives the focus back.
 */
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { classes } from './classes.ts'
import buttonStyles from './button.module.css'
import { Icon, type IconName } from './icon.tsx'
import styles from './menu.module.css'

export type MenuItem = {
  label: ComponentChildren
  icon?: IconName
  /** A thing to do, or a place to go. */
  run?: () => void
  href?: string
  danger?: boolean
  /** Set on every item of which one is chosen. */
  chosen?: boolean
  disabled?: boolean
}

export function Menu({
  label,
  button,
  icon = 'down',
  items,
  class: className,
}: {
  label: string
  /** What the button shows; without it only the icon. */
  button?: ComponentChildren
  icon?: IconName
  items: readonly MenuItem[]
  class?: string | undefined
}) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => list.current?.hidePopover()

  const place = (event: Event & { newState?: string }) => {
    const opens = event.newState === 'open'
    setOpen(opens)
    if (!opens || !opener.current || !list.current) return
    const at = opener.current.getBoundingClientRect()
    const size = list.current.getBoundingClientRect()
    const { style } = list.current
    style.minInlineSize = `${at.width}px`
    style.left = `${Math.max(8, Math.min(at.left, innerWidth - Math.max(size.width, at.width) - 8))}px`
    style.top = `${at.bottom + 4 + size.height > innerHeight ? Math.max(8, at.top - size.height - 4) : at.bottom + 4}px`
    const all = choices(list.current)
    ;(all.find((one) => one.ariaChecked === 'true') ?? all[0])?.focus()
  }
  const move = (event: KeyboardEvent) => {
    if (!list.current) return
    const all = choices(list.current)
    const now = all.findIndex((one) => one === document.activeElement)
    const to = { ArrowDown: now + 1, ArrowUp: now - 1 + all.length, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all[to % all.length]?.focus()
  }
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={
          button === undefined ? classes(buttonStyles.button, buttonStyles.square, className) : className
        }
        popovertarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={button === undefined ? label : undefined}
        title={button === undefined ? label : undefined}
      >
        {button ?? <Icon name={icon} />}
      </button>
      <div
        id={id}
        ref={list}
        popover="auto"
        role="menu"
        aria-label={label}
        class={styles.menu}
        onToggle={place}
        onKeyDown={move}
      >
        {items.map((item, at) => {
          const inside = (
            <>
              {item.icon && <Icon name={item.icon} />}
              <span class={styles.label}>{item.label}</span>
              {item.chosen && <Icon name="check" />}
            </>
          )
          const look = classes(styles.item, item.danger && styles.danger)
          return item.href === undefined ? (
            <button
              key={at}
              type="button"
              {...roleOf(item)}
              class={look}
              disabled={item.disabled}
              onClick={() => {
                close()
                opener.current?.focus()
                item.run?.()
              }}
            >
              {inside}
            </button>
          ) : (
            <a key={at} {...roleOf(item)} class={look} href={item.href} onClick={close}>
              {inside}
            </a>
          )
        })}
      </div>
    </>
  )
}

const roleOf = ({ chosen }: MenuItem) =>
  chosen === undefined
    ? ({ role: 'menuitem' } as const)
    : ({ role: 'menuitemradio', 'aria-checked': chosen } as const)

const choices = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)'),
]
