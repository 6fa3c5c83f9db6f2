/**
 * A page: its title (also the window's), what can be done in its head, its tabs.
 *
 *   <Page title="Events" actions={<Switch … />} tabs={<Tabs … />} lead="One line that says what it is for.">…</Page>
 *
 * The title takes the focus when one came here from another page, so that it is read out.
 */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useEnvironment } from '../session.tsx'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import styles from './page.module.css'

let visited = false

export function Page({
  title,
  field,
  above,
  lead,
  actions,
  tabs,
  narrow,
  children,
}: {
  title: string
  /** In the title's place, where it can be edited: the title itself is then only read out. */
  field?: ComponentChildren
  /** The way back to the list that this is one of. */
  above?: { href: string; label: string }
  lead?: ComponentChildren
  actions?: ComponentChildren
  tabs?: ComponentChildren
  /** For text and forms: no wider than can be read. */
  narrow?: boolean
  children: ComponentChildren
}) {
  const { name } = useEnvironment()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${name} · Asklet`
  }, [title, name])
  useEffect(() => {
    if (visited && !document.querySelector('dialog[open]')) heading.current?.focus({ preventScroll: true })
    visited = true
  }, [])
  return (
    <div class={classes(styles.page, narrow && styles.narrow)}>
      <header class={styles.head}>
        <div class={styles.title}>
          {above && (
            <a class={styles.above} href={above.href}>
              <Icon name="left" />
              {above.label}
            </a>
          )}
          <h1 ref={heading} tabIndex={-1} class={field ? 'said' : undefined}>
            {title}
          </h1>
          {field}
          {lead && <p class={styles.lead}>{lead}</p>}
        </div>
        {actions && <div class={styles.actions}>{actions}</div>}
      </header>
      {tabs}
      {children}
    </div>
  )
}

/** A part of a page, under its own heading. */
export function Section({
  title,
  lead,
  actions,
  children,
}: {
  title: string
  lead?: ComponentChildren
  actions?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class={styles.section}>
      <header class={styles.head}>
        <div class={styles.title}>
          <h2>{title}</h2>
          {lead && <p class={styles.lead}>{lead}</p>}
        </div>
        {actions && <div class={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
