/** One user: what they are, who says so, what they did and when, and what can be done with their data. */
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { PersonDetail } from '../../../../shared/person.ts'
import { isMissing } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Page } from '../../parts/page.tsx'
import { EmptyState, ErrorState, Skeleton, StaleNote } from '../../parts/states.tsx'
import { type Read, useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { useShortcuts } from '../../shortcuts.ts'
import { useStore } from '../../store.ts'
import { Ago } from '../../time.tsx'
import { peopleHref } from './address.ts'
import { isLeaving, leaving, person } from './data.ts'
import { ErasePanel } from './erase-panel.tsx'
import { MergeNote } from './merge-note.tsx'
import { MergePanel } from './merge-panel.tsx'
import { PersonActions } from './person-actions.tsx'
import { PersonAttributes } from './person-attributes.tsx'
import { PersonCalls } from './person-calls.tsx'
import { PersonEvents } from './person-events.tsx'
import { PersonIdentities } from './person-identities.tsx'
import { personName } from './person-name.ts'
import styles from './person-page.module.css'
import { PersonSurveys } from './person-surveys.tsx'
import { PersonTimeline } from './person-timeline.tsx'

export function PersonPage({ userId }: { userId: string }) {
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  useStore(leaving)
  const read = useResource(person, [env, userId], { every: 15_000 })
  const { data: shown } = read
  useShortcuts('This page', { u: ['Up to all users', () => route(peopleHref(env))] })

  if (shown && !isLeaving(env, shown)) return <Known env={env} userId={userId} shown={shown} read={read} />
  return (
    <Page title={userId} above={{ href: peopleHref(env), label: 'People' }}>
      <Unknown env={env} userId={userId} read={read} />
    </Page>
  )
}

function Unknown({ env, userId, read }: { env: string; userId: string; read: Read<PersonDetail> }) {
  const toAll = <Button href={peopleHref(env)}>All users</Button>
  if (read.data)
    return (
      <EmptyState icon="erase" title="This user is being erased" action={toAll}>
        “Undo” in the message below still stops it.
      </EmptyState>
    )
  if (read.loading) return <Skeleton rows={10} label="the user" />
  if (!isMissing(read.error)) return <ErrorState error={read.error} retry={read.reload} />
  return (
    <EmptyState
      icon="people"
      title="No user of this ID is known"
      action={
        <>
          {toAll}
          <Button href={`/${env}/calls?find=${encodeURIComponent(userId)}`}>Did a call arrive?</Button>
        </>
      }
    >
      Only identify and alias calls make a user known. Someone who was erased is not known any more either.
    </EmptyState>
  )
}

function Known({
  env,
  userId,
  shown,
  read,
}: {
  env: string
  userId: string
  shown: PersonDetail
  read: Read<PersonDetail>
}) {
  const [open, setOpen] = useState<'merge' | 'erase'>()
  const close = () => setOpen(undefined)
  return (
    <Page
      title={personName(shown)}
      above={{ href: peopleHref(env), label: 'People' }}
      lead={<Lead shown={shown} />}
      actions={
        <PersonActions shown={shown} onMerge={() => setOpen('merge')} onErase={() => setOpen('erase')} />
      }
    >
      <StaleNote error={read.error} retry={read.reload} />
      {shown.userId !== userId && <MergeNote userId={userId} into={personName(shown)} />}
      <div class={styles.columns}>
        <Column>
          <PersonAttributes attributes={shown.attributes} sources={shown.attributeSources} />
          <PersonEvents events={shown.events} />
          <PersonCalls userId={shown.userId} />
        </Column>
        <Column>
          <PersonIdentities shown={shown} />
          <PersonTimeline timeline={shown.timeline} />
          <PersonSurveys shown={shown} />
        </Column>
      </div>
      {open === 'merge' && <MergePanel shown={shown} onClose={close} />}
      {open === 'erase' && <ErasePanel shown={shown} onClose={close} />}
    </Page>
  )
}

const Column = ({ children }: { children: ComponentChildren }) => <div class={styles.column}>{children}</div>

function Lead({ shown: { userId, createdAt, lastSeenAt } }: { shown: PersonDetail }) {
  return (
    <span class={styles.lead}>
      <span class={styles.id}>
        <code>{userId}</code>
        <CopyButton text={userId} label="Copy the user ID" />
      </span>
      <span>
        Created <Ago at={createdAt} />
      </span>
      <span>
        Last seen <Ago at={lastSeenAt} none="never" />
      </span>
    </span>
  )
}
