/** A few calls as links, for where they are not the main matter: a user's page, the answer to "did it arrive?". */
import type { CallLine } from '../../../../shared/call.ts'
import { OutcomeBadge } from '../../parts/badge.tsx'
import { Moment } from '../../time.tsx'
import styles from './call-links.module.css'

export function CallLinks({ lines, href }: { lines: readonly CallLine[]; href: (id: string) => string }) {
  return (
    <ul role="list" class={styles.list}>
      {lines.map(({ id, receivedAt, type, name, outcome }) => (
        <li key={id}>
          <a class={styles.link} href={href(String(id))}>
            <span class={styles.time}>
              <Moment at={receivedAt} />
            </span>
            <span class={styles.what}>
              <span class={styles.type}>{type}</span> {name}
            </span>
            <OutcomeBadge outcome={outcome} />
          </a>
        </li>
      ))}
    </ul>
  )
}
