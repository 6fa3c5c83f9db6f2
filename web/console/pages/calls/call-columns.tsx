/** The columns of Live calls. */
import type { CallLine } from '../../../../shared/call.ts'
import { OutcomeBadge } from '../../parts/badge.tsx'
import { classes } from '../../parts/classes.ts'
import type { Column } from '../../parts/table.tsx'
import { Moment } from '../../time.tsx'
import styles from './call-columns.module.css'

export const CALL_COLUMNS: readonly Column<CallLine>[] = [
  {
    key: 'time',
    head: 'Time',
    cell: ({ receivedAt, type, name }) => (
      <span class={styles.time}>
        <Moment at={receivedAt} />
        <span class="said">
          , {type} {name}
        </span>
      </span>
    ),
  },
  { key: 'type', head: 'Type', cell: ({ type }) => <span class={styles.type}>{type}</span>, wide: true },
  {
    key: 'name',
    head: 'Name',
    cell: ({ type, name }) => (
      <span class={styles.name} title={name ?? undefined}>
        <span class={styles.narrow}>{type}</span> {name}
      </span>
    ),
  },
  {
    key: 'user',
    head: 'User',
    cell: ({ userId, anonymousId }) =>
      userId === null ? (
        <span
          class={styles.anonymous}
          title={anonymousId === null ? undefined : `Anonymous ID ${anonymousId}`}
        >
          {anonymousId}
        </span>
      ) : (
        <span class={styles.user} title={userId}>
          {userId}
        </span>
      ),
    wide: true,
  },
  {
    key: 'outcome',
    head: 'Outcome',
    cell: ({ outcome, detail }) => (
      <>
        <OutcomeBadge outcome={outcome} /> <span class={styles.detail}>{detail}</span>
      </>
    ),
    grow: true,
  },
  {
    key: 'status',
    head: 'Status',
    cell: ({ status }) => <span class={classes(status >= 400 && styles.failed)}>{status}</span>,
    number: true,
    wide: true,
  },
]
