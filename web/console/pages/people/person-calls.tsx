/** The latest calls that name a user. */
import { Section } from '../../parts/page.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { callsHref } from '../calls/address.ts'
import { CallLinks } from '../calls/call-links.tsx'
import { callsOf } from '../calls/data.ts'
import styles from './person-page.module.css'

export function PersonCalls({ userId }: { userId: string }) {
  const { id: env, callDays } = useEnvironment()
  const { data, error, loading, reload } = useResource(callsOf, [env, userId], { every: 15_000 })
  return (
    <Section title="Latest calls" actions={<a href={callsHref(env, { user: userId })}>All in Live calls</a>}>
      {data ? (
        data.items.length === 0 ? (
          <p class={styles.none}>None in the last {callDays} days, for which lines are kept.</p>
        ) : (
          <CallLinks lines={data.items} href={(call) => callsHref(env, { user: userId, call })} />
        )
      ) : loading ? (
        <Skeleton rows={4} label="calls" />
      ) : (
        <ErrorState error={error} retry={reload} />
      )}
    </Section>
  )
}
