/** One event: what it counted, and what can be changed of it. What is typed stays until it is saved or discarded. */
import { useId, useState } from 'preact/hooks'
import { answer, api, issueOf } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Select, Textarea } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Menu } from '../../parts/menu.tsx'
import { Panel } from '../../parts/panel.tsx'
import { toast } from '../../parts/toast.tsx'
import { useEnvironment } from '../../session.tsx'
import { useStore } from '../../store.ts'
import { useMayEdit } from '../../use-may-edit.ts'
import { useSubmit } from '../../use-submit.ts'
import { DeleteUsedDialog } from './delete-used-dialog.tsx'
import { deleteEvent, denyEvent, markReviewed, showChanged } from './changes.ts'
import { ClickEditor } from './click-editor.tsx'
import type { Event } from './data.ts'
import { changeOf, type Draft, draftOf, drafts, keepDraft } from './draft.ts'
import styles from './event-form.module.css'
import { EventUsage } from './event-usage.tsx'
import { isUnreviewed, KINDS } from './event-words.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { markedOf } from './marked.ts'
import { UrlEditor } from './url-editor.tsx'

export function EventForm({ event, onClose }: { event: Event; onClose: () => void }) {
  const { id: env } = useEnvironment()
  const mayEdit = useMayEdit()
  const form = useId()
  const draft = useStore(drafts).get(event.id) ?? draftOf(event)
  const change = changeOf(event, draft)
  const changed = Object.keys(change).length > 0
  const write = (part: Partial<Draft>) => keepDraft(event.id, { ...draft, ...part })
  const { submit, busy, error } = useSubmit(async () => {
    const saved = await answer(
      api.environments[':env'].events[':id'].$patch({ param: { env, id: event.id }, json: change }),
    )
    keepDraft(event.id, undefined)
    showChanged(env, saved)
    toast('Saved')
  })
  const errorOf = (path: string) => issueOf(error, path)

  return (
    <Panel
      kicker={`${KINDS[event.kind]} event`}
      title={event.name}
      onClose={onClose}
      actions={mayEdit && <Actions event={event} onClose={onClose} />}
      foot={
        changed && (
          <>
            <Button onClick={() => keepDraft(event.id, undefined)}>Discard</Button>
            <Button kind="main" type="submit" form={form} busy={busy}>
              Save
            </Button>
          </>
        )
      }
    >
      <EventUsage event={event} />
      {isUnreviewed(event) && <Automatic event={event} onClose={onClose} />}
      <form id={form} onSubmit={submit}>
        <fieldset class={styles.fields} disabled={!mayEdit}>
          <Field label="Description" error={errorOf('description')}>
            {(tied) => (
              <Textarea
                {...tied}
                rows={2}
                maxLength={1_000}
                value={draft.description}
                placeholder="What it means that someone did this"
                onInput={(description) => write({ description })}
              />
            )}
          </Field>
          {event.kind === 'code' && (
            <MappingEditor
              name={event.name}
              event={event.id}
              saved={event.mappings}
              mappings={draft.mappings}
              onChange={(mappings) => write({ mappings })}
              errorOf={errorOf}
            />
          )}
          {draft.url && (
            <section class={styles.part}>
              <h3>Counts page views where</h3>
              <UrlEditor
                url={draft.url}
                event={event.id}
                error={errorOf('url.pattern') ?? errorOf('url')}
                onChange={(url) => write({ url })}
              />
              {!!change.url && (
                <p class={styles.note}>A new pattern counts from when it is saved; what was counted stays.</p>
              )}
            </section>
          )}
          {draft.click && (
            <section class={styles.part}>
              <h3>Counts clicks on</h3>
              <ClickEditor
                click={draft.click}
                event={event.id}
                errorOf={errorOf}
                onChange={(click) => write({ click })}
              />
            </section>
          )}
          {event.kind !== 'click' && (
            <Field
              label="Counts from"
              hint="Where both Segment and the SDK send it, it counts from one of them, so that a visit is not counted twice."
            >
              {(tied) => (
                <Select
                  {...tied}
                  value={draft.countsFrom ?? 'first'}
                  options={[
                    ['first', 'whichever sent it first'],
                    ['segment', 'Segment'],
                    ['sdk', 'the SDK'],
                  ]}
                  onInput={(from) =>
                    write({ countsFrom: from === 'segment' || from === 'sdk' ? from : null })
                  }
                />
              )}
            </Field>
          )}
        </fieldset>
        <FormError error={error} marked={markedOf(error)} />
      </form>
      {event.surveys.length > 0 && (
        <section class={styles.part}>
          <h3>Surveys that use it</h3>
          <ul role="list">
            {event.surveys.map((survey) => (
              <li key={survey}>{survey}</li>
            ))}
          </ul>
        </section>
      )}
    </Panel>
  )
}

/** Only a name that is an event of its own can be denied as such. */
const isOwnName = ({ name, mappings }: Event): boolean => mappings.length === 1 && mappings[0]?.name === name

function Actions({ event, onClose }: { event: Event; onClose: () => void }) {
  const { id: env } = useEnvironment()
  const [asking, setAsking] = useState(false)
  const isUsed = event.surveys.length > 0
  const remove = (force: boolean) => {
    onClose()
    deleteEvent(env, event, force)
  }
  return (
    <>
      <Menu
        label={`More for ${event.name}`}
        icon="more"
        items={[
          ...(isUnreviewed(event)
            ? [
                {
                  label: 'Mark as reviewed',
                  icon: 'check' as const,
                  run: () => void markReviewed(env, [event.id]),
                },
              ]
            : []),
          ...(isOwnName(event)
            ? [
                {
                  label: isUsed ? `Deny (used by ${event.surveys[0]})` : 'Deny',
                  icon: 'close' as const,
                  disabled: isUsed,
                  run: () => {
                    onClose()
                    denyEvent(env, event)
                  },
                },
              ]
            : []),
          {
            label: isUsed ? 'Delete…' : 'Delete',
            icon: 'erase',
            danger: true,
            run: () => (isUsed ? setAsking(true) : remove(false)),
          },
        ]}
      />
      {asking && (
        <DeleteUsedDialog event={event} onClose={() => setAsking(false)} onDelete={() => remove(true)} />
      )}
    </>
  )
}

function Automatic({ event, onClose }: { event: Event; onClose: () => void }) {
  const { id: env } = useEnvironment()
  const mayEdit = useMayEdit()
  return (
    <div class={styles.automatic}>
      <p>Accepted automatically at its first call. Nobody has looked at it yet.</p>
      {mayEdit && (
        <div class={styles.buttons}>
          <Button small icon="check" onClick={() => void markReviewed(env, [event.id])}>
            Mark as reviewed
          </Button>
          <Button
            small
            kind="danger"
            disabled={event.surveys.length > 0}
            onClick={() => {
              onClose()
              denyEvent(env, event)
            }}
          >
            Deny
          </Button>
        </div>
      )}
    </div>
  )
}
