/** What another environment defines otherwise, and taking over what one agrees to. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Promotion } from '../../../../shared/promotion.ts'
import { answer, api } from '../../api.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { Select, Field } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Note } from '../../parts/note.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { createResource, useResource } from '../../resource.ts'
import { environments, useSession } from '../../session.tsx'
import { useSubmit } from '../../use-submit.ts'
import { PromoteRow } from './promote-row.tsx'
import styles from './promote.module.css'

const promotion = api.environments[':env'].promotion

const difference = createResource((env: string, from: string) =>
  answer(promotion.$get({ param: { env }, query: { from } })),
)

export function Promote() {
  const { environment, me } = useSession()
  const known = useResource(environments, [])
  const { query, route } = useLocation()
  const others = (known.data?.items ?? []).filter(({ id }) => id !== environment.id)
  const from = others.find(({ id }) => id === query['from']) ?? others[0]
  const read = useResource(difference, from && [environment.id, from.id])
  if (from === undefined) return <p>There is no other environment to take anything over from.</p>
  return (
    <div class={styles.promote}>
      <Field label="Take over from" hint="Definitions only: no users, no calls and no responses come along.">
        {(tied) => (
          <Select
            {...tied}
            value={from.id}
            options={others.map(({ id, name }) => [id, name] as const)}
            onInput={(id) => route(`/${environment.id}/settings/promote?from=${id}`, true)}
          />
        )}
      </Field>
      {me.role !== 'admin' && (
        <Note title="Only admins take over">An admin of your team can do it from this page.</Note>
      )}
      {read.data === undefined ? (
        read.error ? (
          <ErrorState error={read.error} retry={read.reload} />
        ) : (
          <Skeleton rows={6} label="what differs" />
        )
      ) : (
        <Differences
          key={from.id}
          difference={read.data}
          from={from.name}
          to={environment.name}
          may={me.role === 'admin'}
          surveyAsked={query['survey']}
        />
      )}
    </div>
  )
}

const keyOf = (group: 'event' | 'survey' | 'setting', name: string): string => `${group} ${name}`
const eventKey = ({ name, status }: { name: string; status: string }) => keyOf('event', `${status} ${name}`)

function Differences({
  difference: { from: fromId, to: env, events, surveys, settings },
  from,
  to,
  may,
  surveyAsked,
}: {
  difference: Promotion
  from: string
  to: string
  may: boolean
  surveyAsked: string | undefined
}) {
  const needsOf = (id: string) => surveys.find((survey) => survey.id === id)?.needs ?? []
  const withNeeds = (id: string): string[] => [
    keyOf('survey', id),
    ...needsOf(id).map((name) => eventKey({ name, status: 'accepted' })),
  ]
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(
    () => new Set(surveys.some(({ id }) => id === surveyAsked) ? withNeeds(surveyAsked ?? '') : []),
  )
  const taken = {
    events: events.filter((event) => agreed.has(eventKey(event))),
    surveys: surveys.filter(({ id }) => agreed.has(keyOf('survey', id))),
    settings: settings.filter(({ part }) => agreed.has(keyOf('setting', part))),
  }
  const { submit, busy, error } = useSubmit(async () => {
    await answer(
      promotion.$post({
        param: { env },
        json: {
          from: fromId,
          events: taken.events.map(({ name, status }) => ({ name, status })),
          surveys: taken.surveys.map(({ id }) => id),
          settings: taken.settings.map(({ part }) => part),
        },
      }),
    )
    setAgreed(new Set())
    difference.reload()
    toast(`${to} now has what you agreed to. New surveys there are drafts.`)
  })
  if (events.length + surveys.length + settings.length === 0)
    return (
      <EmptyState icon="check" title="Nothing differs">
        {to} has every event, survey and setting as {from} has them.
      </EmptyState>
    )
  const turn = (keys: readonly string[], on: boolean) => {
    const next = new Set(agreed)
    for (const key of keys) {
      if (on) next.add(key)
      else next.delete(key)
    }
    setAgreed(next)
  }
  const words = [
    taken.events.length > 0 && counted(taken.events.length, 'event'),
    taken.surveys.length > 0 && counted(taken.surveys.length, 'survey'),
    taken.settings.length > 0 && counted(taken.settings.length, 'setting'),
  ].filter(Boolean)
  return (
    <>
      <Group title="Surveys" empty={surveys.length === 0}>
        {surveys.map(({ id, name, change, differences, needs, refused }) => (
          <PromoteRow
            key={id}
            name={name}
            badge={<Badge tone={change === 'new' ? 'good' : 'accent'}>{change}</Badge>}
            note={needs.length > 0 ? `Brings along: ${needs.join(', ')}` : undefined}
            differences={differences}
            refused={refused.length > 0 ? refused.map(({ message }) => `It ${message}.`).join(' ') : null}
            checked={agreed.has(keyOf('survey', id))}
            onChange={(on) => turn(on ? withNeeds(id) : [keyOf('survey', id)], on)}
          />
        ))}
      </Group>
      <Group title="Events" empty={events.length === 0}>
        {events.map((event) => (
          <PromoteRow
            key={eventKey(event)}
            name={event.name}
            badge={
              <Badge tone={event.change === 'new' ? 'good' : 'accent'}>
                {event.status === 'denied' ? `denied, ${event.change}` : event.change}
              </Badge>
            }
            differences={event.differences}
            refused={
              event.refused.length > 0 ? event.refused.map(({ message }) => `It ${message}.`).join(' ') : null
            }
            checked={agreed.has(eventKey(event))}
            onChange={(on) => turn([eventKey(event)], on)}
          />
        ))}
      </Group>
      <Group title="Settings" empty={settings.length === 0}>
        {settings.map((one) => (
          <PromoteRow
            key={one.part}
            name={one.part}
            badge={<Badge tone="accent">changed</Badge>}
            differences={[one]}
            refused={null}
            checked={agreed.has(keyOf('setting', one.part))}
            onChange={(on) => turn([keyOf('setting', one.part)], on)}
          />
        ))}
      </Group>
      <div class={styles.bar}>
        <Button kind="main" busy={busy} disabled={!may || words.length === 0} onClick={submit}>
          {words.length === 0 ? 'Choose what to take over' : `Take over ${words.join(', ')} into ${to}`}
        </Button>
        <p>A survey that is in progress in {to} changes at once. It cannot be undone here.</p>
        <FormError error={error} />
      </div>
    </>
  )
}

function Group({
  title,
  empty,
  children,
}: {
  title: string
  empty: boolean
  children: preact.ComponentChildren
}) {
  if (empty) return null
  return (
    <section class={styles.group}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}
