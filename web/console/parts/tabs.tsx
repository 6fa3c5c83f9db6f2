/**
 * Views of one page, each with an address: real links.
 *
 *   <Tabs label="Events" tabs={[{ href: '/development/events', label: 'Accepted' },
 *                               { href: '/development/events/review', label: 'To review', count: 3 }]} />
 */
import { useLocation } from 'preact-iso'
import { useEffect, useRef } from 'preact/hooks'
import { count } from './count.tsx'
import styles from './tabs.module.css'

export type Tab = { href: string; label: string; count?: number | undefined }

/** The current one is that whose address equals the page's, ignoring what only opens a panel. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current?: string }) {
  const { path } = useLocation()
  const now = current ?? path
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    // On a narrow screen the row scrolls sideways.
    const link = list.current?.querySelector('[aria-current]')
    if (link instanceof HTMLElement && list.current)
      list.current.scrollLeft = link.offsetLeft - list.current.offsetWidth / 3
    // A number that comes later makes the row longer.
  }, [now, tabs.map((tab) => tab.count).join()])
  return (
    <nav aria-label={label} class={styles.nav}>
      <ul role="list" class={styles.list} ref={list}>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a class={styles.tab} href={tab.href} aria-current={tab.href === now ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span class={styles.count}>{count(tab.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
