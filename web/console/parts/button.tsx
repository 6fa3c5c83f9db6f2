/**
 * Buttons, and links that look like them.
 *
 *   <Button onClick={save}>Save</Button>                        // quiet
 *   <Button kind="main" busy={saving}>Save</Button>             // one a view; busy keeps its width and the focus
 *   <Button kind="plain" small icon="plus">Add a name</Button>
 *   <Button href="/development/connect">Connect</Button>        // a real link
 *   <IconButton icon="close" label="Close" onClick={close} />
 */
import type { ComponentChildren } from 'preact'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

type Look = {
  kind?: 'main' | 'quiet' | 'plain' | 'danger'
  small?: boolean
  icon?: IconName
}
type Props = Look & {
  children: ComponentChildren
  onClick?: (event: MouseEvent) => void
  /** Under way: says so, and takes no second press. */
  busy?: boolean
  href?: string
  type?: 'button' | 'submit'
  disabled?: boolean
  autoFocus?: boolean
  /** The ID of the form it submits, from outside. */
  form?: string
  class?: string | undefined
  'aria-label'?: string | undefined
  'aria-describedby'?: string
  'aria-pressed'?: boolean
  'aria-expanded'?: boolean
  'aria-controls'?: string
}

export function Button({
  kind = 'quiet',
  small,
  icon,
  children,
  busy,
  href,
  class: className,
  ...rest
}: Props) {
  const look = classes(styles.button, styles[kind], small && styles.small, className)
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span class={styles.label}>{children}</span>
      {busy && <span class={styles.dots} aria-hidden="true" />}
    </>
  )
  if (href !== undefined)
    return (
      <a class={look} href={href} aria-label={rest['aria-label']}>
        {inside}
      </a>
    )
  const { onClick, type = 'button', ...attributes } = rest
  return (
    <button
      {...attributes}
      type={type}
      class={look}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {inside}
    </button>
  )
}

type IconProps = Omit<Props, 'children' | 'icon' | 'busy' | 'aria-label'> & { icon: IconName; label: string }

/** The label is read out, and shown on hover. */
export function IconButton({
  icon,
  label,
  kind = 'plain',
  small,
  href,
  class: className,
  ...rest
}: IconProps) {
  const look = classes(styles.button, styles.square, styles[kind], small && styles.small, className)
  if (href !== undefined)
    return (
      <a class={look} href={href} aria-label={label} title={label}>
        <Icon name={icon} />
      </a>
    )
  const { type = 'button', ...attributes } = rest
  return (
    <button {...attributes} type={type} class={look} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}
