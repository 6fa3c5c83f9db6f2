/** One trigger: its event, where that was seen, and how long after it the survey appears. */
import type { Trigger } from '../../../../../shared/survey.ts'
import { isMissing } from '../../../api.ts'
import { Badge } from '../../../parts/badge.tsx'
import { IconButton } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { Ago } from '../../../time.tsx'
import { type Event, oneEvent } from '../../events/data.ts'
import { feedOf, KINDS, sourceWords } from '../../events/event-words.ts'
import { canTrigger } from './can-trigger.ts'
import { SdkLine } from './sdk-line.tsx'
import styles from './triggers.module.css'
import { WholeField } from './whole-field.tsx'

export function TriggerRow({
  trigger: { event: id, delaySeconds },
  at,
  error,
  onChange,
  onRemove,
}: {
  trigger: Trigger
  at: number
  error: string | undefined
  onChange: (trigger: Trigger) => void
  onRemove: (name: string) => void
}) {
  const { id: env } = useEnvironment()
  const read = useResource(oneEvent, [env, id])
  const event = read.data
  const name = event?.name ?? (isMissing(read.error) ? 'A deleted event' : '…')
  return (
    <li class={styles.trigger} data-field={`triggers.${at}.event`}>
      <div class={styles.what}>
        <p class={styles.title}>
          <strong>{name}</strong>
          {event && <Badge>{KINDS[event.kind]}</Badge>}
        </p>
        {event && <Seen event={event} />}
        {isMissing(read.error) && (
          <p class={styles.error}>
            <Icon name="warn" />
            There is no such event any more: it makes nothing appear.
          </p>
        )}
        {error !== undefined && !isMissing(read.error) && (
          <p class={styles.error}>
            <Icon name="warn" />
            It {error}.
          </p>
        )}
      </div>
      <WholeField
        label={`Seconds after ${name}`}
        hideLabel
        unit="seconds later"
        value={delaySeconds}
        least={0}
        most={3_600}
        path={`triggers.${at}.delaySeconds`}
        onChange={(seconds) => onChange({ event: id, delaySeconds: seconds })}
      />
      <IconButton icon="close" label={`Remove ${name}`} onClick={() => onRemove(name)} />
      {event && canTrigger(event) !== 'yes' && (
        <div class={styles.line}>
          <SdkLine event={event} />
        </div>
      )}
    </li>
  )
}

export function Seen({ event }: { event: Event }) {
  const feed = feedOf(event)
  return (
    <span class={styles.seen}>
      {feed !== undefined && <span>{feed}</span>}
      {event.lastSeenAt === null ? (
        <span>Never seen so far</span>
      ) : (
        <span>
          {sourceWords(event.sources) || 'Seen'}, last <Ago at={event.lastSeenAt} />
        </span>
      )}
    </span>
  )
}
