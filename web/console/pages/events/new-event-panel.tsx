/** Makes an event: a Code event out of track names, or one that looks at URLs or clicks. */
import { useId, useState } from 'preact/hooks'
import {
  type Event,
  EVENT_KINDS,
  EVENT_NAME_LENGTH,
  type EventKind,
  type NewEvent,
} from '../../../../shared/event.ts'
import { answer, api, issueOf } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choices } from '../../parts/choices.tsx'
import { Field, Input, Textarea } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Panel } from '../../parts/panel.tsx'
import { toast } from '../../parts/toast.tsx'
import { useEnvironment } from '../../session.tsx'
import { useSubmit } from '../../use-submit.ts'
import { showChanged } from './changes.ts'
import { ClickEditor } from './click-editor.tsx'
import { type Draft, settledClick, settledMapping } from './draft.ts'
import styles from './event-form.module.css'
import { KINDS } from './event-words.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { markedOf } from './marked.ts'
import { UrlEditor } from './url-editor.tsx'

const HINTS: Readonly<Record<EventKind, string>> = {
  code: 'Counts track calls, of one name or of several.',
  'page-url': 'Counts page views whose URL meets a pattern. No code is needed.',
  click: 'Counts clicks on an element, as the web SDK sees them. No code is needed.',
}

/** `mappings` undefined: the event's own name, whatever it will be. */
type NewDraft = Pick<Draft, 'description'> & {
  name: string
  kind: EventKind
  mappings: Draft['mappings'] | undefined
  url: NonNullable<Draft['url']>
  click: NonNullable<Draft['click']>
}
const EMPTY: NewDraft = {
  name: '',
  kind: 'code',
  description: '',
  mappings: undefined,
  url: { match: 'contains', pattern: '' },
  click: {},
}

export function NewEventPanel({
  kinds = EVENT_KINDS,
  onMade,
  onClose,
}: {
  /** Those that can be made, the first one chosen. */
  kinds?: readonly EventKind[]
  onMade: (event: Event) => void
  onClose: () => void
}) {
  const { id: env } = useEnvironment()
  const form = useId()
  const only = kinds.length === 1 ? kinds[0] : undefined
  const [draft, setDraft] = useState<NewDraft>({ ...EMPTY, kind: kinds[0] ?? 'code' })
  const write = (part: Partial<NewDraft>) => setDraft({ ...draft, ...part })
  const name = draft.name.trim()
  const own = name === '' ? [] : [{ name, conditions: [] }]
  const { submit, busy, error } = useSubmit(async () => {
    const made = await answer(api.environments[':env'].events.$post({ param: { env }, json: toSend(draft) }))
    showChanged(env, made)
    toast(`“${made.name}” made`)
    onMade(made)
  })
  const errorOf = (path: string) => issueOf(error, path)

  return (
    <Panel
      title={only ? `New ${KINDS[only]} event` : 'New event'}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" type="submit" form={form} busy={busy}>
            Make the event
          </Button>
        </>
      }
    >
      <form id={form} class={styles.fields} onSubmit={submit}>
        {only ? (
          <p class={styles.note}>{HINTS[only]}</p>
        ) : (
          <Choices
            legend="Kind"
            chosen={draft.kind}
            hint={HINTS[draft.kind]}
            choices={kinds.map((kind) => [kind, KINDS[kind]])}
            onChoose={(kind) => write({ kind })}
          />
        )}
        <Field
          label="Name"
          hint="Surveys and filters name it, so it cannot be changed later."
          error={errorOf('name')}
        >
          {(tied) => (
            <Input
              {...tied}
              required
              maxLength={EVENT_NAME_LENGTH}
              value={draft.name}
              placeholder={draft.kind === 'page-url' ? 'Pricing viewed' : 'Order Completed'}
              autocomplete="off"
              onInput={(typed) => write({ name: typed })}
            />
          )}
        </Field>
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
        {draft.kind === 'code' && (
          <MappingEditor
            name={name}
            event={undefined}
            saved={[]}
            mappings={draft.mappings ?? own}
            onChange={(mappings) => write({ mappings })}
            errorOf={errorOf}
          />
        )}
        {draft.kind === 'page-url' && (
          <UrlEditor
            url={draft.url}
            event={undefined}
            error={errorOf('url.pattern') ?? errorOf('url')}
            onChange={(url) => write({ url })}
          />
        )}
        {draft.kind === 'click' && (
          <ClickEditor
            click={draft.click}
            event={undefined}
            errorOf={errorOf}
            onChange={(click) => write({ click })}
          />
        )}
        <FormError error={error} marked={markedOf(error)} />
      </form>
    </Panel>
  )
}

function toSend({ name, kind, description, mappings, url, click }: NewDraft): NewEvent {
  const event = { name, description, kind }
  if (kind === 'page-url') return { ...event, url }
  if (kind === 'click') return { ...event, click: settledClick(click) }
  return { ...event, ...(mappings && { mappings: mappings.map(settledMapping) }) }
}
