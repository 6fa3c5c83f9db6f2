/** Says how many calls came while someone reads further down; nothing moves until they ask for it. */
import { Icon } from '../../parts/icon.tsx'
import { count } from '../../parts/count.tsx'
import type { CallWindow } from './call-window.ts'
import styles from './new-calls-pill.module.css'

export function NewCallsPill({ window, onShow }: { window: CallWindow | undefined; onShow: () => void }) {
  if (!window || (window.waiting.length === 0 && !window.gap)) return null
  return (
    <div class={styles.place}>
      <button type="button" class={styles.pill} onClick={onShow}>
        <Icon name="up" />
        {window.waiting.length === 0
          ? 'Back to the newest'
          : `${count(window.waiting.length)}${window.gap ? '+' : ''} new`}
      </button>
    </div>
  )
}
