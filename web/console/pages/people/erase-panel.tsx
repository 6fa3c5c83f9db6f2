/** Erases a user, after saying what that takes away. Nothing is sent until the time to undo is over. */
import { useLocation } from 'preact-iso'
import type { PersonDetail } from '../../../../shared/person.ts'
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { Panel } from '../../parts/panel.tsx'
import { offerUndo } from '../../parts/toast.tsx'
import { useEnvironment } from '../../session.tsx'
import { peopleHref } from './address.ts'
import { erase, setLeaving } from './data.ts'
import styles from './erase-panel.module.css'
import { personName } from './person-name.ts'

export function ErasePanel({ shown, onClose }: { shown: PersonDetail; onClose: () => void }) {
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  const name = personName(shown)
  const start = () => {
    onClose()
    setLeaving(env, shown, true)
    route(peopleHref(env))
    offerUndo(`${name} is erased`, {
      commit: () => erase(env, shown.userId),
      undo: () => setLeaving(env, shown, false),
    })
  }
  return (
    <Panel
      kicker="Erase"
      title={name}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" icon="erase" onClick={start}>
            Erase this user
          </Button>
        </>
      }
    >
      <p>This can be undone for a few seconds; then it is final.</p>
      <section class={styles.part}>
        <h3>What is erased</h3>
        <ul class={styles.list}>
          <li>{counted(Object.keys(shown.attributes).length, 'attribute')}</li>
          <li>
            What they did:{' '}
            {counted(
              shown.events.reduce((sum, { count }) => sum + count, 0),
              'occurrence',
            )}{' '}
            of {counted(shown.events.length, 'event')}, also from the counts of those events
          </li>
          <li>
            {counted(shown.identities.length, 'identity', 'identities')}: the user ID, and every anonymous and
            visitor ID tied to it
          </li>
          <li>Their lines in Live calls, with the payloads</li>
          {shown.merged.length > 0 && <li>The users merged into them: {shown.merged.join(', ')}</li>}
        </ul>
      </section>
      <section class={styles.part}>
        <h3>What stays</h3>
        <p>
          A keyed hash of each ID, from which the ID cannot be read, with the time. By it, calls from before
          the erasure that still arrive are dropped. A call from after it makes a new user without a past.
        </p>
      </section>
      <section class={styles.part}>
        <h3>What this does not reach</h3>
        <p>Segment and your other tools keep what they have. Ask for the deletion there too.</p>
      </section>
    </Panel>
  )
}
