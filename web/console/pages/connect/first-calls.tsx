/** What arrives, as it arrives: from "Waiting for the first call…" to the latest five. */
import { useState } from 'preact/hooks'
import { answer, api } from '../../api.ts'
import { OutcomeBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/page.tsx'
import { Skeleton, StaleNote } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { createResource, useResource } from '../../resource.ts'
import { review } from '../../review.ts'
import { environments, useSession } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { AutomaticNames } from './automatic-names.tsx'
import { useDoor } from './door.ts'
import styles from './first-calls.module.css'
import { sayCall } from './say-call.ts'

const latest = createResource((env: string) =>
  answer(api.environments[':env'].calls.$get({ param: { env }, query: { limit: '5' } })),
)

export function FirstCalls() {
  const { environment, me } = useSession()
  const { id, name, firstCallAt } = environment
  const door = useDoor('server')
  const calls = useResource(latest, [id], { every: 2_000 })
  const [sending, setSending] = useState<'identify' | 'track'>()
  const items = calls.data?.items ?? []
  const first = items.length === 0 && !firstCallAt

  const send = async (type: 'identify' | 'track') => {
    setSending(type)
    try {
      const { status } = await answer(
        api.environments[':env']['test-call'].$post({ param: { env: id }, json: { type } }),
      )
      if (status !== 200) toast(`The door answered ${status}. Live calls says why.`, { tone: 'bad' })
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
    latest.reload()
    review.reload()
    environments.reload()
    setSending(undefined)
  }

  return (
    <Section
      title={first ? `Send your first call to ${name}` : 'What arrived lately'}
      lead={
        first ? (
          <>
            Give your sender the key <code>{door.shown}</code> by one of the ways below, or see with a test
            call what happens.
          </>
        ) : undefined
      }
      actions={!first && <Button href={`/${id}/calls`}>All live calls</Button>}
    >
      <div class={styles.card}>
        <StaleNote error={calls.data && calls.error} retry={calls.reload} />
        {calls.loading && <Skeleton rows={firstCallAt ? 5 : 1} label="what arrived" />}
        <div role="log" aria-label="Calls that arrived">
          {calls.data && items.length === 0 && (
            <p class={styles.waiting}>
              <span class={styles.pulse} aria-hidden="true" />
              {first ? 'Waiting for the first call…' : 'Waiting for calls…'}
            </p>
          )}
          {items.map((call) => (
            <p key={call.id} class={styles.call}>
              <span class={styles.type}>{call.type}</span>
              <span class={styles.said}>{sayCall(call)}</span>
              <OutcomeBadge outcome={call.outcome} />
              <span class={styles.ago}>
                <Ago at={call.receivedAt} />
              </span>
            </p>
          ))}
        </div>
        {me.role !== 'viewer' && (
          <div class={styles.tests}>
            <span>Send a test call:</span>
            <Button
              small
              kind={first ? 'main' : 'quiet'}
              busy={sending === 'identify'}
              onClick={() => void send('identify')}
            >
              identify James Gibbon
            </Button>
            <Button small busy={sending === 'track'} onClick={() => void send('track')}>
              track “Clicked Button”
            </Button>
          </div>
        )}
      </div>
      <AutomaticNames />
    </Section>
  )
}
