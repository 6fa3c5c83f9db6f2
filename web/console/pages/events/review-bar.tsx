/** What can be done with the selected names, or with all of them. */
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { Kbd } from '../../parts/kbd.tsx'
import { Menu } from '../../parts/menu.tsx'
import type { Request } from './data.ts'
import { HeldChoice } from './held-choice.tsx'
import styles from './review-bar.module.css'
import type { Asking } from './review-dialogs.tsx'

/** Beside the search box, while nothing is selected. */
export function AllBar({
  items,
  total,
  onDenyLike,
  onAsk,
}: {
  items: readonly Request[]
  total: number
  onDenyLike: () => void
  onAsk: (asking: Asking) => void
}) {
  return (
    <div class={styles.bar}>
      <HeldChoice requests={items} />
      <Menu
        label="Decide on all names"
        class={styles.all}
        button={<>All {counted(total, 'name')}…</>}
        items={[
          { label: 'Approve all…', icon: 'check', run: () => onAsk({ what: 'approve', names: 'all' }) },
          { label: 'Deny all like a pattern…', icon: 'search', run: onDenyLike },
          { label: 'Deny all…', icon: 'close', danger: true, run: () => onAsk({ what: 'deny all' }) },
        ]}
      />
    </div>
  )
}

export function SelectionBar({
  items,
  selected,
  onClear,
  onApprove,
  onInto,
  onDeny,
}: {
  items: readonly Request[]
  selected: ReadonlySet<string>
  onClear: () => void
  onApprove: () => void
  onInto: () => void
  onDeny: () => void
}) {
  return (
    <div class={styles.bar}>
      <strong>{counted(selected.size, 'name')} selected</strong>
      <Button small kind="main" onClick={onApprove}>
        Approve
      </Button>
      <Button small onClick={onInto}>
        Approve into… <Kbd keys="m" />
      </Button>
      <Button small kind="danger" onClick={onDeny}>
        Deny <Kbd keys="d" />
      </Button>
      <Button small kind="plain" onClick={onClear}>
        Clear
      </Button>
      <span class={styles.end}>
        <HeldChoice requests={items.filter(({ name }) => selected.has(name))} />
      </span>
    </div>
  )
}
