/** Whether approving counts what was held of the names, and how far back that goes. */
import { useId } from 'preact/hooks'
import { counted } from '../../parts/count.tsx'
import { useEnvironment } from '../../session.tsx'
import { createStore, useStore } from '../../store.ts'
import { Ago } from '../../time.tsx'
import type { Request } from './data.ts'
import styles from './held-choice.module.css'

/** One choice for all ways of approving. */
export const includeHeld = createStore(true)

const DAY = 86_400_000

export function HeldChoice({ requests }: { requests: readonly Request[] }) {
  const id = useId()
  const { heldDays } = useEnvironment()
  const chosen = useStore(includeHeld)
  const calls = requests.reduce((sum, { count }) => sum + count, 0)
  const first = requests.map(({ firstSeenAt }) => firstSeenAt).sort()[0]
  const bound = new Date(Date.now() - heldDays * DAY).toISOString()
  return (
    <div class={styles.choice}>
      <input
        id={id}
        type="checkbox"
        checked={chosen}
        onChange={(event) => includeHeld.set(event.currentTarget.checked)}
      />
      <label for={id}>
        Include what was held
        <span class={styles.how}>
          {first !== undefined && `${counted(calls, 'call')}, `}
          {first !== undefined && first > bound ? (
            <>
              since <Ago at={first} />
            </>
          ) : (
            `at most ${counted(heldDays, 'day')} back`
          )}
        </span>
      </label>
    </div>
  )
}
